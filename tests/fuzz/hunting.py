"""The hunt for inputs that break what reads them: guided by which code they reach, the same every time."""

import os
import signal
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import FrameType, ModuleType

from fuzz.mutating import mutated
from fuzz.watching import watched

IN_ALL = int(os.environ.get("CUTTINGS_FUZZ", "1000"))
"""Inputs of all targets together: in a full run, a million."""
FINDS = Path(__file__).parent / "finds"
_MOST_KEPT = 4000


class TooLong(BaseException):
    """One input took longer than any may; no code under test catches this."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is hunted: `take` reads an input, and raises where it is wrong to."""

    name: str
    take: Callable[[bytes], object]
    seeds: Sequence[bytes]
    words: Sequence[bytes]
    modules: Sequence[ModuleType]
    share: int = 1
    """Of a thousand inputs."""
    seconds: float = 5.0
    """Of the processor's time, for one input of a few kilobytes: what takes longer never ends."""

    @property
    def finds(self) -> dict[str, bytes]:
        """What once broke it, by file name."""
        return {file.name: file.read_bytes() for file in sorted((FINDS / self.name).glob("*"))}


@dataclass(frozen=True, slots=True)
class Hunted:
    """How a hunt went."""

    tried: int
    kept: int
    """Inputs that reached what none before them had."""
    blocks: int
    seconds: float
    slowest: float
    broken: Mapping[str, bytes]
    """By what was raised where, the shortest input that did it."""

    def __str__(self) -> str:
        return (
            f"{self.tried:>9,} inputs in {self.seconds:6.1f} s, {self.kept:>5,} kept for the "
            f"{self.blocks:>5,} blocks they reach, the slowest {1000 * self.slowest:,.0f} ms"
        )


def hunt(target: Target) -> Hunted:
    """Try this target's share of all inputs: its seeds, its finds, and what comes of changing those."""
    chance = Random(target.name)
    pool = [*target.seeds, *target.finds.values()]
    tries = max(len(pool), IN_ALL * target.share // 1000)
    first, slowest, broken = len(pool), 0.0, dict[str, bytes]()
    began = time.process_time()
    with watched(target.modules) as watch:
        for number in range(tries):
            raw = pool[number] if number < first else _another(pool, target.words, chance)
            watch.begin()
            start = time.process_time()
            wrong = attempt(target, raw)
            slowest = max(slowest, time.process_time() - start)
            if watch.is_new() and number >= first and len(pool) < _MOST_KEPT:
                pool.append(raw)
            if wrong is not None and len(raw) < len(broken.get(wrong, raw + b".")):
                broken[wrong] = raw
    broken = {wrong: smaller(target, raw, wrong) for wrong, raw in broken.items()}
    return Hunted(tries, len(pool) - first, watch.blocks, time.process_time() - began, slowest, broken)


def attempt(target: Target, raw: bytes) -> str | None:
    """What goes wrong with one input, and where; None where nothing does."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, target.seconds)
    try:
        target.take(raw)
    except (Exception, TooLong) as error:  # noqa: BLE001 - whatever it is, it is what is hunted
        at = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(at.filename).name}:{at.lineno}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return None


def smaller(target: Target, raw: bytes, wrong: str) -> bytes:
    """As little of an input as goes wrong in the same place."""
    if wrong.startswith(TooLong.__name__):
        return raw  # each look would take as long again
    size = len(raw) // 2
    while size:
        at = 0
        while at < len(raw):
            less = raw[:at] + raw[at + size :]
            if attempt(target, less) == wrong:
                raw = less
            else:
                at += size
        size //= 2
    return raw


def _another(pool: Sequence[bytes], words: Sequence[bytes], chance: Random) -> bytes:
    # What came last reached furthest: it is changed more often than the rest.
    one = pool[-1 - int(len(pool) * chance.random() ** 2)]
    return mutated(one, pool, words, chance)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong("more of the processor's time than it may")
