"""Matching what was found this time with what is stored, for statements and claims alike."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from app.store import identifiers, succession
from app.store import tables as t
from app.store.saving.rows import any_of
from app.store.tables.shape import Table

Row = TypeVar("Row", "t.Statement", "t.ClaimRow")
NOT_FOUND = (
    "These words still stand in the article, but it was read again and no statement or claim of its own "
    "is found in them any more."
)


def stored(db: Session, table: type[Row], article_id: int) -> list[Row]:
    """All rows an article ever had, in the order in which they last stood in it."""
    if not any_of(db, f"SELECT 1 FROM {table.__tablename__} WHERE article_id = :id", id=article_id):  # noqa: S608
        return []
    wanted = select(table).where(table.article_id == article_id)
    return list(db.exec(wanted.order_by(col(table.position), col(table.id))))


def continued(
    rows: Sequence[Row], words: Mapping[int, str], found: Sequence[str], judged: Mapping[int, bool]
) -> list[Row | None]:
    """For the words of each passage found, in reading order, the stored row that it continues.

    `words` gives each row's own by row id. Equal words come first, those of rows gone or withdrawn among
    them; edited ones only continue what still stands. Whether that is so of what is `judged` follows from
    what was found before, not from what people decided.
    """
    normal = [succession.normalised(passage) for passage in found]
    live = [row for row in rows if judged.get(row.id, row.state == t.LIVE)]
    stood = {row.id for row in live}
    gone = sorted((row for row in rows if row.id not in stood), key=lambda row: row.state != t.GONE)
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
    lost: Sequence[Row],
    words: Mapping[int, str],
    read: tuple[str, Sequence[str]],
    now: datetime,
) -> None:
    """Part with rows that nothing continues, by the text `read` and the passages found in it.

    One whose words the text no longer has is gone. One whose words stand there all the same is withdrawn: it
    is not the article that changed, but what is found in it.
    """
    lost = [row for row in lost if row.state in (t.LIVE, t.GONE)]
    if not lost:
        return
    left = succession.unfound(*read)
    for row in lost:
        state = t.WITHDRAWN if left(words[row.id]) else t.GONE
        put(db, row, state, NOT_FOUND if state == t.WITHDRAWN else "", now)


def revive(db: Session, row: Row, now: datetime) -> None:
    """Let a row stand again if it was gone or withdrawn."""
    put(db, row, t.LIVE, "", now)


def change(db: Session, row: Table, values: Mapping[str, Any]) -> None:
    """Let a row have these values by column; nothing is written where it has them."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    db.add(row)


def put(db: Session, row: Row, state: str, why: str, now: datetime) -> None:
    """Let a row be live, gone or, for the reason `why`, withdrawn.

    What was removed or erased stays so: that is not for what is found in an article to decide.
    """
    if row.state in (t.REMOVED, t.ERASED):
        return
    if row.state == t.WITHDRAWN:
        stone = identifiers.standing_tombstone(db, row.ident)
        if state == t.WITHDRAWN and stone is not None and stone.reason == why:
            return
        identifiers.revive(db, row.ident, now)
    if state == t.WITHDRAWN:
        identifiers.withdraw(db, row.ident, why, now)
    row.state = state
