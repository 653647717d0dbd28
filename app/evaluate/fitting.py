"""Articles with gold → the weights by which `app.extract.confidence` says how sure it is."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Row = Mapping[str, float]

_HOLD, _ROUNDS, _LEAST_SEEN = 1.0, 50, 5
"""Strength of the pull to zero; Newton steps; drafts that must have a feature for it to count."""


def fitted(rows: Sequence[Row], right: Sequence[bool]) -> dict[str, float]:
    """The weights of a logistic regression (L2, Newton's method); `right` tells which rows were right."""
    names = _common(rows)
    seen = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    wanted = np.array(right, float)
    weights: NDArray[np.float64] = np.zeros(len(names))
    hold = np.diag([0.0 if name == "bias" else _HOLD for name in names])
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(seen @ weights, -30, 30)))
        slope = seen.T @ (likely - wanted) + hold @ weights
        bend = (seen * (likely * (1 - likely))[:, None]).T @ seen + hold
        step = np.linalg.lstsq(bend, slope, rcond=None)[0]
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}


def _common(rows: Iterable[Row]) -> list[str]:
    counts: dict[str, int] = {}
    for row in rows:
        for name, value in row.items():
            counts[name] = counts.get(name, 0) + (value != 0)
    return sorted(name for name, count in counts.items() if count >= _LEAST_SEEN)
