"""Extraction against gold readings, as a table."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from app.errors import BadInput
from app.records import Kind

if TYPE_CHECKING:
    from app.evaluate.corpus import Reading
    from app.evaluate.scores import Scores

_NOTES = ".gold.json"
_LABELS = (
    "documents",
    "the words, in the main",
    "the words, exactly",
    "words and speaker",
    *(f"  {kind}" for kind in Kind),
    "speaker's resolved name (share right)",
)


def evaluated(gold: Sequence[Path], articles: Path) -> None:
    """Extract every document of `gold` and print how well; notes share a column."""
    from app.evaluate.corpus import predicted
    from app.evaluate.scores import compare
    from app.extract import pipeline
    from app.extract.extraction import extract

    missing = [str(path) for path in gold if not path.is_file()]
    if missing:
        raise BadInput(f"There is no file {', '.join(missing)}.")
    screen = Console(stderr=True)
    columns: list[tuple[str, Scores]] = []
    with screen.status("Loading the language model") as status:
        models = pipeline.load()
        for name, readings in _sets(gold, articles):
            status.update(f"Reading {name}")
            pairs = ((one, predicted(one.id, extract(one.text, models))) for one in readings)
            columns.append((name, compare(pairs)))
    Console().print(_table(columns))


def _sets(gold: Sequence[Path], articles: Path) -> Iterator[tuple[str, "Iterator[Reading]"]]:
    from app.evaluate import corpus, golden

    notes = [path for path in gold if path.name.endswith(_NOTES)]
    for path in gold:
        if path not in notes:
            yield path.name, corpus.load(path)
    if notes:
        yield "readers' notes", (golden.load(path, _article(path, articles)) for path in notes)


def _article(notes: Path, articles: Path) -> str:
    path = articles / f"{notes.name.removesuffix(_NOTES)}.txt"
    if not path.is_file():
        raise BadInput(f"{notes}: its article {path} is not there; name its folder with --articles.")
    return path.read_bytes().decode()


def _table(columns: Sequence[tuple[str, "Scores"]]) -> Table:
    table = Table(title="F1 in percent; beliefs, wishes and decisions left out", title_justify="left")
    table.add_column()
    for name, _ in columns:
        table.add_column(name, justify="right")
    figures = [_figures(scores) for _, scores in columns]
    for label in _LABELS:
        table.add_row(label, *(column[label] for column in figures))
    return table


def _figures(scores: "Scores") -> dict[str, str]:
    named = "–" if scores.resolved is None else f"{100 * scores.resolved:.1f}"
    f1 = (scores.overlap, scores.exact, scores.joint, *(scores.by_kind[kind] for kind in Kind))
    return dict(
        zip(_LABELS, (str(scores.documents), *(f"{100 * one.f1:.1f}" for one in f1), named), strict=True)
    )
