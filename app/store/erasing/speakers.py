"""Erasing a speaker: what they said goes, and every printed form of their names is blacked out in place."""

# ruff: noqa: S608 - statements are put together from names of our own; values are always parameters

import hashlib
import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, String, Table
from sqlmodel import AutoString, Session, select

from app.errors import NotFound
from app.records import Span
from app.store import acts, erased, identifiers
from app.store import tables as t
from app.store.erasing import indexes, traces
from app.store.erasing.articles import Erased, wipe_speakers, wipe_statements
from app.store.erasing.masking import LONG, Mask, blacked, folded
from app.store.saving import articles, matches, rows, speakers, words
from app.store.saving.comparing import Comparing
from app.store.saving.spans import joined

_FORMS = """
    SELECT e.name FROM entities AS e WHERE e.speaker_id IN (SELECT value FROM json_each(:ids))
    UNION SELECT n.name FROM entities AS e JOIN entity_aliases AS n ON n.entity_id = e.id
    WHERE e.speaker_id IN (SELECT value FROM json_each(:ids))
    UNION SELECT name FROM speaker_aliases WHERE speaker_id IN (SELECT value FROM json_each(:ids))
    UNION SELECT name FROM speakers WHERE id IN (SELECT value FROM json_each(:ids))
"""
_STATEMENTS = """
    SELECT s.id, s.ident, s.article_id FROM statements AS s
    JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    WHERE v.speaker_id IN (SELECT value FROM json_each(:ids))
"""
_SPANS = """
    SELECT v.capture_id, x.version_id, x.start, x.end FROM versions AS v
    JOIN version_spans AS x ON x.version_id = v.id AND x.part = 'content'
    WHERE v.statement_id IN (SELECT value FROM json_each(:ids)) ORDER BY x.version_id, x.position
"""
_NAMING = """
    SELECT article_id FROM entities WHERE speaker_id IN (SELECT value FROM json_each(:ids))
    UNION SELECT s.article_id FROM statements AS s JOIN versions AS v ON v.statement_id = s.id
    WHERE v.speaker_id IN (SELECT value FROM json_each(:ids))
"""
_TEXTS = """
    SELECT k.article_id, coalesce(a.title, '') || char(10) || coalesce(a.url, '')
        || char(10) || k.text AS text
    FROM captures AS k JOIN articles AS a ON a.id = k.article_id
"""
_READ_AT = """
    SELECT place FROM origins UNION SELECT place FROM outcomes UNION SELECT url FROM fetches
    UNION SELECT url FROM watched_pages UNION SELECT url FROM watched_feeds
"""
_VERSIONS = """
    SELECT v.id, v.words, v.capture_id FROM versions AS v JOIN captures AS k ON k.id = v.capture_id
    WHERE k.article_id = :id
"""
_CONTENT = """
    SELECT start, end FROM version_spans WHERE version_id = :id AND part = 'content' ORDER BY position
"""
_PRINTED = {
    "claims": "SELECT c.id, c.capture_id, c.start, c.end FROM claims AS c WHERE c.article_id = :id",
    "entity_roles": "SELECT r.rowid AS id, k.id AS capture_id, r.start, r.end FROM entity_roles AS r "
    "JOIN entities AS e ON e.id = r.entity_id JOIN articles AS a ON a.id = e.article_id "
    "JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture WHERE a.id = :id",
}
_KEPT = {"captures", "versions", "editors", "editor_sessions", "erasures", "identifiers", "redirects"}
"""Tables that hold no prose of their own, or whose prose is cut from the captures' text."""
_ARTICLES = "(SELECT value FROM json_each(:articles))"
_SAID = f"SELECT ident FROM statements WHERE article_id IN {_ARTICLES}"
_OWNERS = (
    ("article_id", _ARTICLES[1:-1]),
    ("statement_id", f"SELECT id FROM statements WHERE article_id IN {_ARTICLES}"),
    ("claim_id", f"SELECT id FROM claims WHERE article_id IN {_ARTICLES}"),
    ("entity_id", f"SELECT id FROM entities WHERE article_id IN {_ARTICLES}"),
    ("subject", f"{_SAID} UNION SELECT ident FROM claims WHERE article_id IN {_ARTICLES}"),
)
"""By which columns a row belongs to an article."""
_PEOPLE = f"""
    SELECT p.id, p.ident, p.key FROM speakers AS p
    WHERE p.id IN (SELECT speaker_id FROM entities WHERE article_id IN {_ARTICLES})
"""


