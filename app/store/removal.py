"""Articles taken out of sight, and brought back: their words are kept, and shown nowhere.

Each is one transaction of the caller's. What is derived from all articles, such as speakers, matches and
counts of words, is derived anew without them: so bringing one back restores the former state.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from app.errors import BadInput, Gone, NotFound
from app.store import acts, identifiers
from app.store import tables as t
from app.store.saving import judged, judged_claims, matches, rows, speakers, words
from app.store.saving.comparing import Comparing

UNSAID = "Whoever runs this archive took the article out of it."
"""The reason where none was given."""

_STATES = "UPDATE {table} SET state = :to WHERE article_id = :article AND state = :of"
_SAID = """
    SELECT ident FROM statements WHERE article_id = :article
    UNION ALL SELECT ident FROM claims WHERE article_id = :article
"""
_CAST = """
    SELECT speaker_id FROM entities WHERE article_id = :article
    UNION SELECT v.speaker_id FROM statements AS s JOIN versions AS v ON v.statement_id = s.id
    WHERE s.article_id = :article AND v.speaker_id IS NOT NULL
"""
_NAMED_ELSEWHERE = """
    SELECT e.speaker_id FROM entities AS e JOIN articles AS a ON a.id = e.article_id
    WHERE a.state = 'live' AND e.speaker_id IN (SELECT value FROM json_each(:ids))
    UNION SELECT v.speaker_id FROM versions AS v JOIN statements AS s ON s.id = v.statement_id
    JOIN articles AS a ON a.id = s.article_id
    WHERE a.state = 'live' AND s.state IN ('live', 'gone') AND v.number = s.version
    AND v.speaker_id IN (SELECT value FROM json_each(:ids))
"""
_REVIVE = """
    UPDATE tombstones SET revived = :now WHERE revived IS NULL AND withdrawn = :withdrawn AND reason = :reason
    AND ident = :ident
