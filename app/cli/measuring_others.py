"""What is measured beside statements: one table, a file of the figures, and the same gate."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from rich.console import Console

from app.cli import gate, tables
from app.cli.evaluating import Wanted
from app.cli.extracting import one_thread_each
from app.errors import BadInput
from app.reading.origins import Origin

if TYPE_CHECKING:
    from sqlalchemy import Engine


def measured(wanted: Wanted) -> int:
    """Measure one of `app.evaluate.measures`, and print; how many figures are below their floors."""
    one_thread_each()
    from app.evaluate.measures import MEASURES, STORED
    from app.evaluate.sets import GoldSet

    if wanted.of not in MEASURES and wanted.of not in STORED:
        known = ", ".join(("statements", *sorted((*MEASURES, *STORED))))
        raise BadInput(f"There is nothing called {wanted.of} to measure; known are {known}.")
    missing = [str(path) for path in wanted.gold if not path.is_file()]
    if missing:
        raise BadInput(f"There is no file {', '.join(missing)}.")
    with Console(stderr=True).status("Reading"):
        if wanted.of in STORED:
            figures = STORED[wanted.of](wanted.gold, wanted.articles, _stored)
        else:
            figures = MEASURES[wanted.of](wanted.gold, wanted.articles)
    if wanted.json is not None:
        shown = {name: {**asdict(figure), "value": figure.value} for name, figure in figures.items()}
        wanted.json.write_text(json.dumps(shown, indent=1, ensure_ascii=False) + "\n", "utf-8")
    Console().print(tables.figures(wanted.of, figures))
    if not (wanted.gate or wanted.raising):
        return 0
    gold = GoldSet(wanted.of, wanted.gold)
    return gate.held(wanted.floors, [(gold, figures)], raising=wanted.raising, kept=tuple(figures))


def _stored(origins: Iterable[Origin], written: "Engine") -> Sequence[str | None]:
    """Ingest `origins` as the job does; the identifier of each article."""
    from app import ingest

    articles: list[str | None] = []

    def told(event: ingest.Event) -> None:
        if isinstance(event, ingest.Outcome):
            articles.append(event.article)

    ingest.run(origins, written, ingest.Options(), partial(datetime.now, UTC), told)
    return articles
