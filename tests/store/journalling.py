"""A journal of three runs over an archive: one done, one interrupted, one that nobody ended."""

from datetime import timedelta

from sqlmodel import select

from app.store.tables import Article
from app.store.tables.journal import OriginRow, Outcome, Run
from store.building import NOW

FAILED = (
    ("/srv/news/in/old.txt", "is not UTF-8: byte 12 is 0x80 (invalid start byte)"),
    ("/srv/news/in/many.jsonl, line 3", "is not UTF-8: byte 7 is 0x81 (invalid start byte)"),
    ("https://news.example/one?id=1", "answered 404: not found"),
    ("/srv/news/in/late.txt", "cannot be read: /srv/news/in/late.txt is locked"),
)
"""What fails in the first run; the last of them is read in the second."""


def keep(db):
    """Write the journal; every article there is was new in the first run, and two were read in the second."""
    articles = db.exec(select(Article).order_by(Article.id)).all()
    asked = ["/srv/news/in/", "https://news.example/feed"]
    first = _run(db, 1, "done", asked, new=len(articles), failed=len(FAILED))
    second = _run(db, 2, "interrupted", asked[:1], unchanged=1, changed=1)
    _run(db, 3, None, asked[:1])
    for article in articles:
        _outcome(db, first, f"/srv/news/in/{article.id}.txt", "new", article.id, statements=2)
    for place, error in FAILED:
        _outcome(db, first, place, "failed", error=error)
    _outcome(db, second, "/srv/news/in/1.txt", "unchanged", articles[0].id)
    note = "read as windows-1252, by guess, as /srv/news/charsets.txt says"
    _outcome(db, second, FAILED[3][0], "changed", articles[1].id, notes=[note])
    for hours, name in enumerate(("1.txt", "2.txt")):
        db.add(OriginRow(place=f"/srv/news/in/{name}", readers="1", checked=NOW + timedelta(hours=hours)))
    db.flush()


def _run(db, hours, ended, asked, **counts):
    started = NOW + timedelta(hours=hours)
    finished = started + timedelta(minutes=4, seconds=12) if ended else None
    run = Run(
        kind="ingest", started=started, finished=finished, ended=ended, asked=asked, extractor="1", **counts
    )
    db.add(run)
    db.flush()
    return run


def _outcome(db, run, place, outcome, article=None, *, error=None, notes=(), statements=0):
    db.add(
        Outcome(
            run_id=run.id, place=place, outcome=outcome, article_id=article, error=error, notes=list(notes),
            statements=statements, finished=run.started,
        )
    )  # fmt: skip
    db.flush()
