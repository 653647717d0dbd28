"""How far a figure could be off by chance: bootstrap over documents."""

from collections.abc import Sequence

import numpy as np

from app.evaluate.counting import Counts
from app.evaluate.scores import figures

Interval = tuple[float, float]

_SAMPLES = 1000
_SEED = 13
_WITHIN = (2.5, 97.5)


def intervals(tallies: Sequence[Counts], samples: int = _SAMPLES) -> dict[str, Interval]:
    """For each figure the range that holds 95 % of it when as many documents are drawn again at random.

    Documents and not statements are drawn: those of one article are right or wrong together. The same
    tallies always give the same ranges. Empty for fewer than two documents, which tell nothing of others.
    """
    if len(tallies) < 2:
        return {}
    names = sorted({name for one in tallies for name in one})
    counts = np.array([[one[name] for name in names] for one in tallies])
    # How often each document is drawn in each sample, in place of drawing and adding up.
    drawn = np.random.default_rng(_SEED).multinomial(len(tallies), [1 / len(tallies)] * len(tallies), samples)
    values: dict[str, list[float]] = {}
    for total in (drawn @ counts).tolist():
        for name, figure in figures(dict(zip(names, total, strict=True))).items():
            values.setdefault(name, []).append(figure.value)
    return {name: _range(found) for name, found in values.items()}


def _range(values: list[float]) -> Interval:
    low, high = np.percentile(values, _WITHIN)
    return float(low), float(high)
