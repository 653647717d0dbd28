"""Floors at the command line: raised, or every figure below its own told."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.telling import complain

if TYPE_CHECKING:
    from app.evaluate.scores import Figures
    from app.evaluate.sets import GoldSet


def held(
    path: Path | None,
    measured: Sequence[tuple["GoldSet", "Figures"]],
    *,
    raising: bool,
    kept: Sequence[str] | None = None,
) -> int:
    """Compare each set's figures with the floors in `path`, or raise these; how many are missed.

    Without a `path`, the nearest file of floors above the first gold; without `kept`, statements' figures.
    """
    from app.evaluate import floors

    path = path or floors.nearest(measured[0][0].files[0])
    known = floors.load(path) if path.is_file() else {}
    wrong = 0
    for gold, figures in measured:
        floor = known.get(gold.name)
        if raising:
            known[gold.name] = floors.raised(floor, gold.digests, figures, kept or floors.KEPT)
            continue
        for breach in floors.breaches(floor, gold.digests, figures):
            complain(f"{gold.name}: {breach}")
            wrong += 1
    if raising:
        floors.dump(path, known)
    became = "raised" if raising else f"missed {wrong} times" if wrong else "held"
    print(f"Floors in {path} are {became}.")
    return wrong
