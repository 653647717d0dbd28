"""Gold sets read by us, and by peers beside us, in one run → results."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from app.evaluate import peers, written
from app.evaluate.corpus import Reading, load_predicted
from app.evaluate.counting import Counts, count
from app.evaluate.reliability import Naming, Outcome, namings, outcomes
from app.evaluate.scores import Scores, scored
from app.evaluate.sets import Choice, GoldSet, readings
from app.evaluate.workers import in_order
from app.extract.pipeline import Models

OURS = "cuttings"


@dataclass(frozen=True, slots=True)
class Judged:
    """What one reader made of one document."""

    reader: str
    document: str
    counts: Counts
    outcomes: tuple[Outcome, ...]
    namings: tuple[Naming, ...]


@dataclass(slots=True)
class Result:
    """What one reader made of a gold set."""

    gold: GoldSet
    reader: str
    judged: list[Judged] = field(default_factory=list)

    @property
    def scores(self) -> Scores:
        """The figures of all documents."""
        return scored(one.counts for one in self.judged)

    @property
    def by_style(self) -> dict[str, Scores]:
        """The figures of each file of marked articles, by its name without ending."""
        styles: dict[str, list[Counts]] = {}
        for one in self.judged if self.gold.is_by_style else ():
            styles.setdefault(one.document.partition("/")[0], []).append(one.counts)
        return {style: scored(counts) for style, counts in sorted(styles.items())}

    @property
    def outcomes(self) -> list[Outcome]:
        """Every prediction that has a confidence."""
        return [outcome for one in self.judged for outcome in one.outcomes]

    @property
    def namings(self) -> list[Naming]:
        """Every speaker whom gold names and a prediction with a confidence matches."""
        return [naming for one in self.judged for naming in one.namings]


def extracted(
    sets: Sequence[GoldSet], choice: Choice, threshold: float, *, beside: Sequence[str] = (), workers: int = 1
) -> Iterator[Result]:
    """Results set by set, ours first; `threshold` is the confidence from which on readers see a name."""
    tasks = ((number, one) for number, gold in enumerate(sets) for one in readings(gold, choice))
    judge = partial(_judge, beside=tuple(beside), threshold=threshold)
    return _gathered(sets, ((number, found) for (number, _), found in in_order(judge, tasks, workers)))


def already_extracted(
    sets: Sequence[GoldSet], choice: Choice, threshold: float, file: Path
) -> Iterator[Result]:
    """The same for statements that somebody has extracted into `file`; a document not in it found nothing."""
    found = load_predicted(file)

    def judged() -> Iterator[tuple[int, tuple[Judged, ...]]]:
        for number, gold in enumerate(sets):
            for one in readings(gold, choice):
                reading = found.get(one.id, Reading(one.id, one.text, ()))
                yield number, (_judged(file.name, one, reading, threshold),)

    return _gathered(sets, judged())


def _gathered(sets: Sequence[GoldSet], judged: Iterable[tuple[int, tuple[Judged, ...]]]) -> Iterator[Result]:
    current, results = -1, dict[str, Result]()
    for number, every in judged:
        if number != current:
            yield from results.values()
            current, results = number, {}
        for one in every:
            results.setdefault(one.reader, Result(sets[number], one.reader)).judged.append(one)
    yield from results.values()


def _judge(
    models: Models, task: tuple[int, Reading], beside: tuple[str, ...], threshold: float
) -> tuple[Judged, ...]:
    _, gold = task
    found: Mapping[str, Reading] = {
        OURS: written.read(models, gold),
        **{peer: peers.read(peer, gold) for peer in beside},
    }
    return tuple(_judged(reader, gold, reading, threshold) for reader, reading in found.items())


def _judged(reader: str, gold: Reading, found: Reading, threshold: float) -> Judged:
    return Judged(
        reader,
        gold.id,
        count(gold, found, threshold),
        tuple(outcomes(gold, found)),
        tuple(namings(gold, found)),
    )
