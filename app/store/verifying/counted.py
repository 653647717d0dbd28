"""Numbers that are kept: each is what counting gives."""

# ruff: noqa: S608 - statements are put together from names of our own

import sqlite3
from collections import Counter

from app.store.saving.bands import unpacked
from app.store.verifying.fault import Fault, Findings
from app.store.words import words_of

_BANDED = ("statement", "claim", "article")
_RUNS = """
    SELECT r.id, r.new, r.changed, r.failed, r.statements, r.claims,
        count(o.id) FILTER (WHERE o.outcome = 'new') AS were_new,
        count(o.id) FILTER (WHERE o.outcome = 'changed') AS were_changed,
        count(o.id) FILTER (WHERE o.outcome = 'failed') AS had_failed,
        coalesce(sum(o.statements) FILTER (WHERE o.outcome <> 'unchanged'), 0) AS found,
        coalesce(sum(o.claims) FILTER (WHERE o.outcome <> 'unchanged'), 0) AS claimed,
        r.unchanged
    FROM runs AS r LEFT JOIN outcomes AS o ON o.run_id = r.id GROUP BY r.id
"""
_PRINTED = """
    SELECT a.title, c.text FROM articles AS a
    JOIN captures AS c ON c.article_id = a.id AND c.number = a.capture
    WHERE a.state = 'live'
"""


def runs(db: sqlite3.Connection) -> Findings:
    """A run's counts are those of its outcomes; of unchanged articles older runs keep the number alone."""
    for row in db.execute(_RUNS):
        kept = (row["new"], row["changed"], row["failed"])
        counted = (row["were_new"], row["were_changed"], row["had_failed"])
        wrong = kept != counted
        yield Fault(f"/coverage/runs/{row['id']}", f"it says {kept}, and has {counted}") if wrong else None


def words(db: sqlite3.Connection) -> Findings:
    """Each word is in as many articles as is said of it."""
    held: Counter[str] = Counter()
    for title, text in db.execute(_PRINTED):
        held.update(words_of(f"{title or ''}\n{text}"))
    for word, articles in db.execute("SELECT word, articles FROM words"):
        counted = held.pop(word, 0)
        wrong = articles != counted
        yield Fault(f"the word “{word}”", f"it is said of {articles}, and is in {counted}") if wrong else None
    for word, counted in held.items():
        yield Fault(f"the word “{word}”", f"it is in {counted} articles, and not among those counted")


def bands(db: sqlite3.Connection) -> Findings:
    """Whatever is found by its likeness has all its entries for it, and nothing else has any."""
    for of in _BANDED:
        table, beside, signatures = f"{of}_bands", f"{of}_common_bands", f"{of}_signatures"
        signed = db.execute(f"SELECT coalesce(sum(length(bands)) / 4, 0) FROM {signatures}").fetchone()[0]
        common = [id_ for (id_,) in db.execute(f"SELECT {of}_id FROM {beside}")]
        owners, held = {*common}, len(common)
        for bucket, entries in db.execute(f"SELECT bucket, entries FROM {table}"):
            found = unpacked(bucket, entries)
            owners.update(id_ for _, id_ in found)
            held += len(found)
        yield None if signed == held else Fault(table, f"{held} entries, where there should be {signed}")
        strays = owners.difference(id_ for (id_,) in db.execute(f"SELECT {of}_id FROM {signatures}"))
        for id_ in sorted(strays):
            yield Fault(table, f"entries of {of} {id_}, which has none")
