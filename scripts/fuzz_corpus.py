"""A fuzzing corpus as one file of JSON: a list of texts.

Usage: fuzz_corpus.py pack FILE FOLDER      texts of a folder of all lengths, as many as are worth keeping
       fuzz_corpus.py unpack FILE FOLDER    the texts of a file, each a file named by its hash
"""

import hashlib
import json
import sys
from pathlib import Path

# Of each target, in characters.
MOST = 40_000


def pack(file: Path, folder: Path) -> None:
    texts = set()
    for path in folder.iterdir():
        try:
            texts.add(path.read_bytes().decode())
        except UnicodeDecodeError:
            continue
    # Every so manieth by length, so that short and long ones stay.
    every = -(-sum(map(len, texts)) // MOST) or 1
    kept = sorted(texts, key=lambda text: (len(text), text))[::every]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[\n" + ",\n".join(json.dumps(text) for text in kept) + "\n]\n")


def unpack(file: Path, folder: Path) -> None:
    texts = json.loads(file.read_text()) if file.exists() else []
    for text in texts:
        data = text.encode()
        (folder / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)


if __name__ == "__main__":
    {"pack": pack, "unpack": unpack}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