def erase_speaker(db: Session, ident: str, comparing: Comparing, now: datetime) -> Erased:
    """Erase a speaker, with all that are joined to them, from every table.

    The articles that name them stay, with the names and words blacked out, and are not read again. Raises
    NotFound.
    """
    one = db.exec(select(t.Speaker).where(t.Speaker.ident == ident)).first()
    if one is None:
        if erased_before(db, ident):
            return Erased(ident, before=True)
        raise NotFound(f"There is no speaker {ident}.")
    group = db.exec(select(t.Speaker).where(t.Speaker.stands_for == (one.stands_for or one.id))).all()
    ids, idents = [each.id for each in group], [each.ident for each in group]
    keys = [each.key for each in group]
    named = rows.listed(ids)
    forms = [row.name for row in rows.read(db, _FORMS, ids=named)]
    said = rows.read(db, _STATEMENTS, ids=named)
    spans = rows.read(db, _SPANS, ids=rows.listed(row.id for row in said))
    texts = {row.capture_id: "" for row in spans}
    for capture in texts:
        texts[capture] = rows.read(db, "SELECT text FROM captures WHERE id = :id", id=capture)[0].text
    pieces = {texts[row.capture_id][row.start : row.end] for row in spans}
    everywhere = Mask([*(form for form in forms if len(folded(form)) > 1), *_long(pieces)])
    here = Mask(_together(forms, pieces), [*forms, *(folded(form)[-1] for form in forms if folded(form))])
    touched = {row.article_id for row in rows.read(db, _NAMING, ids=named)} | _printing(db, everywhere)
    claims = [
        row.ident
        for row in rows.read(
            db,
            "SELECT ident FROM claims WHERE statement_id IN (SELECT value FROM json_each(:ids))",
            ids=rows.listed(row.id for row in said),
        )
    ]
    gone = [*idents, *(row.ident for row in said), *claims]
    _remember(db, touched, keys, ident, now)
    had = {id_: words.of(db, db.get(t.Article, id_)) for id_ in touched}
    with indexes.unguarded(db):
        _black_out(db, touched, here, {(row.capture_id, row.start, row.end) for row in spans})
        wipe_statements(db, [row.id for row in said])
        for sql in (
            "DELETE FROM entities WHERE speaker_id IN (SELECT value FROM json_each(:ids))",
            "UPDATE versions SET speaker_id = NULL WHERE speaker_id IN (SELECT value FROM json_each(:ids))",
            "UPDATE readings SET speaker_id = NULL WHERE speaker_id IN (SELECT value FROM json_each(:ids))",
        ):
            db.connection().exec_driver_sql(sql, {"ids": named})
        wipe_speakers(db, ids)
        _cut_again(db, touched)
        read_at = [row.place for row in rows.read(db, _READ_AT)]
        traces.wipe(db, ident, [place for place in read_at if everywhere(place) != place])
        _sweep(db, everywhere, None)
        _sweep(db, here, touched)
        _rename_keys(db, touched, Mask(forms))
        traces.silence(db, gone)
        traces.hush(db, touched, idents)
        indexes.sweep_vectors(db, comparing.matching.encoder)
    for each in gone:
        if identifiers.standing_tombstone(db, each) is None:
            identifiers.withdraw(db, each, erased.REASON, now)
    db.flush()
    db.expire_all()
    for id_ in sorted(touched):
        words.keep(db, had[id_], words.of(db, db.get(t.Article, id_)))
    _derive(db, touched, comparing, now)
    indexes.sweep_vectors(db, comparing.matching.encoder)
    acts.record(db, now, None, "erased", ident)
    return Erased(ident, len(said), len(claims), len(group), articles=len(touched))


def erased_before(db: Session, ident: str) -> bool:
    """Whether a speaker of this identifier was erased."""
    grave = identifiers.standing_tombstone(db, ident)
    return grave is not None and grave.reason == erased.REASON


def _long(pieces: Collection[str]) -> list[str]:
    return [piece for piece in pieces if len(folded(piece)) >= LONG]


def _together(forms: Sequence[str], pieces: Collection[str]) -> list[str]:
    return [*(form for form in forms if len(folded(form)) > 1), *_long(pieces)]


def _printing(db: Session, mask: Mask) -> set[int]:
    """The articles in a text or title of which any of it stands."""
    found = db.connection().exec_driver_sql(_TEXTS)
    return {row.article_id for row in found if next(mask.spans(row.text), None) is not None}


def _remember(db: Session, touched: Collection[int], keys: Sequence[str], ident: str, now: datetime) -> None:
    """Keep by digests that these articles are not to be read again, and who the speaker was."""
    for id_ in sorted(touched):
        article = db.get(t.Article, id_)
        assert article is not None
        erased.forget(db, "text", [article.digest], article.ident, now)
        if article.url is not None:
            erased.forget(db, "url", [article.url], article.ident, now)
        elif article.file_name is not None:
            erased.forget(db, "file", [article.file_name], article.ident, now)
        erased.forget(db, "url", traces.addresses(db, id_), article.ident, now)
    erased.forget(db, "speaker", keys, ident, now)


