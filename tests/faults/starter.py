"""Runs commands as processes of their own, without what each would take to load: a process that only forks.

An order comes as a line of JSON: a command's words, and after how many looks at files it is to be killed. The
number of the process is answered when it begins; when it is gone, its status, all it said, and how often it
looked at files.
"""

import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from app.cli import commands

_FILES = ("open", "os.rename", "os.remove", "os.link", "os.truncate", "os.mkdir", "sqlite3.connect")
"""What Python tells of before it is done, of which a crash may come between any two."""


def main() -> None:
    """Load what commands need, then take orders until there are no more."""
    load()
    _tell("ready")
    for line in sys.stdin:
        order = json.loads(line)
        with tempfile.TemporaryFile() as said:
            pid = os.fork()
            if not pid:
                child(order, said.fileno())
            _tell(pid)
            _, status = os.waitpid(pid, 0)
            # Workers whose master is gone end by themselves.
            said.seek(0)
            words = said.read().decode(errors="replace")
        code = os.waitstatus_to_exitcode(status)
        words, _, looked = words.rpartition("\n") if code >= 0 else (words, "", "0")
        _tell(json.dumps([code, words, int(looked)]))


def load() -> None:
    """What takes long and is the same for all."""
    import alembic.command  # noqa: F401, PLC0415
    import uvicorn  # noqa: F401, PLC0415

    from app.extract import pipeline  # noqa: PLC0415
    from app.ingest import linked  # noqa: F401, PLC0415
    from app.store import backup, verifying  # noqa: F401, PLC0415
    from app.web import app  # noqa: F401, PLC0415

    pipeline.load()


def child(order: dict, said: int) -> None:
    """Be the command."""
    os.setpgid(0, 0)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.chdir(order["folder"])
    looked = die_after(order["looks"], order["folder"])
    code = 99
    try:
        commands(order["words"], prog_name="cuttings")
    except SystemExit as end:
        code = end.code or 0
    except BaseException:  # noqa: BLE001 - told as the interpreter would
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(2, f"\n{next(looked)}".encode())
        os._exit(code)


def die_after(looks: int | None, folder: str) -> Iterator[int]:
    """Be killed before the command touches a file of its folder once more than so many times.

    Gives how many times it did.
    """
    looked = count()

    def look(event: str, given: tuple) -> None:
        ours = event in _FILES and str(given[0]).removeprefix("file://").startswith(folder)
        if ours and next(looked) == looks:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)
    return looked


def _tell(words: object) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()
