"""Matching what was found this time with what is stored, for statements and claims alike."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from sqlmodel import Session, col, select

from app.store import identifiers, succession
from app.store import tables as t

Row = TypeVar("Row", t.Statement, t.ClaimRow)
REMOVED = "These words no longer stand in the article as it was last read."


def stored(db: Session, table: type[Row], article_id: int) -> list[Row]:
    """All rows an article ever had, in the order in which they last stood in it."""
    wanted = select(table).where(table.article_id == article_id)
    return list(db.exec(wanted.order_by(col(table.position), col(table.id))))


def continued(rows: Sequence[Row], words: dict[int, str], found: Sequence[str]) -> list[Row | None]:
    """For the words of each passage found, in reading order, the stored row that it continues.

    `words` gives each row's own by row id. Equal words come first, those of withdrawn rows among them;
    edited ones only continue what still stands.
    """
    normal = [succession.normalised(passage) for passage in found]
    live = [row for row in rows if row.state == t.LIVE]
    gone = [row for row in rows if row.state == t.WITHDRAWN]
    live_words = [succession.normalised(words[row.id]) for row in live]
    gone_words = [succession.normalised(words[row.id]) for row in gone]
    same = succession.same_words(live_words, normal)
    rest = [index for index in range(len(normal)) if index not in same]
    back = succession.same_words(gone_words, [normal[index] for index in rest])
    revived = {rest[index]: gone[old] for index, old in back.items()}
    rest = [index for index in rest if index not in revived]
    edited = succession.nearby(live_words, normal, same, rest)
    kept = {index: live[old] for index, old in {**same, **edited}.items()} | revived
    return [kept.get(index) for index in range(len(normal))]


def withdraw(db: Session, rows: Sequence[Row], kept: Sequence[Row | None], now: datetime) -> None:
    """Withdraw every row that stood and that nothing continues."""
    ids = {row.id for row in kept if row is not None}
    for row in rows:
        if row.state == t.LIVE and row.id not in ids:
            row.state = t.WITHDRAWN
            identifiers.withdraw(db, row.ident, REMOVED, now)


def revive(db: Session, row: Row, now: datetime) -> None:
    """Let a row stand again if it was withdrawn."""
    if row.state == t.WITHDRAWN:
        row.state = t.LIVE
        identifiers.revive(db, row.ident, now)
