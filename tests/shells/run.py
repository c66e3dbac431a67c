#!/usr/bin/env python3
"""Every hostile text, in every place, through every shell: it arrives unchanged and runs nothing.

    run.py [PART ...]    scripts prompts secrets cmd powershell; all without arguments

The commands are made by the engine and run by the shells with a recorder in the place of `aws`;
what it recorded is read by the real AWS CLI's own parser and must be the document's parameters.
The last line is `N passed, N failed, N skipped`.
"""

import sys

from aws_arguments import Reader
from checks import PARTS, Score
from engine import Engine


def main(names):
    unknown = set(names) - set(PARTS)
    if unknown:
        sys.exit(
            f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}"
        )
    score = Score()
    with Engine() as engine:
        reader = Reader()
        for name, part in PARTS.items():
            if not names or name in names:
                part(engine, reader, score)
    print(f"{score.passed} passed, {score.failed} failed, {score.skipped} skipped")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
