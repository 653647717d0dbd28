"""What each origin gave when it was last read: what is the same again is neither read nor extracted."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, text
from sqlmodel import Session, col, select

from app.records import Outcome
from app.store import tables as t
from app.store.saving import rows
from app.store.tables.shape import moment

_PAGE = 1000
_HELD = """
    (SELECT count(*) FROM statements AS s WHERE s.article_id = a.id AND s.state = 'live') AS statements,
    (SELECT count(*) FROM claims AS c WHERE c.article_id = a.id AND c.state = 'live') AS claims
"""
_SAME = text("SELECT id FROM origins WHERE place = :place AND digest = :digest AND readers = :readers")
_PAGES = text(f"""
    SELECT g.digest, g.place, a.ident, {_HELD} FROM origin_articles AS g
    JOIN articles AS a ON a.id = g.article_id
    WHERE g.origin_id = :origin AND g.digest > :after ORDER BY g.digest LIMIT {_PAGE}
""")
_ONE = text(f"""
    SELECT :at AS place, a.ident, {_HELD} FROM origins AS o JOIN origin_articles AS g ON g.origin_id = o.id
    JOIN articles AS a ON a.id = g.article_id
    WHERE o.place = :place AND g.digest = :digest AND g.readers = :readers
""")
_GIVEN = text(
    "SELECT g.digest FROM origins AS o JOIN origin_articles AS g ON g.origin_id = o.id WHERE o.place = :place"
)
_OPEN = """
    INSERT INTO origins (place, digest, readers, checked, failed) VALUES (:place, NULL, :readers, :now, 0)
    ON CONFLICT (place) DO UPDATE SET digest = NULL
"""
_GAVE = """
    INSERT INTO origin_articles (origin_id, digest, article_id, place, readers) VALUES (
        (SELECT id FROM origins WHERE place = :origin), :digest,
        (SELECT id FROM articles WHERE ident = :article), :place, :readers)
    ON CONFLICT (origin_id, digest) DO UPDATE SET article_id = excluded.article_id, place = excluded.place,
        readers = excluded.readers
"""
_CHECKED = """
    INSERT INTO origins (place, digest, readers, checked, failed)
    VALUES (:place, :digest, :readers, :checked, :failed)
    ON CONFLICT (place) DO UPDATE SET digest = excluded.digest, readers = excluded.readers,
        checked = excluded.checked, failed = excluded.failed
"""
_FORGET = """
    DELETE FROM origin_articles WHERE origin_id = (SELECT id FROM origins WHERE place = :place)
    AND digest = :digest
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """An origin as it was found just now."""

    place: str
    digest: str | None
    """Of all its bytes; None where another look has to read it."""
    readers: str
    checked: datetime
    failed: int
    """Its articles that could not be read or stored."""


def same(db: Session, place: str, digest: str, readers: str) -> int | None:
    """The row of an origin whose bytes are as they were when it was last read, by the same readers."""
    params = {"place": place, "digest": digest, "readers": readers}
    found: int | None = db.connection().scalar(_SAME, params)
    return found


def page(db: Session, origin: int, after: str) -> tuple[list[Outcome], str | None]:
    """Some of an origin's articles, as unchanged; and after which to ask for more, None at the end."""
    found = db.connection().execute(_PAGES, {"origin": origin, "after": after}).all()
    return [_unchanged(row) for row in found], found[-1].digest if len(found) == _PAGE else None


def one(db: Session, place: str, digest: str, readers: str, at: str) -> Outcome | None:
    """The article of that digest as unchanged, where the origin gave it before."""
    params = {"place": place, "digest": digest, "readers": readers, "at": at}
    row = db.connection().execute(_ONE, params).first()
    return None if row is None else _unchanged(row)


def given(db: Session, place: str) -> list[str]:
    """The digests of all that an origin gave."""
    return list(db.connection().scalars(_GIVEN, {"place": place}))


def opened(db: Session, place: str, readers: str, now: datetime) -> None:
    """Put down that an origin is being read: until its end, its bytes are not known to hold nothing new."""
    rows.write(db, _OPEN, [{"place": place, "readers": readers, "now": moment(now)}])


def gave(db: Session, origin: str, digest: str, readers: str, outcome: Outcome) -> None:
    """Put down that an origin that is open gave an article."""
    params = {"origin": origin, "digest": digest, "readers": readers}
    rows.write(db, _GAVE, [{**params, "article": outcome.article, "place": outcome.place}])


def check(db: Session, origins: Sequence[Checked]) -> None:
    """Put down how origins were found."""
    found = [{name: getattr(one, name) for name in Checked.__slots__} for one in origins]
    rows.write(db, _CHECKED, [{**each, "checked": moment(each["checked"])} for each in found])


def forget(db: Session, place: str, digests: Collection[str]) -> None:
    """Put down that an origin no longer gives the articles of these digests."""
    rows.write(db, _FORGET, [{"place": place, "digest": each} for each in digests])


def failed(db: Session) -> list[str]:
    """The places of all origins with articles that failed when they were last read."""
    chosen = select(t.OriginRow.place).where(t.OriginRow.failed > 0).order_by(col(t.OriginRow.id))
    return list(db.exec(chosen))


def _unchanged(row: Row[Any]) -> Outcome:
    return Outcome(row.place, "unchanged", row.ident, row.statements, row.claims)