"""


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that is out of sight."""

    ident: str
    state: str
    """"removed" or "erased"."""
    when: datetime
    reason: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What went out of sight with an article, or came back."""

    statements: int
    claims: int
    speakers: int


def remove(db: Session, ident: str, reason: str, comparing: Comparing, now: datetime) -> Counted:
    """Take an article out of sight, with its statements, claims, and speakers whom no other names.

    Raises NotFound, Gone for one that was erased, BadInput for one that is removed already.
    """
    article = _article(db, ident)
    if article.state == t.REMOVED:
        raise BadInput(f"The article {ident} is removed already.")
    reason = reason or UNSAID
    had = words.of(db, article)
    article.state = t.REMOVED
    db.add(article)
    db.flush()
    words.keep(db, had, frozenset())
    said = [found.ident for found in rows.read(db, _SAID, article=article.id)]
    counted = _turn(db, article.id, t.LIVE, t.REMOVED)
    people = cast(db, article.id)
    lost = db.exec(select(t.Speaker).where(col(t.Speaker.id).in_(_unnamed(db, people)))).all()
    unnamed = [speaker for speaker in lost if speaker.state == t.LIVE]
    for speaker in unnamed:
        speaker.state = t.REMOVED
    # One that was withdrawn before has two tombstones: the later one tells, until it is taken back.
    at = t.Moment().process_bind_param(now, db.get_bind().dialect)
    buried = [article.ident, *said, *(speaker.ident for speaker in unnamed)]
    rows.insert(db, t.Tombstone, ("ident", "reason", "withdrawn"), [(each, reason, at) for each in buried])
    _derive(db, article.id, people, comparing, now)
    acts.record(db, now, None, "removed", article.ident, reason)
    return Counted(*counted, len(unnamed))


def restore(db: Session, ident: str, comparing: Comparing, now: datetime) -> Counted:
    """Bring an article back with all that went out of sight with it.

    Raises NotFound, Gone for one that was erased, BadInput for one that is not removed.
    """
    article = _article(db, ident)
    if article.state != t.REMOVED:
        raise BadInput(f"The article {ident} is not removed.")
    grave = identifiers.standing_tombstone(db, article.ident)
    article.state = t.LIVE
    db.add(article)
    db.flush()
    words.keep(db, frozenset(), words.of(db, article))
    counted = _turn(db, article.id, t.REMOVED, t.LIVE)
    people = cast(db, article.id)
    named = _named(db, people)
    back = db.exec(select(t.Speaker).where(col(t.Speaker.id).in_(named), t.Speaker.state == t.REMOVED)).all()
    for speaker in back:
        speaker.state = t.LIVE
        identifiers.revive(db, speaker.ident, now)
    db.flush()
    if grave is not None:
        at = {"withdrawn": grave.withdrawn, "now": now}
        bound = {
            name: t.Moment().process_bind_param(moment, db.get_bind().dialect) for name, moment in at.items()
        }
        said = [found.ident for found in rows.read(db, _SAID, article=article.id)]
        buried = [{**bound, "reason": grave.reason, "ident": each} for each in (article.ident, *said)]
        db.expire(grave)
        rows.write(db, _REVIVE, buried)
    # Judgements may have been withdrawn meanwhile.
    judged.settle(db, article.id, now)
    judged_claims.settle(db, article.id, now)
    _derive(db, article.id, people, comparing, now)
    acts.record(db, now, None, "restored", article.ident)
    return Counted(*counted, len(back))


def listed(db: Session) -> list[Removed]:
    """Every article that is out of sight, the last one first."""
    found = db.exec(select(t.Article).where(t.Article.state != t.LIVE)).all()
    graves = [(article, identifiers.standing_tombstone(db, article.ident)) for article in found]
    told = [
        Removed(article.ident, article.state, grave.withdrawn, grave.reason, article.title)
        for article, grave in graves
        if grave is not None
    ]
    return sorted(told, key=lambda one: one.when, reverse=True)


def named(db: Session, written: str) -> tuple[str, str] | None:
    """The kind and the identifier that one is, as written in links: in capitals, or led elsewhere."""
    meant = written.lower().translate(identifiers.MISREAD)
    while (redirect := db.get(t.Redirect, meant)) is not None:
        meant = redirect.new
    found = db.get(t.Identifier, meant)
    return None if found is None else (found.kind, found.ident)


def known(db: Session, written: str) -> str | None:
    """The identifier of an article as it is written in links; None of no article."""
    kind, ident = named(db, written) or ("", "")
    return ident if kind == "article" else None


def identified(db: Session, written: str) -> str:
    """The identifier of an article as it is written. Raises NotFound where it is none of an article."""
    found = known(db, written)
    if found is None:
        raise NotFound(f"There is no article {written}.")
    return found


def at_address(db: Session, url: str) -> str | None:
    """The identifier of the article at an address; None where none is."""
    return db.exec(select(t.Article.ident).where(t.Article.url == url)).first()


def _article(db: Session, ident: str) -> "t.Article":
    article = db.exec(select(t.Article).where(t.Article.ident == ident)).first()
    if article is None:
        raise NotFound(f"There is no article {ident}.")
    if article.state == t.ERASED:
        raise Gone(f"The article {ident} was erased: nothing of it is left.")
    return article


def _turn(db: Session, article: int, of: str, to: str) -> tuple[int, int]:
    """Let an article's statements and claims of one state have another; how many of each."""

    def turned(table: str) -> int:
        sql = _STATES.format(table=table)
        values = {"article": article, "of": of, "to": to}
        return db.connection().exec_driver_sql(sql, values).rowcount

    db.flush()
    counted = turned("statements"), turned("claims")
    db.expire_all()
    return counted


def cast(db: Session, article: int) -> frozenset[int]:
    """Whoever the article names, now or in an earlier version."""
    return frozenset(found.speaker_id for found in rows.read(db, _CAST, article=article))


def _named(db: Session, people: Collection[int]) -> frozenset[int]:
    found = rows.read(db, _NAMED_ELSEWHERE, ids=rows.listed(people))
    return frozenset(each.speaker_id for each in found)


def _unnamed(db: Session, people: Collection[int]) -> frozenset[int]:
    return frozenset(people) - _named(db, people)


def _derive(db: Session, article: int, people: Collection[int], comparing: Comparing, now: datetime) -> None:
    moved = speakers.settle(db, people, comparing.profile, comparing.joining, now)
    matches.save(db, [article], comparing.matching, moved)
    db.flush()
