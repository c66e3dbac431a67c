"""The parts of the test."""

import re

import cases
import powershell as pwsh
import secret_cases
import unix
import windows
from engine import REGION

CHUNK = 100
SENTENCE = re.compile(r"[A-Za-z0-9_./:,=+@ -]{0,3000}")


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
    expected = [
        resource["service"],
        resource["operation"],
        resource["parameters"],
        REGION,
    ]
    if found[:4] != expected:
        return f"expected {expected!r:.400}, found {found!r:.400}"
    paging = {"Marker", "MaxRecords"} & set(resource["parameters"])
    if paging and found[4]:
        return "pages by itself, and so ignores how it was told to page"
    return None


def check_run(score, reader, label, chunk, recorded, folder):
    """Checks what the commands of some resources, run one after the other, gave."""
    found = unix.intruders(folder)
    if found:
        names = ", ".join(name for name, _ in chunk)
        score.check(label, f"made {found} in one of {names}")
    for (name, resource), arguments, read in zip(
        chunk, recorded, reader.read(recorded, folder)
    ):
        score.check(f"{label}: {name}", difference(resource, arguments, read))
    if len(recorded) != len(chunk):
        last = chunk[min(len(recorded), len(chunk) - 1)][0]
        score.check(
            label, f"{len(recorded)} of {len(chunk)} commands ran, up to {last}"
        )


def check_names(score, label, chunk, recorded, folder):
    """Checks that wrong names ran nothing, and that each command is one command."""
    found = unix.intruders(folder)
    names = ", ".join(name for name, _ in chunk)
    score.check(
        f"{label}: wrong names", f"made {found} in one of {names}" if found else None
    )
    count = len(recorded) == len(chunk)
    score.check(
        f"{label}: wrong names",
        None if count else f"{len(recorded)} commands of {names}",
    )
    for arguments in recorded:
        options = [word for word in arguments[:2] if word.startswith("-")]
        score.check(
            f"{label}: wrong names", f"options {arguments!r:.300}" if options else None
        )


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


def prompts(engine, reader, score):
    """Each command for itself, pasted at a prompt."""
    for shell, places in unix.PASTED.items():
        if not unix.available(shell):
            score.skip(f"{shell} prompts", "not installed")
            continue
        chosen = cases.resources(cases.PLACES, places)
        commands = [(name, one, engine.render([one], "cli-sh")) for name, one in chosen]
        commands = [
            command for command in commands if len(command[2]) < unix.LONGEST_PASTE
        ]
        with unix.room() as (folder, beside):
            prompt, pasted = None, []
            for name, one, text in commands:
                prompt = prompt or unix.Prompt(shell, folder, beside)
                recorded = prompt.paste(text)
                if unix.intruders(folder) or recorded is None:
                    score.check(
                        f"{shell} prompt: {name}",
                        f"ran {recorded}, made {unix.intruders(folder)}",
                    )
                    prompt.close()
                    prompt = None
                    continue
                pasted.append(((name, one), recorded))
            if prompt:
                prompt.close()
            check_pasted(score, reader, f"{shell} prompt", pasted, folder)


def check_pasted(score, reader, label, pasted, folder):
    read = reader.read([recorded[0] for _, recorded in pasted], folder)
    for ((name, one), recorded), found in zip(pasted, read):
        one_ran = len(recorded) == 1
        problem = (
            difference(one, recorded[0], found) if one_ran else f"ran {recorded!r:.300}"
        )
        score.check(f"{label}: {name}", problem)


def cmd(engine, reader, score):
    """The commands of many resources as one batch file."""
    if windows.missing():
        score.skip("cmd", f"not installed: {', '.join(windows.missing())}")
        return
    sentences = [
        (name, one)
        for name, one in cases.resources(cases.PLACES, ["text"])
        if SENTENCE.fullmatch(one["parameters"]["ReplicationGroupDescription"])
    ]
    wrong = [
        one for one in cases.resources(cases.NAMES, ["everything"]) if "cmd" in one[0]
    ]
    for kind in windows.KINDS:
        for chunk in chunks(cases.sensible() + cases.packed() + sentences):
            text = engine.render([resource for _, resource in chunk], "cli-cmd")
            with unix.room() as (folder, beside):
                recorded = windows.run_script(kind, text, folder, beside)
                check_run(score, reader, kind, chunk, recorded, folder)
        text = engine.render([resource for _, resource in wrong], "cli-cmd")
        with unix.room() as (folder, beside):
            recorded = windows.run_script(kind, text, folder, beside)
            check_names(score, kind, wrong, recorded, folder)


def powershell(engine, reader, score):
    """The commands of many resources as one script, by the model of PowerShell."""
    for chunk in chunks(cases.sensible() + cases.resources(cases.PLACES)):
        with unix.room() as (folder, _):
            recorded = modelled(engine, score, chunk, folder)
            check_run(score, reader, "PowerShell", chunk, recorded, folder)
    for chunk in chunks(cases.resources(cases.NAMES)):
        with unix.room() as (folder, _):
            check_names(
                score,
                "PowerShell",
                chunk,
                modelled(engine, score, chunk, folder),
                folder,
            )


def modelled(engine, score, chunk, folder):
    """What each command gets; one that the model refuses counts as failed."""
    text = engine.render([resource for _, resource in chunk], "cli-powershell")
    try:
        recorded, files = pwsh.run_script(text)
    except pwsh.Refused as refused:
        score.check(f"PowerShell, {chunk[0][0]} to {chunk[-1][0]}", str(refused))
        return []
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
    return recorded


def secrets(engine, reader, score):
    """Values of environment variables at secret members."""
    for shell in filter(unix.available, unix.SCRIPTS):
        for name, one, variables, expected in secret_cases.cases("sh"):
            text = engine.render([one], "cli-sh")
            with unix.room() as (folder, beside):
                recorded = unix.run_script(shell, text, folder, beside, variables)
                check_run(
                    score,
                    reader,
                    f"{shell} secret",
                    [(name, expected)],
                    recorded,
                    folder,
                )
    for name, one, variables, expected in secret_cases.cases("powershell"):
        text = engine.render([one], "cli-powershell")
        with unix.room() as (folder, _):
            recorded, _ = pwsh.run_script(text, variables, batch_file=False)
            check_run(
                score, reader, "PowerShell secret", [(name, expected)], recorded, folder
            )
    for name, one, variables, expected in (
        [] if windows.missing() else secret_cases.cases("cmd")
    ):
        text = engine.render([one], "cli-cmd")
        for kind in windows.KINDS:
            with unix.room() as (folder, beside):
                recorded = windows.run_script(kind, text, folder, beside, variables)
                check_run(
                    score,
                    reader,
                    f"{kind} secret",
                    [(name, expected)],
                    recorded,
                    folder,
                )


PARTS = {
    "scripts": scripts,
    "prompts": prompts,
    "secrets": secrets,
    "cmd": cmd,
    "powershell": powershell,
}
