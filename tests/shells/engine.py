"""The renderers, through the program that drives the engine over a pipe."""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
REGION = "us-west-2"


class Engine:
    def __enter__(self):
        subprocess.run(
            ["cargo", "build", "-q", "--example", "engine"], cwd=ROOT, check=True
        )
        program = ROOT / "target" / "debug" / "examples" / "engine"
        self._process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait()

    def render(self, resources, style):
        """The text of one format for a document of these resources."""
        document = {"version": 1, "region": REGION, "resources": resources}
        request = {"document": document, "formats": [style]}
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return answer["outputs"][style]
