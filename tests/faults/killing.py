"""Commands that are killed at a moment of one's choice, or left to end."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

REPOSITORY = Path(__file__).parents[2]
KILLS = int(os.environ.get("CUTTINGS_FAULTS", "5"))
"""Of all tests together."""


def share(part: float) -> int:
    """How many kills one test has of all."""
    return max(1, round(KILLS * part))


@dataclass(frozen=True, slots=True)
class End:
    """How a command ended: its exit code, negative where it was killed, and all it said."""

    code: int
    said: str
    looks: int
    """How many times it touched a file of its folder, where it was not killed."""

    @property
    def killed(self) -> bool:
        return self.code == -signal.SIGKILL


@dataclass(frozen=True, slots=True)
class Took:
    """What a command took that ended well."""

    seconds: float
    looks: int


class Starter:
    """Starts commands in `folder`, which have loaded everything already; itself it is started by `before`."""

    def __init__(self, folder: Path, *before: str) -> None:
        self._folder = folder
        path = os.pathsep.join((str(REPOSITORY), str(REPOSITORY / "tests")))
        self._process = subprocess.Popen(
            [*before, sys.executable, str(Path(__file__).with_name("starter.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": path, "COLUMNS": "200"},
        )
        assert self._line() == "ready"

    def __enter__(self) -> "Starter":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()

    def begin(self, *words: object, looks: int | None = None) -> int:
        """Begin a command, which is killed after so many looks at files; the number of its process."""
        order = {
            "words": [str(word) for word in words],
            "folder": str(self._folder),
            "looks": looks,
        }
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._line())

    def end(self) -> End:
        """Wait for the end of the command that was begun last."""
        return End(*json.loads(self._line()))

    def told(self, *words: object) -> End:
        """Let a command end, however it does."""
        self.begin(*words)
        return self.end()

    def done(self, *words: object) -> "Took":
        """Let a command end well; what it took."""
        begun = time.monotonic()
        end = self.told(*words)
        assert end.code == 0, end.said
        return Took(time.monotonic() - begun, end.looks)

    def killed_at(self, seconds: float, *words: object, alone: bool = False) -> End:
        """Kill a command after so many seconds, with all processes of its own, or `alone`."""
        pid = self.begin(*words)
        time.sleep(seconds)
        kill(pid, alone=alone)
        return self.end()

    def killed_after(self, looks: int, *words: object) -> End:
        """Kill a command before it touches a file again, after it did so many times."""
        self.begin(*words, looks=looks)
        return self.end()

    def _line(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().rstrip("\n")


def kill(pid: int, *, alone: bool = False) -> None:
    """Kill a process, and all in its group unless `alone`."""
    with suppress(ProcessLookupError):  # it ended before
        (os.kill if alone else os.killpg)(pid, signal.SIGKILL)


def moments(number: int, longest: float, seed: int) -> list[float]:
    """Random moments of a command that takes so long."""
    chance = random.Random(seed)
    return [chance.uniform(0.02, longest) for _ in range(number)]


def killings(number: int, took: Took, seed: int) -> list[Callable[[Starter, tuple[object, ...]], End]]:
    """Ways to kill a command that takes so much: at random moments, and between two looks at files."""
    chance = random.Random(seed)

    def at_moment(seconds: float) -> Callable[[Starter, tuple[object, ...]], End]:
        return lambda starter, words: starter.killed_at(seconds, *words)

    def after_looks(looks: int) -> Callable[[Starter, tuple[object, ...]], End]:
        return lambda starter, words: starter.killed_after(looks, *words)

    moments_ = [at_moment(each) for each in moments(number // 2, took.seconds, seed)]
    return moments_ + [after_looks(chance.randrange(took.looks)) for _ in range(number - number // 2)]
