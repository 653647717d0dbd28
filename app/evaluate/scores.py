"""Gold against predicted statements → precision, recall and F1, in all and by kind.

- **overlap**: the contents' word characters have a Jaccard index of at least 0.5; one to one, best first.
- **exact**: the contents hold exactly the same words.
- **joint**: overlap, and the speaker is right.
- **speaker**, **resolved**: share of right speakers, and of right resolved names, among those.

Statements marked optional count for nobody, and neither do predictions that match or lie in them.
A prediction's kind is that of the gold statement it matches; unmatched, its own.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.evaluate.corpus import Reading, Statement
from app.evaluate.naming import concise, is_pronoun, same_name
from app.records import Kind, Span

_ENOUGH = 0.5
_Characters = frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 with the counts they come from."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predictions that are right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that is found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.predicted + self.gold
        return 2 * self.right / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of one comparison."""

    documents: int
    overlap: Score
    exact: Score
    joint: Score
    by_kind: dict[Kind, Score]
    """Joint, by the kind of the gold statement."""
    speaker: float
    resolved: float | None
    """None where the gold names nobody."""


def compare(pairs: Iterable[tuple[Reading, Reading]]) -> Scores:
    """Score pairs of gold and predicted readings of the same documents."""
    counts: Counter[str] = Counter()
    for gold, found in pairs:
        if gold.text != found.text:
            raise ValueError(f"{gold.id}: the prediction is of another text")
        _count(gold, found, counts)
    return Scores(
        documents=counts["documents"],
        overlap=_score(counts, "overlap"),
        exact=_score(counts, "exact"),
        joint=_score(counts, "joint", "overlap"),
        by_kind={kind: _score(counts, f"joint {kind}", f"overlap {kind}") for kind in Kind},
        speaker=_share(counts["joint right"], counts["overlap right"]),
        resolved=_share(counts["resolved right"], counts["resolved"]) if counts["resolved"] else None,
    )


def _count(gold: Reading, found: Reading, counts: Counter[str]) -> None:
    text = gold.text
    wanted = [_characters(text, one.content) for one in gold.statements]
    given = [_characters(text, one.content) for one in found.statements]
    counts["documents"] += 1
    for name, least in (("overlap", _ENOUGH), ("exact", 1.0)):
        matched = _matched(gold.statements, wanted, given, least)
        skipped = _skipped(gold, wanted, given, matched)
        required = [i for i, one in enumerate(gold.statements) if not one.is_optional]
        hits = {i: j for i, j in matched.items() if not gold.statements[i].is_optional}
        counts[f"{name} gold"] += len(required)
        counts[f"{name} predicted"] += sum(bool(c) and j not in skipped for j, c in enumerate(given))
        counts[f"{name} right"] += len(hits)
        if name == "overlap":
            _count_kinds(gold, found, hits, skipped, counts)
            for i, j in hits.items():
                _count_speaker(text, gold.statements[i], found.statements[j], counts)


def _count_kinds(
    gold: Reading, found: Reading, hits: dict[int, int], skipped: set[int], counts: Counter[str]
) -> None:
    kinds = {j: gold.statements[i].kind for i, j in hits.items()}
    counts.update(f"overlap {one.kind} gold" for one in gold.statements if not one.is_optional)
    for j, one in enumerate(found.statements):
        if j not in skipped:
            counts[f"overlap {kinds.get(j, one.kind)} predicted"] += 1


def _count_speaker(text: str, gold: Statement, found: Statement, counts: Counter[str]) -> None:
    right = _right_speaker(text, gold, found)
    counts["joint right"] += right
    counts[f"joint {gold.kind} right"] += right
    if gold.speaker_name:
        names = (gold.speaker_name, *gold.aliases)
        named = found.speaker_name or _words(text, found.speaker)
        counts["resolved"] += 1
        counts["resolved right"] += bool(named) and any(same_name(name, named) for name in names)


def _right_speaker(text: str, gold: Statement, found: Statement) -> bool:
    written, named = _words(text, gold.speaker), gold.speaker_name
    answers = [answer for answer in (_words(text, found.speaker), found.speaker_name) if answer]
    if not written and not named:
        return not answers
    if written and is_pronoun(written):
        by_words = any(written.lower() == answer.lower() for answer in answers)
        by_name = named is not None and any(same_name(named, answer) for answer in answers)
        same_place = any(a.overlaps(b) for a in gold.speaker for b in found.speaker)
        return by_words or by_name or same_place
    wanted = [one for one in (written, named, *gold.aliases) if one]
    return any(same_name(one, answer) and concise(one, answer) for one in wanted for answer in answers)


def _matched(
    statements: Sequence[Statement], wanted: list[_Characters], given: list[_Characters], least: float
) -> dict[int, int]:
    """One-to-one pairs of gold and prediction, best first, required before optional."""
    pairs = []
    for i, a in enumerate(wanted):
        for j, b in enumerate(given):
            shared = len(a & b)
            if shared and shared >= least * len(a | b):
                pairs.append((-shared / len(a | b), statements[i].is_optional, i, j))
    found: dict[int, int] = {}
    for _, _, i, j in sorted(pairs):
        if i not in found and j not in found.values():
            found[i] = j
    return found


def _skipped(
    gold: Reading, wanted: list[_Characters], given: list[_Characters], matched: dict[int, int]
) -> set[int]:
    """Predictions that match an optional statement, or lie mostly in optional or discarded words."""
    optional = [one.is_optional for one in gold.statements]
    required = _union(c for c, free in zip(wanted, optional, strict=True) if not free)
    free = _union(c for c, free in zip(wanted, optional, strict=True) if free)
    free = (free | _characters(gold.text, gold.discarded)) - required
    hits = {j for i, j in matched.items() if not optional[i]}
    inside = {j for j, c in enumerate(given) if j not in hits and len(c & free) >= _ENOUGH * len(c)}
    return inside | {j for i, j in matched.items() if optional[i]}


def _union(sets: Iterable[_Characters]) -> _Characters:
    return frozenset().union(*sets)


def _characters(text: str, spans: Iterable[Span]) -> _Characters:
    """Positions of word characters: marks and spaces never count."""
    return frozenset(
        i for span in spans for i in range(span.start, span.end) if text[i].isalnum() or text[i] == "_"
    )


def _words(text: str, spans: Iterable[Span]) -> str:
    return " ".join(span.of(text) for span in spans)


def _score(counts: Counter[str], name: str, of: str | None = None) -> Score:
    of = of or name
    return Score(counts[f"{name} right"], counts[f"{of} predicted"], counts[f"{of} gold"])


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
