"""Where something erased was spoken of: the journal, what servers said, judgements, reports and the log."""

# ruff: noqa: S608 - statements are put together from names of our own; values are always parameters

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import PurePath
from typing import Any

from sqlmodel import Session

from app.store.erased import PLACE, REASON
from app.store.erasing.masking import BLOCK
from app.store.saving import rows

_PLACES = """
    SELECT url AS place FROM articles WHERE id = :id AND url IS NOT NULL
    UNION SELECT place FROM outcomes WHERE article_id = :id
    UNION SELECT place FROM origin_articles WHERE article_id = :id
    UNION SELECT o.place FROM origins AS o JOIN origin_articles AS x ON x.origin_id = o.id
    GROUP BY o.id HAVING min(x.article_id) = :id AND max(x.article_id) = :id
"""
_THESE = "(SELECT value FROM json_each(:values))"
_JUDGED = """
    UPDATE judgements SET value = '{{}}', was = '{{}}', words = NULL, {free},
        waits = iif(waits IS NULL, NULL, '')
    WHERE subject IN {these} OR other IN {these}
"""
_BLACKED = """
    SELECT s.ident FROM statements AS s JOIN versions AS v ON v.statement_id = s.id
    WHERE s.article_id IN (SELECT value FROM json_each(:articles)) AND instr(v.words, :block)
    UNION SELECT c.ident FROM claims AS c
    WHERE c.article_id IN (SELECT value FROM json_each(:articles)) AND instr(c.words, :block)
"""
_FREE = "reason = '', withdrawn_reason = iif(withdrawn_reason IS NULL, NULL, '')"
_HUSHED = """
    UPDATE judgements SET {free} WHERE subject IN ({these})
    OR EXISTS (SELECT 1 FROM json_each(:values) AS e WHERE instr(was, e.value) OR instr(value, e.value))
"""


def places(db: Session, article: int) -> tuple[str, ...]:
    """Everywhere the article was read from."""
    return tuple(row.place for row in rows.read(db, _PLACES, id=article) if row.place != PLACE)


def addresses(db: Session, article: int) -> tuple[str, ...]:
    """Those of its places that are addresses."""
    return tuple(place for place in places(db, article) if "://" in place)


def wipe(db: Session, ident: str, gone: Collection[str]) -> None:
    """Delete every mention of places that an erased article was read from."""
    sql = db.connection().exec_driver_sql
    keys = {place.partition("://")[2] for place in gone if "://" in place}
    named = {**_values({*gone, *keys, *(f"{of}://{key}" for key in keys for of in ("http", "https"))})}
    sql(
        "UPDATE outcomes SET place = :to, error = iif(error IS NULL, NULL, ''), notes = '[]' "
        f"WHERE place IN {_THESE} OR article_id = (SELECT id FROM articles WHERE ident = :ident)",
        {**named, "to": PLACE, "ident": ident},
    )
    sql(
        "DELETE FROM origin_articles WHERE article_id = (SELECT id FROM articles WHERE ident = :ident) "
        f"OR origin_id IN (SELECT id FROM origins WHERE place IN {_THESE})",
        {**named, "ident": ident},
    )
    sql(f"DELETE FROM origins WHERE place IN {_THESE}", named)
    sql(f"DELETE FROM fetches WHERE url IN {_THESE}", named)
    sql(f"DELETE FROM watched_feeds WHERE url IN {_THESE}", named)
    sql(f'DELETE FROM watched_pages WHERE url IN {_THESE} OR "key" IN {_THESE}', named)
    shown = {*gone, *(PurePath(place).name for place in gone if "://" not in place)}
    _change(db, "runs", "id", ("asked",), lambda asked: [PLACE if each in shown else each for each in asked])
    _submissions(db, ident, gone)


def silence(db: Session, idents: Collection[str]) -> None:
    """Cut all that people wrote about what had these identifiers, and the reasons of its tombstones."""
    sql, named = db.connection().exec_driver_sql, _values(idents)
    sql(_JUDGED.format(these=_THESE, free=_FREE), named)
    sql(f"UPDATE reports SET note = '' WHERE subject IN {_THESE}", named)
    sql(f"UPDATE acts SET note = NULL WHERE subject IN {_THESE}", named)
    sql(f"UPDATE tombstones SET reason = :to WHERE ident IN {_THESE}", {**named, "to": REASON})


def hush(db: Session, articles: Collection[int], speakers: Collection[str]) -> None:
    """Cut what people wrote in their own words about what was blacked out in part: they may have quoted it.

    That is all that has a block in it in `articles`, and what was taken for one of the `speakers` before. The
    decisions themselves stay.
    """
    named = {"articles": rows.listed(articles), **_values(speakers), "block": BLOCK}
    db.connection().exec_driver_sql(_HUSHED.format(free=_FREE, these=_BLACKED), named)
    db.connection().exec_driver_sql(f"UPDATE reports SET note = '' WHERE subject IN ({_BLACKED})", named)


def _submissions(db: Session, ident: str, gone: Collection[str]) -> None:
    for id_, kind, name, told in (
        db.connection().exec_driver_sql("SELECT id, kind, name, outcomes FROM submissions").all()
    ):
        outcomes: list[dict[str, Any]] = json.loads(told)
        theirs = [each for each in outcomes if each.get("article") == ident or each.get("place") in gone]
        if not theirs and name not in gone:
            continue
        for each in theirs:
            each.update(place=PLACE, error=each.get("error") and "", notes=[])
        # A file of many articles keeps its name.
        alone = name in gone or len(theirs) == len(outcomes)
        values = (PLACE if alone else name, json.dumps(outcomes), id_)
        also = ", body = NULL, stated = '{}'" if alone else ""
        sql = f"UPDATE submissions SET name = ?, outcomes = ?{also} WHERE id = ?"
        db.connection().exec_driver_sql(sql, values)
        if alone and kind == "url" and not outcomes:
            db.connection().exec_driver_sql("DELETE FROM submissions WHERE id = ?", (id_,))


def _change(db: Session, table: str, key: str, columns: Sequence[str], change: Callable[[Any], Any]) -> None:
    """Change JSON columns of all rows of a table, writing what differs."""
    for column in columns:
        held = db.connection().exec_driver_sql(f'SELECT "{key}", "{column}" FROM {table}').all()
        changed = []
        for id_, value in held:
            had = json.loads(value)
            if (has := change(had)) != had:
                changed.append((json.dumps(has), id_))
        rows.write(db, f'UPDATE {table} SET "{column}" = ? WHERE "{key}" = ?', changed)


def _values(words: Iterable[str]) -> dict[str, str]:
    return {"values": json.dumps(sorted(words))}
