"""Whether confidence says how often a prediction is right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.evaluate.corpus import Reading
from app.evaluate.matching import MAINLY, Pair, match
from app.evaluate.speakers import verdict

_BINS = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """A prediction's confidence, and whether its words (in the main) and its speaker are right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of much the same confidence."""

    low: float
    high: float
    count: int
    confidence: float
    """The mean of theirs."""
    right: float
    """Share of them that is right."""


def outcomes(gold: Reading, found: Reading) -> Iterator[Outcome]:
    """Every prediction that has a confidence and counts; none where the gold is not of whole statements."""
    if gold.is_partial or gold.sentences is not None:
        return
    pair = Pair(gold, found)
    mainly = match(pair, MAINLY)
    gold_of = {j: gold.statements[i] for i, j in mainly.hits.items()}
    for j, one in enumerate(found.statements):
        if one.confidence is not None and j not in mainly.skipped:
            right = j in gold_of and verdict(gold.text, gold_of[j], one).right
            yield Outcome(one.confidence, right)


def curve(every: Iterable[Outcome]) -> list[Bin]:
    """Bins of equal width that hold anything, lowest first."""
    members: dict[int, list[Outcome]] = {}
    for one in every:
        members.setdefault(min(int(one.confidence * _BINS), _BINS - 1), []).append(one)
    return [_bin(number, members[number]) for number in sorted(members)]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: how far, on average, confidence is from the share that is right."""
    count = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.right) for one in bins) / count if count else 0.0


def _bin(number: int, members: list[Outcome]) -> Bin:
    return Bin(
        low=number / _BINS,
        high=(number + 1) / _BINS,
        count=len(members),
        confidence=sum(one.confidence for one in members) / len(members),
        right=sum(one.right for one in members) / len(members),
    )
