"""Extraction against gold readings: tables, a file of all figures, and the gate that keeps them up."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from app.cli import gate, tables
from app.cli.extracting import one_thread_each
from app.errors import BadInput

if TYPE_CHECKING:
    from app.evaluate.comparing import Result
    from app.evaluate.sets import Choice, GoldSet


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be measured, and what becomes of the figures."""

    gold: tuple[Path, ...]
    articles: Path
    threshold: float
    """Confidence from which on a page shows a name."""
    workers: int = 1
    beliefs: bool = False
    fold: int | None = None
    limit: int | None = None
    predicted: Path | None = None
    beside: tuple[str, ...] = ()
    reliability: bool = False
    json: Path | None = None
    gate: bool = False
    raising: bool = False
    floors: Path | None = None
    of: str = "statements"


def evaluated(wanted: Wanted) -> int:
    """Measure, print, and compare with the floors if asked to; how many figures are below theirs."""
    one_thread_each()
    from app.evaluate.report import report
    from app.evaluate.sets import gold_sets

    sets, choice = gold_sets(wanted.gold), _choice(wanted)
    if (wanted.gate or wanted.raising) and (wanted.predicted or not choice.is_everything):
        raise BadInput("Floors are for all that we extract ourselves, speech only: leave the choices out.")
    results = _results(wanted, sets, choice)
    if not results:
        raise BadInput("There is no such document in the gold.")
    if wanted.json is not None:
        wanted.json.write_text(json.dumps(report(results), indent=1, ensure_ascii=False) + "\n", "utf-8")
    _print(wanted, results)
    return _gate(wanted, results) if wanted.gate or wanted.raising else 0


def timed(wanted: Wanted) -> None:
    """Print how fast extraction reads each gold set's texts."""
    one_thread_each()
    from app.evaluate.sets import gold_sets, readings
    from app.evaluate.speed import measure
    from app.extract import pipeline

    sets, choice = gold_sets(wanted.gold), _choice(wanted)
    with Console(stderr=True).status("Loading the language model") as status:
        models, bare = pipeline.load(), pipeline.english()
        for gold in sets:
            status.update(f"Reading {gold.name} again and again")
            texts = [one.text for one in readings(gold, choice)]
            Console().print(tables.speed(gold.name, measure(texts, models, bare)))


def _choice(wanted: Wanted) -> "Choice":
    from app.evaluate.sets import Choice

    return Choice(wanted.articles, not wanted.beliefs, wanted.fold, wanted.limit)


def _results(wanted: Wanted, sets: Sequence["GoldSet"], choice: "Choice") -> list["Result"]:
    from app.evaluate.comparing import already_extracted, extracted
    from app.evaluate.peers import PEERS

    unknown = [peer for peer in wanted.beside if peer not in PEERS]
    if unknown:
        raise BadInput(f"There is no {', '.join(unknown)} to measure beside; known are {', '.join(PEERS)}.")
    with Console(stderr=True).status("Reading"):
        if wanted.predicted is not None:
            return list(already_extracted(sets, choice, wanted.threshold, wanted.predicted))
        found = extracted(sets, choice, wanted.threshold, beside=wanted.beside, workers=wanted.workers)
        return list(found)


def _print(wanted: Wanted, results: Sequence["Result"]) -> None:
    from app.evaluate.comparing import OURS

    screen = Console()
    for result in results:
        if result.reader == OURS or wanted.predicted is not None:
            screen.print(tables.details(result))
        if result.by_style:
            screen.print(tables.styles(result))
        if wanted.reliability and result.outcomes:
            screen.print(tables.reliability(result))
        if wanted.reliability and result.namings:
            screen.print(tables.displays(result))
    for _, of_set in groupby(results, key=lambda one: one.gold.name if wanted.beside else ""):
        screen.print(tables.summary(list(of_set)))


def _gate(wanted: Wanted, results: Sequence["Result"]) -> int:
    from app.evaluate.comparing import OURS

    ours = [(result.gold, result.scores.figures) for result in results if result.reader == OURS]
    return gate.held(wanted.floors, ours, raising=wanted.raising)
