"""Judgements that join and part, settled at once: compared anew, just as the next save would do it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from app.records import Verdict
from app.store import tables as t
from app.store.saving import articles, deciding, judged, matches, spans, speakers, versions
from app.store.saving.comparing import Comparing

_NAMED = """
    UPDATE statement_mentions SET speaker_id = :now WHERE speaker_id = :before
    AND statement_id IN (SELECT id FROM statements WHERE article_id = :article)
"""


def settle(db: Session, row: "t.JudgementRow", comparing: Comparing, now: datetime) -> None:
    """Let what stands of speakers and of what they said follow from a judgement just made or withdrawn."""
    ends = [each for ident in (row.subject, row.other) if ident and (each := deciding.speaker(db, ident))]
    touched, article = {each.id for each in ends}, _article(db, row)
    if article is not None and row.verdict == Verdict.APART:
        touched |= _recast(db, row, article, comparing, now)
    resettle(db, touched, comparing, now, None if article is None else article.id)


def resettle(
    db: Session, touched: Collection[int], comparing: Comparing, now: datetime, article: int | None = None
) -> None:
    """Join, describe, revive or withdraw these speakers, and match anew what was said by those who moved.

    And all that an article says, by its row id, where that is given.
    """
    moved = speakers.settle(db, touched, comparing.profile, comparing.joining, now)
    matches.save(db, [] if article is None else [article], comparing.matching, moved)
    db.flush()


def _article(db: Session, row: "t.JudgementRow") -> "t.Article | None":
    """The article in which the judgement tells a speaker apart, or that of the first of two statements."""
    if row.verdict == Verdict.APART:
        return db.exec(select(t.Article).where(t.Article.ident == row.other)).first()
    own = select(t.Article).join(t.Statement).where(t.Statement.ident == row.subject)
    return db.exec(own).first()


def _recast(
    db: Session, row: "t.JudgementRow", article: "t.Article", comparing: Comparing, now: datetime
) -> set[int]:
    """Link an article's entities anew, and name those speakers in it who are now; all whom that touches."""
    entities, before = speakers.stored(db, article)
    cast = speakers.cast(db, article, entities, comparing.link(entities), now)
    changed = {old: new for old, new in zip(before, cast.speakers, strict=True) if old != new}
    for old, new in changed.items():
        db.connection().exec_driver_sql(_NAMED, {"before": old, "now": new, "article": article.id})
    found = judged.readings(db, article.id)
    for reading in found.values():
        reading.speaker_id = changed.get(reading.speaker_id or 0, reading.speaker_id)
        db.add(reading)
    current = {id_: each for id_, each in versions.current(db, article.id).items() if id_ not in found}
    _say(db, row, {id_: each for id_, each in current.items() if each.speaker_id in changed}, changed, now)
    return {*cast.touched, *judged.settle(db, article.id, now, by=row.id)}


def _say(
    db: Session,
    row: "t.JudgementRow",
    said: "Mapping[int, t.Version]",
    changed: Mapping[int, int],
    now: datetime,
) -> None:
    """A new version of each of these statements, which names another speaker."""
    shapes = versions.shapes(db, said.values())
    statements = db.exec(select(t.Statement).where(col(t.Statement.id).in_(said))).all()
    for statement in statements:
        version = said[statement.id]
        statement.version += 1
        shape = replace(shapes[version.id], speaker=changed[version.speaker_id or 0])
        paragraph = spans.paragraph_finder(articles.paragraphs(db, shape.capture))
        versions.save(db, [(statement.id, statement.version, shape, version.words)], paragraph, now, row.id)
