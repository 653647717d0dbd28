"""The ingestion job: each article read is extracted, linked and saved in one transaction of its own."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session

from app.extract.extraction import extract
from app.extract.pipeline import Models
from app.ingest.linked import compared, matched
from app.ingest.outcomes import Outcome, Summary
from app.link import speakers, stated
from app.link.mentioned import mentioned
from app.records import Article, Read
from app.store import write
from app.store.queries.coverage import coverage


def run(
    reads: Iterable[Read],
    engine: Engine,
    models: Models,
    now: datetime,
    on_outcome: Callable[[Outcome], None],
) -> Summary:
    """Ingest everything read; an article that fails is an outcome with its error, never the end of the run.

    Interrupted, it leaves every article before the interruption whole and nothing of the one it was at.
    """
    counts: Counter[str] = Counter()
    for read in reads:
        outcome = _ingested(read, engine, models, now)
        counts[outcome.outcome] += 1
        counts["statements"] += outcome.statements
        counts["claims"] += outcome.claims
        on_outcome(outcome)
    with Session(engine) as db:
        covered = coverage(db)
    return Summary(
        articles=counts["new"] + counts["changed"] + counts["unchanged"],
        new=counts["new"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        failures=counts["failed"],
        statements=counts["statements"],
        claims=counts["claims"],
        speakers=covered.speakers,
    )


def _ingested(read: Read, engine: Engine, models: Models, now: datetime) -> Outcome:
    if read.article is None:
        return Outcome(read.place, "failed", error=read.error or "nothing was read")
    try:
        saved, notes = _save(read.article, engine, models, now)
    except Exception as error:  # noqa: BLE001 - one bad article must not take the others with it
        return Outcome(read.place, "failed", error=str(error) or type(error).__name__)
    return Outcome(read.place, saved.outcome, saved.article, saved.statements, saved.claims, notes=notes)


def _save(
    article: Article, engine: Engine, models: Models, now: datetime
) -> tuple[write.Saved, tuple[str, ...]]:
    # Extraction takes its time: it runs before the transaction, which holds the write lock.
    with Session(engine) as db:
        published = article.facts.published or write.published(db, article)
    extraction = extract(article.text, models, published)
    links, named = speakers.link(extraction.entities), mentioned(extraction)
    entries = stated.entries(article.facts.same_as, extraction.entities)
    same_as = entries.of if article.facts.same_as else None
    linking = write.Linking(links, speakers.profile, matched(), compared(), named, same_as)
    with Session(engine) as db, db.begin():
        saved = write.save(db, article, extraction, linking, now)
    return saved, (*saved.notes, *_notes(entries))


def _notes(entries: stated.Entries) -> tuple[str, ...]:
    nobody = (
        f"same_as states an entry for {name!r}, whom the article does not name" for name in entries.unknown
    )
    several = (
        f"same_as states an entry for {name!r}, and several are called so" for name in entries.ambiguous
    )
    return (*nobody, *several)