def _black_out(
    db: Session, touched: Collection[int], mask: Mask, said: Collection[tuple[int, int, int]]
) -> None:
    for id_ in touched:
        for row in rows.read(db, "SELECT id, text FROM captures WHERE article_id = :id", id=id_):
            own = [Span(start, end) for capture, start, end in said if capture == row.id]
            text = blacked(row.text, [*own, *mask.spans(row.text)])
            digest = hashlib.sha256(text.encode()).hexdigest()
            rows.write(db, "UPDATE captures SET text = ?, digest = ? WHERE id = ?", [(text, digest, row.id)])
        article = db.get(t.Article, id_)
        assert article is not None
        db.refresh(article)
        text = articles.current_capture(db, article).text if article.capture else ""
        article.digest = articles.digest(text)
        for name in ("url", "file_name"):
            if (held := getattr(article, name)) and mask(held) != held:
                setattr(article, name, None)
        places = [place for place in traces.places(db, id_) if mask(place) != place]
        if places:
            traces.wipe(db, article.ident, places)
        db.add(article)
        db.flush()


def _cut_again(db: Session, touched: Collection[int]) -> None:
    """Cut the words of all that is left from the texts as they are now."""
    for id_ in touched:
        found = rows.read(db, "SELECT id, text FROM captures WHERE article_id = :id", id=id_)
        texts = {row.id: row.text for row in found}
        for version in rows.read(db, _VERSIONS, id=id_):
            spans = [Span(row.start, row.end) for row in rows.read(db, _CONTENT, id=version.id)]
            if spans and (fresh := joined(texts[version.capture_id], spans)) != version.words:
                rows.write(db, "UPDATE versions SET words = ? WHERE id = ?", [(fresh, version.id)])
        for table, sql in _PRINTED.items():
            cut = [(texts[row.capture_id][row.start : row.end], row.id) for row in rows.read(db, sql, id=id_)]
            rows.write(db, f"UPDATE {table} SET words = ? WHERE rowid = ?", cut)


def _sweep(db: Session, mask: Mask, within: Collection[int] | None) -> None:
    """Black out what is left of it in every text of every table: of some articles, or of all."""
    values = {} if within is None else {"articles": rows.listed(within)}
    for table in t.metadata.sorted_tables:
        owner = "TRUE" if within is None else _owned(table)
        if table.name in _KEPT or owner is None:
            continue
        for column in table.columns:
            if (
                isinstance(column.type, String | AutoString | JSON)
                and column.name != "ident"
                and not column.foreign_keys
            ):
                _sweep_column(db, mask, column, owner, values)


def _owned(table: Table) -> str | None:
    """The condition on rows of a table that they are of some articles; None where none are."""
    if table.name == "articles":
        return f"id IN {_ARTICLES}"
    return next((f"{name} IN ({sql})" for name, sql in _OWNERS if name in table.columns), None)


def _sweep_column(db: Session, mask: Mask, column: Column[Any], owner: str, values: dict[str, str]) -> None:
    table, name = column.table.name, column.name
    keys = [f'"{key.name}"' for key in column.table.primary_key]
    sql = f'SELECT "{name}", {", ".join(keys)} FROM {table} WHERE "{name}" IS NOT NULL AND {owner}'
    found = db.connection().exec_driver_sql(sql, values).all()
    changed = [
        (fresh, *row[1:])
        for row in found
        if isinstance(row[0], str)
        and (fresh := _masked(mask, row[0], json_=isinstance(column.type, JSON))) != row[0]
    ]
    where = " AND ".join(f"{key} = ?" for key in keys)
    if column.primary_key:
        rows.write(db, f"DELETE FROM {table} WHERE {where}", [row[1:] for row in changed])
        return
    if column.unique:
        # Two that are blacked out alike would be one.
        changed = [(f"{fresh} {key}", key) for fresh, key in changed]
    rows.write(db, f'UPDATE {table} SET "{name}" = ? WHERE {where}', changed)


def _rename_keys(db: Session, touched: Collection[int], mask: Mask) -> None:
    """Let the keys of others, which are made of names, hold none of these."""
    people = rows.read(db, _PEOPLE, articles=rows.listed(touched))
    fresh = [(f"erased:{row.ident}", row.id) for row in people if mask(row.key) != row.key]
    rows.write(db, "UPDATE speakers SET key = ? WHERE id = ?", fresh)


def _masked(mask: Mask, held: str, *, json_: bool) -> str:
    if not json_:
        return mask(held)
    value = json.loads(held)
    fresh = mask.value(value)
    return held if fresh == value else json.dumps(fresh)


def _derive(db: Session, touched: Collection[int], comparing: Comparing, now: datetime) -> None:
    """Derive anew what stands of everybody and everything in the articles."""
    people = {row.id for row in rows.read(db, _PEOPLE, articles=rows.listed(touched))}
    moved = speakers.settle(db, people, comparing.profile, comparing.joining, now)
    for id_ in sorted(touched):
        matches.save(db, [id_], comparing.matching, moved)
    db.flush()
