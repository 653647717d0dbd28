"""Programs of ours that read what may take for ever: processes with bounds of their own, asked for JSON."""

import json
import subprocess
import sys
from typing import Any

from app.errors import BadInput

# By its path, so that it finds nothing of ours to import, nor our modules where it means Python's.
_RUN = "import runpy, sys; runpy.run_path(sys.argv[1])['main']()"


def told(program: str, given: bytes, *words: str, wait: float, kind: str) -> dict[str, Any]:
    """What `main` of the file `program` prints of what it is given, within so many seconds.

    It bounds its own time and memory. Raises BadInput where it prints nothing that can be read: then what was
    given takes more than anything of its `kind` does.
    """
    try:
        ended = subprocess.run(  # noqa: S603 - a file of ours, by this very Python
            [sys.executable, "-P", "-c", _RUN, program, *words],
            input=given,
            capture_output=True,
            timeout=wait,
            check=False,
        )
        read: dict[str, Any] = json.loads(ended.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise BadInput(f"takes more to read than any {kind} does") from error
    return read
