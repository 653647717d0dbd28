"""Check-worthiness against people's labels, and beside what anybody can fit in a minute.

The last file is measured; where others stand before it, two baselines are fitted to these: one that knows
only how many words a sentence has, and a logistic regression over TF-IDF of words. Every threshold was chosen
in cross-validation on what was fitted to, never on what is measured.

- **worth checking**: precision, recall and F1 of the sentences whose score reaches the threshold.
- **F1**, **average precision**: with the range that holds 95 % of it when as many sentences are drawn again.
- **calibration**: one less the expected calibration error of the score.
- **above …**: by how much ours is better than a baseline, on the same draws.
"""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.errors import ModelMissing
from app.evaluate.reliability import Outcome, calibration_error, curve
from app.evaluate.scores import Estimate, Figure, Figures, Score
from app.extract.check_worthiness import Weights, check_worthiness
from app.extract.pipeline import check_worthiness_weights
from app.reading.labelled import Labelled, load, without

Array = NDArray[np.float64]
Scored = tuple[Array, float]
"""The score of each sentence, and the threshold."""
_SAMPLES, _SEED, _WITHIN = 1000, 13, (2.5, 97.5)


def measure(gold: Sequence[Path], _articles: Path) -> Figures:
    """The figures of the last of `gold`, beside baselines fitted to the others."""
    measured = load(gold[-1])
    given = without([one for path in gold[:-1] for one in load(path)], measured)
    labels = np.array([one.is_worth for one in measured], float)
    weights = check_worthiness_weights()
    ours, threshold = scores(measured, weights), weights.threshold
    found: Figures = {"worth checking": _score(labels, ours >= threshold)}
    found |= _with_ranges(labels, "", (ours, threshold))
    bins = curve([Outcome(float(s), bool(is_worth)) for s, is_worth in zip(ours, labels, strict=True)])
    found["calibration"] = Estimate(1 - calibration_error(bins))
    for name, other in _baselines(given, measured).items() if given else ():
        found |= _with_ranges(labels, f"{name}: ", other)
        found |= _with_ranges(labels, f"above {name}: ", (ours, threshold), other)
    return found


def scores(some: Sequence[Labelled], weights: Weights) -> Array:
    """The score of each sentence."""
    return np.array([check_worthiness(one.text, weights).score for one in some])


def average_precision(labels: Array, given: Array) -> float:
    """Mean precision at each worthy sentence in the order of scores; equal scores stand together."""
    order = np.argsort(-given, kind="stable")
    last = np.append(np.diff(given[order]) != 0, True)
    right = np.cumsum(labels[order])[last]
    precision = right / (np.flatnonzero(last) + 1)
    return float(np.sum(np.diff(right, prepend=0) * precision) / labels.sum())


def f1(labels: Array, chosen: Array) -> float:
    """F1 of the sentences chosen as worth checking."""
    return float(2 * (labels * chosen).sum() / max(labels.sum() + chosen.sum(), 1))


def _score(labels: Array, chosen: NDArray[np.bool_]) -> Score:
    right = int((labels * chosen).sum())
    return Score(right, int(chosen.sum()), right, int(labels.sum()))


def _with_ranges(labels: Array, name: str, given: Scored, beneath: Scored | None = None) -> dict[str, Figure]:
    """F1 and average precision; with another's scores `beneath`, by how much they are higher."""
    both = [one for one in (given, beneath) if one is not None]
    return {
        f"{name}F1": _estimate(f1, labels, *((likely >= least).astype(float) for likely, least in both)),
        f"{name}average precision": _estimate(average_precision, labels, *(likely for likely, _ in both)),
    }


def _estimate(
    figure: Callable[[Array, Array], float], labels: Array, given: Array, beneath: Array | None = None
) -> Estimate:
    """A figure of all sentences, and its range over as many drawn again; the draws are always the same."""
    count = len(labels)

    def of(some: NDArray[np.int64]) -> float:
        lower = 0.0 if beneath is None else figure(labels[some], beneath[some])
        return figure(labels[some], given[some]) - lower

    draws = np.random.default_rng(_SEED).integers(count, size=(_SAMPLES, count))
    low, high = np.percentile([of(some) for some in draws], _WITHIN)
    return Estimate(of(np.arange(count)), float(low), float(high))


def _baselines(given: Sequence[Labelled], measured: Sequence[Labelled]) -> dict[str, Scored]:
    try:
        fitted = importlib.import_module("app.evaluate.plain_models").fitted
    except ModuleNotFoundError as error:
        raise ModelMissing("baselines need scikit-learn: pip install 'cuttings[peers]'") from error
    found: dict[str, Scored] = fitted(given, [one.text for one in measured])
    return found
