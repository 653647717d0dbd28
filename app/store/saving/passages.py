"""Matching what was found this time with what is stored, for statements and claims alike."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlmodel import Session, col, select

from app.store import identifiers, succession
from app.store import tables as t

Row = TypeVar("Row", t.Statement, t.ClaimRow)
NOT_FOUND = (
    "These words still stand in the article, but it was read again and no statement or claim of its own "
    "is found in them any more."
)


def stored(db: Session, table: type[Row], article_id: int) -> list[Row]:
    """All rows an article ever had, in the order in which they last stood in it."""
    wanted = select(table).where(table.article_id == article_id)
    return list(db.exec(wanted.order_by(col(table.position), col(table.id))))


def continued(rows: Sequence[Row], words: dict[int, str], found: Sequence[str]) -> list[Row | None]:
    """For the words of each passage found, in reading order, the stored row that it continues.

    `words` gives each row's own by row id. Equal words come first, those of rows gone or withdrawn among
    them; edited ones only continue what still stands.
    """
    normal = [succession.normalised(passage) for passage in found]
    live = [row for row in rows if row.state == t.LIVE]
    gone = sorted((row for row in rows if row.state != t.LIVE), key=lambda row: row.state != t.GONE)
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


def part_with(
    db: Session,
    rows: Sequence[Row],
    kept: Sequence[Row | None],
    words: Mapping[int, str],
    read: tuple[str, Sequence[str]],
    now: datetime,
) -> None:
    """Part with every row that nothing continues, by the text `read` and the passages found in it.

    One whose words the text no longer has is gone. One whose words stand there all the same is withdrawn: it
    is not the article that changed, but what is found in it.
    """
    ids = {row.id for row in kept if row is not None}
    lost = [row for row in rows if row.state != t.WITHDRAWN and row.id not in ids]
    if not lost:
        return
    left = succession.unfound(*read)
    for row in lost:
        if not left(words[row.id]):
            row.state = t.GONE
        else:
            row.state = t.WITHDRAWN
            identifiers.withdraw(db, row.ident, NOT_FOUND, now)


def revive(db: Session, row: Row, now: datetime) -> None:
    """Let a row stand again if it was gone or withdrawn."""
    if row.state == t.WITHDRAWN:
        identifiers.revive(db, row.ident, now)
    row.state = t.LIVE
