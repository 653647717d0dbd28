"""What things cost as they grow: measured on made-up ones, in a database of its own that is thrown away."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from app.cli.extracting import one_thread_each
from app.errors import AppError, BadInput

if TYPE_CHECKING:
    from app.records import Article, Outcome

_LARGEST = 16
"""Tables and indexes that are told of by name."""
_PARTS = ("matches", "ingest", "pages", "site", "readers", "writing")
_OWN = 100
"""Articles that are read beside the bare models, at most: each is read three times."""


def asked_sizes(part: str, sizes: str) -> list[int]:
    """The whole numbers between commas, each once, for a part that there is."""
    wanted = [int(size) for size in sizes.split(",") if size.strip().isdecimal()]
    if part not in _PARTS or not wanted or min(wanted) < 2:
        known = "`matches`, `ingest`, `pages`, `site`, `readers` and `writing`"
        raise BadInput(f"Known are {known}, with sizes as whole numbers: --sizes 1000,10000.")
    return sorted(set(wanted))


def benched(part: str, sizes: str, kills: int, archives: Path | None = None) -> None:
    """Measure and print; `sizes` are whole numbers between commas, copies of `archives` are written to."""
    wanted = asked_sizes(part, sizes)
    if part == "matches":
        _matches(wanted)
        return
    if part == "writing":
        for size in wanted:
            _writing(
                size, sorted(archives.glob("*.db"), key=lambda path: path.stat().st_size) if archives else []
            )
        return
    one_thread_each()
    for size in wanted:
        with TemporaryDirectory() as folder:
            _ingest(size, kills, Path(folder))
            _models_own(size, Path(folder), Console().print)


def _matches(sizes: list[int]) -> None:
    from app.evaluate.matching_load import Load, encoding, measure
    from app.ingest.linked import matched
    from app.link import encoder

    columns = ("statements", "seconds", "ms each", "matches", "database MB", "memory MB")
    table = Table(*columns, title="matching made-up statements")
    with Console(stderr=True).status("Matching") as status:

        def tell(load: Load) -> None:
            status.update(f"{load.statements:,} statements are matched")
            table.add_row(
                f"{load.statements:,}",
                f"{load.seconds:.1f}",
                f"{load.each:.2f}",
                f"{load.matches:,}",
                f"{load.megabytes:.0f}",
                f"{load.memory:.0f}",
            )

        measure(sizes, matched(), tell)
        each = encoding(encoder.encode)
    Console().print(table, f"The encoder takes {each:.1f} ms a statement of twenty words beside that.")


def _writing(size: int, archives: Sequence[Path]) -> None:
    from app.evaluate.writing_load import into, measure

    console, screen = Console(), Console(stderr=True)
    costs = Table("way", "ms an article", "statements/s", title=f"writing {size:,} imagined articles")
    sizes = Table("table or index", "MB", "times the text", title="what they take when saved and compared")
    with screen.status("Imagining") as status:
        loads, found = measure(size, status.update)
        empty = loads[0]
        grown = [into(size, path, status.update) for path in archives]
    for load in (*loads, *grown):
        costs.add_row(load.name, f"{load.each:.2f}", f"{load.rate:,.0f}")
    for held in found[:_LARGEST]:
        sizes.add_row(held.name, f"{held.megabytes:.1f}", f"{held.times_text:.2f}")
    console.print(costs, sizes)
    for load in grown:
        console.print(f"{load.name}: {load.each / empty.each:.2f} times what it takes in an empty one.")


def _ingest(size: int, kills: int, folder: Path) -> None:
    from app.evaluate.ingesting_load import killed, measure, moments, new, write
    from app.evaluate.likeness import differing

    news = folder / "news.jsonl"
    write(news, size)
    columns = ("run", "articles", "seconds", "articles/s", "memory MB at 10 %", "50 %", "100 %")
    table = Table(*columns, title=f"ingesting {size:,} imagined articles")
    console, screen = Console(), Console(stderr=True)
    alone, spread, torn = (new(folder / f"{name}.db") for name in ("one", "two", "killed"))
    loads = {}
    with screen.status("Ingesting") as status:
        for name, database, workers in (
            ("one worker", alone, 1),
            ("two workers", spread, 2),
            ("the same again", spread, 2),
        ):
            status.update(f"Ingesting: {name}")
            load = loads[name] = measure(ingested, news, database, workers)
            table.add_row(
                name,
                f"{load.articles:,}",
                f"{load.seconds:.1f}",
                f"{1 / max(load.each, 1e-9):,.1f}",
                *(f"{memory:.0f}" for memory in load.memory),
            )
            if load.failed:
                raise AppError(f"{load.failed} articles failed.")
        first, two, again = loads.values()
        console.print(table)
        console.print(f"Two workers are {first.each / two.each:.2f} times as fast as one.")
        console.print(f"Reading it again takes {again.seconds / two.seconds:.1%} of the time.")
        _tell("One worker and two", differing(alone, spread), console.print)
        if kills:
            status.update("Ingesting: killed over and over")
            deaths = killed(ingested, news, torn, 2, moments(kills, size, two.each, seed=1))
            measure(ingested, news, torn, 2)
            _tell(f"Killed {deaths} times and left alone", differing(alone, torn), console.print)


def _models_own(size: int, folder: Path, tell: Callable[[object], object]) -> None:
    """Reading and writing beside the bare models, and where the time goes."""
    from app.evaluate.bare_models import measure
    from app.extract import pipeline
    from app.ingest.preparing import Prepared, Task, prepared

    def read(article: "Article") -> list[str]:
        ready = prepared(Task(article, article.facts.published))
        if not isinstance(ready, Prepared):
            raise ready
        return list(ready.vectors)

    found = measure(min(size, _OWN), read, ingested, pipeline.load(), folder)
    title = f"{found.articles:,} articles of {found.words / found.articles:.0f} words, one process"
    table = Table("processor time", "ms an article", "bare models by it", title=title)
    for name, seconds in found.models.items():
        table.add_row(f"{name}, bare", f"{1000 * seconds / found.articles:.1f}", "")
    for name, seconds, share in (
        ("the bare models", sum(found.models.values()), 1.0),
        ("without writing", found.read, found.share_read),
        ("with writing", found.written, found.share_written),
    ):
        table.add_row(name, f"{1000 * seconds / found.articles:.1f}", f"{share:.0%}")
    tell(table)
    tell(f"As they are run here, the models take {found.share_run:.0%} of the time with writing.")
    tell("Of it all: " + ", ".join(f"{part} {share:.0%}" for part, share in found.parts.items()) + ".")


def _tell(what: str, differing: list[str], tell: Callable[[str], object]) -> None:
    if differing:
        raise AppError(f"{what}: the databases differ in {', '.join(differing)}.")
    tell(f"{what}: the databases hold the same, row by row.")


def ingested(news: Path, database: Path, workers: int, told: "Callable[[Outcome], None]") -> None:
    """Ingest a file as the command does."""
    from app import ingest
    from app.reading.files import origins
    from app.reading.given import Choices
    from app.settings import Settings
    from app.store.engine import writer

    def tell(event: ingest.Event) -> None:
        if isinstance(event, ingest.Outcome):
            told(event)

    engine = writer(database)
    options = ingest.Options(workers=workers)
    choices = Choices(Settings().article_limit)
    ingest.run(origins([news], choices), engine, options, partial(datetime.now, UTC), tell)
    engine.dispose()
