"""How fast extraction is: words a second of processor time, beside spaCy alone, and where the time goes.

Both read the same texts in turns, so that a machine that is busy now and then is so for both.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import ITIMER_PROF, SIGPROF, setitimer, signal
from statistics import median
from types import FrameType

from spacy.language import Language

from app.extract import extraction
from app.extract.pipeline import Models

ROUNDS = 5
BATCH = 64  # as many paragraphs together as extraction gives to its parser
_EVERY = 0.002  # seconds of processor time between two looks
_STEPS = {"mentions": "speakers", "entities": "speakers", "referring": "speakers", "sources": "speakers"}
"""Parts by the module that extraction calls; others are "rules" unless named here or in `_ALONE`."""
_ALONE = ("claims", "countries")
PARTS = ("parser", "network", "rules", "speakers", *_ALONE)
_OTHERS = {
    "spacy/language.py": "parser",
    "app/extract/labelled.py": "parser",
    "app/extract/word_classes.py": "parser",
    "onnxruntime/": "network",
}
"""Parts by a file in which they are at work, wherever they are called."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Words a second of processor time, medians of several rounds."""

    words: int
    """In all texts together."""
    ours: float
    bare: float
    """spaCy's small English model alone, with all it has."""
    ratio: float
    """Ours by bare, each round's own."""
    shares: dict[str, float]
    """Of our time, by part; they add up to one."""


def measure(texts: Sequence[str], models: Models, bare: Language, rounds: int = ROUNDS) -> Speed:
    """Read all texts once to warm up, then in turns; needs the main thread, whose signals it uses."""
    words = sum(len(text.split()) for text in texts)

    def ours() -> None:
        for text in texts:
            extraction.extract(text, models)

    def alone() -> None:
        for text in texts:
            list(bare.pipe((line for line in text.split("\n") if line.strip()), batch_size=BATCH))

    alone()
    seen: defaultdict[str, float] = defaultdict(float)
    with watched(seen, _part):
        ours()
    times = [(_seconds(ours), _seconds(alone)) for _ in range(rounds)]
    whole = sum(seen.values()) or 1.0
    return Speed(
        words,
        ours=median(words / ours for ours, _ in times),
        bare=median(words / bare for _, bare in times),
        ratio=median(bare / ours for ours, bare in times),
        shares={part: seen[part] / whole for part in PARTS},
    )


def _seconds(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


@contextmanager
def watched(seen: defaultdict[str, float], part: Callable[[FrameType | None], str]) -> Iterator[None]:
    """Look every few milliseconds which part is at work, and give it the time since the last look.

    Python looks only between two of its own steps. A long one of the network's is then seen late, but with
    all the time that it took.
    """
    last = time.process_time()

    def look(_: int, frame: FrameType | None) -> None:
        nonlocal last
        now = time.process_time()
        seen[part(frame)] += now - last
        last = now

    before = signal(SIGPROF, look)
    setitimer(ITIMER_PROF, _EVERY, _EVERY)
    try:
        yield
    finally:
        setitimer(ITIMER_PROF, 0)
        signal(SIGPROF, before)


def step(frame: FrameType | None) -> str | None:
    """The step that extraction has called in `frame`; None where extraction is not at work."""
    called, ours = "", str(Path(extraction.__file__).parent)
    while frame is not None:
        file = frame.f_code.co_filename
        if file == extraction.__file__:
            return called if called in _ALONE else _STEPS.get(called, "rules")
        if file.startswith(ours):
            called = Path(file).stem
        frame = frame.f_back
    return None


def _part(frame: FrameType | None) -> str:
    """The part at work in `frame`: another library's, or the step that extraction has called."""
    at = frame
    while at is not None and at.f_code.co_filename != extraction.__file__:
        for where, part in _OTHERS.items():
            if where in at.f_code.co_filename:
                return part
        at = at.f_back
    return step(frame) or "rules"
