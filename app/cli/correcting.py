"""What editors judged as gold: the extractor measured on it, and its export as a corpus."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from app.cli import tables
from app.cli.extracting import STREAM, one_thread_each, writing
from app.cli.options import Database, group, settings
from app.cli.telling import told
from app.errors import BadInput
from app.settings import place

if TYPE_CHECKING:
    from app.store.queries.views import VouchedArticle

_TARGET = "File to write (.jsonl); - is standard output."

corrections = group("corrections", "Take what editors judged out of the archive.")


@corrections.command()
def export(
    target: Annotated[Path, typer.Argument(metavar="OUT", help=_TARGET)],
    *,
    database: Database = None,
) -> None:
    """Write the articles with judged statements as a corpus, which `cuttings evaluate` reads.

    A line is an article: its "text", and "statements" with "content" and "cue" as [start, end) in code points
    of it; "speaker_name" and "kind" stand only where an editor confirmed or corrected them, and "judged" says
    which verdicts stand. What nobody judged is left out, so the documents are "partial": nobody is to take
    what is missing for wrong. "rejected" are the words that an editor found to be no statement. Articles that
    were removed are left out.

    For example:

    - `cuttings corrections export judged.jsonl && cuttings evaluate judged.jsonl`
    """
    with told(), _vouched(database) as articles:
        from app.evaluate.corrected import gold

        lines = (json.dumps(gold(each), ensure_ascii=False).encode() + b"\n" for each in articles)
        with writing(target) as file:
            number = sum(1 for _ in map(file.write, lines))
        if target != STREAM:
            print(f"{target}: {number:,} {'article' if number == 1 else 'articles'} with judged statements.")


def remeasured(database: Path, to_json: Path | None) -> None:
    """Print how the extractor of now does on all that was judged, beside what was found then."""
    one_thread_each()
    with _vouched(database) as articles, Console(stderr=True).status("Reading"):
        from app.evaluate.corrected import measure
        from app.extract import pipeline
        from app.extract.extraction import extract

        figures = measure(articles, lambda text, day: extract(text, pipeline.load(), day))
    if not figures:
        raise BadInput(f"Nobody has judged any statement in {database} yet.")
    if to_json is not None:
        told_ = {
            name: {
                when: {**asdict(share), "value": share.value}
                for when, share in (("then", figure.then), ("now", figure.now))
            }
            for name, figure in figures.items()
        }
        to_json.write_text(json.dumps(told_, indent=1) + "\n", "utf-8")
    Console().print(tables.corrected(figures))


@contextmanager
def _vouched(database: Path | None) -> Iterator[Iterator["VouchedArticle"]]:
    from sqlmodel import Session

    from app.store.engine import reader, require_head
    from app.store.queries.vouched import vouched

    path = settings(database).database
    require_head(path, place("migrations"))
    engine = reader(path)
    try:
        with Session(engine) as db:
            yield vouched(db)
    finally:
        engine.dispose()
