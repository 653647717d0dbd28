"""Whether confidence says how often a prediction is right, and what a display threshold then shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.evaluate.corpus import Reading
from app.evaluate.matching import MAINLY, Pair, covering, match
from app.evaluate.speakers import right_name, verdict

_BINS = 10
_THRESHOLDS = tuple(step / 20 for step in range(6, 20))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A prediction's confidence, and whether its words (in the main) and its speaker are right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """What a prediction calls a speaker whom gold names, and how sure it is."""

    confidence: float
    right: bool | None
    """None where it gives no name."""


@dataclass(frozen=True, slots=True)
class Display:
    """What readers see where names are shown from a confidence on."""

    threshold: float
    shown: int
    wrong: float
    """Share of the names shown."""
    withheld: float
    """Share of the speakers whom gold names: no name was found for them, or it is not shown."""


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


def namings(gold: Reading, found: Reading) -> Iterator[Naming]:
    """Every speaker whom gold names, by the prediction that has a confidence and matches the words."""
    if gold.sentences is not None:
        return
    pair = Pair(gold, found)
    hits = covering(pair) if gold.is_partial else match(pair, MAINLY).hits
    for i, j in hits.items():
        wanted, given = gold.statements[i], found.statements[j]
        if wanted.speaker_name and given.confidence is not None:
            yield Naming(given.confidence, right_name(wanted, given))


def displays(every: Sequence[Naming]) -> list[Display]:
    """What readers see at one threshold after another."""
    return [_display(every, threshold) for threshold in _THRESHOLDS]


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


def _display(every: Sequence[Naming], threshold: float) -> Display:
    shown = [one.right for one in every if one.right is not None and one.confidence >= threshold]
    return Display(
        threshold,
        shown=len(shown),
        wrong=shown.count(False) / len(shown) if shown else 0.0,
        withheld=1 - len(shown) / len(every) if every else 0.0,
    )


def _bin(number: int, members: list[Outcome]) -> Bin:
    return Bin(
        low=number / _BINS,
        high=(number + 1) / _BINS,
        count=len(members),
        confidence=sum(one.confidence for one in members) / len(members),
        right=sum(one.right for one in members) / len(members),
    )
