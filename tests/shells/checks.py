"""The parts of the test."""

import time

import cases
import unix
from engine import REGION

CHUNK = 100


class Score:
    """Counts, and says what went wrong as it happens."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def check(self, name, problem):
        """A check that passed if there is no problem."""
        if problem is None:
            self.passed += 1
            return
        self.failed += 1
        if self.failed <= 50:
            print(f"FAILED {name}: {problem[:1000]}", flush=True)

    def skip(self, name, why):
        self.skipped += 1
        print(f"SKIPPED {name}: {why}", flush=True)


def chunks(items):
    return [items[i : i + CHUNK] for i in range(0, len(items), CHUNK)]


def difference(resource, arguments, found):
    """What is wrong with what was read from the arguments of a resource's command, if anything."""
    if isinstance(found, str):
        return f"{found} from {arguments!r:.600}"
    expected = [resource["service"], resource["operation"], resource["parameters"], REGION]
    if found[:4] != expected:
        return f"expected {expected!r:.400}, found {found!r:.400}"
    paging = {"Marker", "MaxRecords"} & set(resource["parameters"])
    if paging and "--cli-input-json" in arguments and found[4]:
        return "pages by itself, and so ignores how it was told to page"
    return None


def check_run(score, reader, label, chunk, recorded, folder):
    """Checks what the commands of some resources, run one after the other, gave."""
    found = unix.intruders(folder)
    if found:
        names = ", ".join(name for name, _ in chunk)
        score.check(label, f"made {found} in one of {names}")
    for (name, resource), arguments, read in zip(chunk, recorded, reader.read(recorded, folder)):
        score.check(f"{label}: {name}", difference(resource, arguments, read))
    if len(recorded) != len(chunk):
        last = chunk[min(len(recorded), len(chunk) - 1)][0]
        score.check(label, f"{len(recorded)} of {len(chunk)} commands ran, up to {last}")


def check_names(score, label, chunk, recorded, folder):
    """Checks that wrong names ran nothing, and that each command is one command."""
    found = unix.intruders(folder)
    names = ", ".join(name for name, _ in chunk)
    score.check(f"{label}: wrong names", f"made {found} in one of {names}" if found else None)
    count = len(recorded) == len(chunk)
    score.check(f"{label}: wrong names", None if count else f"{len(recorded)} commands of {names}")
    for arguments in recorded:
        options = [word for word in arguments[:2] if word.startswith("-")]
        score.check(f"{label}: wrong names", f"options {arguments!r:.300}" if options else None)


def scripts(engine, reader, score):
    """The commands of many resources as one script."""
    for chunk in chunks(cases.sensible() + cases.resources(cases.PLACES)):
        text = engine.render([resource for _, resource in chunk], "cli-sh")
        for shell in filter(unix.available, unix.SCRIPTS):
            with unix.room() as (folder, beside):
                recorded = unix.run_script(shell, text, folder, beside)
                check_run(score, reader, f"{shell} script", chunk, recorded, folder)
    for chunk in chunks(cases.resources(cases.NAMES)):
        text = engine.render([resource for _, resource in chunk], "cli-sh")
        for shell in filter(unix.available, unix.SCRIPTS):
            with unix.room() as (folder, beside):
                recorded = unix.run_script(shell, text, folder, beside)
                check_names(score, f"{shell} script", chunk, recorded, folder)
    for shell in unix.SCRIPTS:
        if not unix.available(shell):
            score.skip(f"{shell} scripts", "not installed")


PARTS = {"scripts": scripts}
