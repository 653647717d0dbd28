"""Gold against predicted statements → figures, in all and by kind.

- **overlap**: the contents' word characters have a Jaccard index of at least 0.5; one to one, best first.
- **exact**: the contents hold exactly the same words. **spans**: so does each unbroken span on its own.
- **words**: every word, inside some content or not.
- **joint**: overlap, and the speaker is right.
- **speaker**: share of right speakers among the matched, gold's pronouns apart; **resolved**: of right names.
- **kind**: share of matched predictions labelled with gold's kind.
- **partial**, **partial names**: where not all is annotated, the share that is found, and of right names.
- **sentences**: every sentence, reporting speech or not.
- **shown**: share of the matched whose name, if gold has one, is shown to readers; **shown names**: how many
  of those shown are right.

By kind, recall is of gold's statements of that kind, precision of predictions of that kind by the same marks.
Statements marked optional count for nobody, and neither do predictions that match or lie in them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.evaluate.corpus import Reading
from app.evaluate.counting import Counts, count
from app.evaluate.speakers import Source
from app.records import Kind


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 with the counts they come from."""

    right: int
    """Of the predictions."""
    predicted: int
    found: int
    """Of the gold; another number than `right` where gold and predictions are of a kind each."""
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predictions that are right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that is found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def value(self) -> float:
        """F1, the harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some are right."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """Their share, 0 to 1."""
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure that is no share of a count, and the range that holds 95 % of it where that was drawn."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Cubed:
    """How well mentions are put together: the means, over mentions, of what is right in their clusters."""

    precision: float
    recall: float
    mentions: int
    gold: int
    """Clusters in gold."""
    found: int
    """Clusters of ours."""

    @property
    def value(self) -> float:
        """F1, the harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Figure = Score | Share | Estimate | Cubed
Figures = dict[str, Figure]
"""By name; only what the gold allows to measure."""

_SCORES = ("overlap", "exact", "spans", "words", "joint", "sentences")
_SCORES_BY_KIND = ("overlap", "exact", "joint")
_SHARES = ("resolved", "kind", "partial", "partial names", "shown", "shown names")


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of one comparison, and the counts of every document that they come from."""

    tallies: tuple[Counts, ...]
    figures: Figures

    def __getitem__(self, name: str) -> float:
        """The value of a figure, 0 to 1; KeyError where the gold does not allow to measure it."""
        return self.figures[name].value

    @property
    def documents(self) -> int:
        """How many were compared."""
        return len(self.tallies)


def compare(pairs: Iterable[tuple[Reading, Reading]], threshold: float = 0.0) -> Scores:
    """Score pairs of gold and predicted readings of the same documents."""
    return scored(count(gold, found, threshold) for gold, found in pairs)


def scored(tallies: Iterable[Counts]) -> Scores:
    """The figures of documents that are counted already."""
    every = tuple(tallies)
    total: Counts = Counter()
    for one in every:
        total.update(one)
    return Scores(every, figures(total))


def figures(counts: Mapping[str, int]) -> Figures:
    """Every figure that `counts` allow."""
    # Who is right is counted among matches; whose statements there are at all, once for overlap.
    sides = {**counts} | {
        f"joint{of} {side}": counts.get(f"overlap{of} {side}", 0)
        for of in ("", *(f" {kind}" for kind in Kind))
        for side in ("gold", "predicted")
    }
    found: Figures = {}
    for name in (*_SCORES, *(f"{name} {kind}" for name in _SCORES_BY_KIND for kind in Kind)):
        score = Score(*(sides.get(f"{name} {side}", 0) for side in ("right", "predicted", "found", "gold")))
        if score.gold or score.predicted:
            found[name] = score
    for name in _SHARES:
        _put(found, name, _share(counts, name))
    for of in ("", *(f" {kind}" for kind in Kind)):
        by_source = {source: _share(counts, f"speaker {source}{of}") for source in Source}
        for source, share in by_source.items():
            _put(found, f"speaker {source}{of}", share)
        named, pronoun = by_source[Source.NAMED], by_source[Source.PRONOUN]
        _put(found, f"speaker{of}", Share(named.right + pronoun.right, named.of + pronoun.of))
    return found


def _share(counts: Mapping[str, int], name: str) -> Share:
    return Share(counts.get(f"{name} right", 0), counts.get(f"{name} of", 0))


def _put(found: Figures, name: str, share: Share) -> None:
    if share.of:
        found[name] = share
