"""Erasing an article: the identifiers of all that was in it stay, and nothing else does."""

# ruff: noqa: S608 - statements are put together from names of our own; values are always parameters

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from app.errors import NotFound
from app.store import acts, erased, removal
from app.store import tables as t
from app.store.erasing import indexes, traces
from app.store.saving import rows, signatures
from app.store.saving.comparing import Comparing

_STATEMENTS = "(SELECT id FROM statements WHERE article_id = :id)"
_CLAIMS = "(SELECT id FROM claims WHERE article_id = :id)"
_VERSIONS = f"(SELECT id FROM versions WHERE statement_id IN {_STATEMENTS})"
_ENTITIES = "(SELECT id FROM entities WHERE article_id = :id)"
_CAPTURES = "(SELECT id FROM captures WHERE article_id = :id)"
_WIPED = (
    *(f"claim_{of} WHERE claim_id IN {_CLAIMS}" for of in ("quantities", "glosses", "places", "readings")),
    f"claim_matches WHERE a_id IN {_CLAIMS} OR b_id IN {_CLAIMS}",
    "claims WHERE article_id = :id",
    *(f"statement_{of} WHERE statement_id IN {_STATEMENTS}" for of in ("places", "mentions")),
    f"statement_matches WHERE a_id IN {_STATEMENTS} OR b_id IN {_STATEMENTS}",
    f"readings WHERE statement_id IN {_STATEMENTS}",
    f"version_spans WHERE version_id IN {_VERSIONS}",
    f"versions WHERE statement_id IN {_STATEMENTS}",
    "statements WHERE article_id = :id",
    *(f"entity_{of} WHERE entity_id IN {_ENTITIES}" for of in ("aliases", "roles", "same_as")),
    "entities WHERE article_id = :id",
    "article_topics WHERE article_id = :id",
    "article_matches WHERE a_id = :id OR b_id = :id",
    f"paragraphs WHERE capture_id IN {_CAPTURES}",
    "captures WHERE article_id = :id",
)
"""What is deleted of an article, in an order in which nothing points at what is gone."""
_BANDED = {"claim": _CLAIMS, "statement": _STATEMENTS, "article": "(VALUES (:id))"}
_THESE = "(SELECT value FROM json_each(:ids))"
_THEIR_CLAIMS = f"(SELECT id FROM claims WHERE statement_id IN {_THESE})"
_THEIR_VERSIONS = f"(SELECT id FROM versions WHERE statement_id IN {_THESE})"
_STATEMENT_ROWS = (
    *(
        f"claim_{of} WHERE claim_id IN {_THEIR_CLAIMS}"
        for of in ("quantities", "glosses", "places", "readings")
    ),
    f"claim_matches WHERE a_id IN {_THEIR_CLAIMS} OR b_id IN {_THEIR_CLAIMS}",
    f"claims WHERE statement_id IN {_THESE}",
    *(f"statement_{of} WHERE statement_id IN {_THESE}" for of in ("places", "mentions")),
    f"statement_matches WHERE a_id IN {_THESE} OR b_id IN {_THESE}",
    f"readings WHERE statement_id IN {_THESE}",
    f"version_spans WHERE version_id IN {_THEIR_VERSIONS}",
    f"versions WHERE statement_id IN {_THESE}",
    f"statements WHERE id IN {_THESE}",
)
"""What is deleted of some statements, given by their row ids."""
_STATEMENT_BANDED = {"claim": _THEIR_CLAIMS, "statement": _THESE}
"""Whose bands go with some statements."""
_UNNAMED = """
    SELECT p.id, p.ident FROM speakers AS p WHERE p.state IN ('removed', 'withdrawn')
    AND p.id IN (SELECT value FROM json_each(:ids))
    AND NOT EXISTS (SELECT 1 FROM entities AS e WHERE e.speaker_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM versions AS v WHERE v.speaker_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM readings AS r WHERE r.speaker_id = p.id)
"""
_OUTLETS = "DELETE FROM outlets WHERE id NOT IN (SELECT outlet_id FROM articles WHERE outlet_id IS NOT NULL)"
_IDENTS = """
    SELECT ident FROM statements WHERE article_id = :id
    UNION ALL SELECT ident FROM claims WHERE article_id = :id
"""
_COPIES = """
    SELECT a.ident FROM article_matches AS m JOIN articles AS a ON a.id = iif(m.a_id = :id, m.b_id, m.a_id)
    WHERE :id IN (m.a_id, m.b_id) ORDER BY a.ident
"""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased."""

    ident: str
    statements: int = 0
    claims: int = 0
    speakers: int = 0
    articles: int = 0
    """Articles in which names and words were blacked out."""
    copies: tuple[str, ...] = ()
    """Articles that print much of the same, each to be erased by itself."""
    before: bool = False
    """Whether it was erased before: nothing was left to do in the tables."""


def of_address(db: Session, url: str) -> str | None:
    """The identifier of what was erased that stood at an address; None where nothing was."""
    return next(iter(erased.known(db, [erased.of("url", url)]).values()), None)


def erase_article(db: Session, ident: str, comparing: Comparing, now: datetime) -> Erased:
    """Erase an article from every table; what its database's files keep is for `compact`.

    Raises NotFound. An article that was removed is erased as well; one that was erased stays so.
    """
    article = db.exec(select(t.Article).where(t.Article.ident == ident)).first()
    if article is None:
        raise NotFound(f"There is no article {ident}.")
    if article.state == t.ERASED:
        return Erased(ident, before=True)
    copies = tuple(row.ident for row in rows.read(db, _COPIES, id=article.id))
    if article.state == t.LIVE:
        # What is derived from all articles is derived without it first.
        removal.remove(db, ident, erased.REASON, comparing, now)
    db.refresh(article)
    people = removal.cast(db, article.id) | _withdrawn(db, article.id)
    said = [row.ident for row in rows.read(db, _IDENTS, id=article.id)]
    statements = _count(db, "statements", article.id)
    _remember(db, article, now)
    with indexes.unguarded(db):
        places = traces.places(db, article.id)
        _wipe_bands(db, _BANDED, id=article.id)
        for each in _WIPED:
            db.connection().exec_driver_sql(f"DELETE FROM {each}", {"id": article.id})
        unnamed = rows.read(db, _UNNAMED, ids=rows.listed(people))
        wipe_speakers(db, [row.id for row in unnamed])
        traces.wipe(db, ident, places)
        _empty(db, article)
        db.connection().exec_driver_sql(_OUTLETS)
        traces.silence(db, [ident, *said, *(row.ident for row in unnamed)])
        indexes.sweep_vectors(db, comparing.matching.encoder)
    acts.record(db, now, None, "erased", ident)
    return Erased(ident, statements, len(said) - statements, len(unnamed), copies=copies)


def wipe_statements(db: Session, statements: Collection[int]) -> None:
    """Delete some statements, given by their row ids, with all that is kept of them."""
    values = {"ids": rows.listed(statements)}
    _wipe_bands(db, _STATEMENT_BANDED, **values)
    for each in _STATEMENT_ROWS:
        db.connection().exec_driver_sql(f"DELETE FROM {each}", values)


def wipe_speakers(db: Session, speakers: Collection[int]) -> None:
    """Delete speakers whom nothing names any more, with all that is kept of them."""
    values = {"ids": rows.listed(speakers)}
    these = "(SELECT value FROM json_each(:ids))"
    for each in (
        f"speaker_ties WHERE a_id IN {these} OR b_id IN {these}",
        f"speaker_blocks WHERE speaker_id IN {these}",
        f"speaker_aliases WHERE speaker_id IN {these}",
        f"statement_mentions WHERE speaker_id IN {these}",
    ):
        db.connection().exec_driver_sql(f"DELETE FROM {each}", values)
    alone = f"UPDATE speakers SET stands_for = id WHERE stands_for IN {these}"
    db.connection().exec_driver_sql(alone, values)
    db.connection().exec_driver_sql(f"DELETE FROM speakers WHERE id IN {these}", values)


def _wipe_bands(db: Session, banded: Mapping[str, str], **values: int | str) -> None:
    """Delete the bands of the claims, statements and articles that `banded` finds."""
    for of, found in banded.items():
        ids = [id_ for (id_,) in rows.tuples(db, f"SELECT * FROM {found}", **values)]
        signatures.keep(db, of, ids, {})


def _withdrawn(db: Session, article: int) -> frozenset[int]:
    """Speakers who were withdrawn, and whose names stand in a text of the article's."""
    texts = [
        row.text for row in rows.read(db, "SELECT text FROM captures WHERE article_id = :id", id=article)
    ]
    known = rows.read(db, "SELECT id, name FROM speakers WHERE state = 'withdrawn'")
    return frozenset(row.id for row in known if any(row.name in text for text in texts))


def _remember(db: Session, article: "t.Article", now: datetime) -> None:
    """Keep the digests by which the same article is known another time."""
    texts: Sequence[str] = [
        row.digest for row in rows.read(db, "SELECT digest FROM articles WHERE id = :id", id=article.id)
    ]
    # Of the text there is a digest already, which every equal text has.
    erased.forget(db, "text", texts, article.ident, now)
    if article.url is not None:
        erased.forget(db, "url", [article.url], article.ident, now)
    if article.file_name is not None:
        erased.forget(db, "file", [article.file_name], article.ident, now)
    erased.forget(db, "url", traces.addresses(db, article.id), article.ident, now)


def _empty(db: Session, article: "t.Article") -> None:
    sql = """
        UPDATE articles SET url = NULL, title = NULL, outlet_id = NULL, outlet_country = NULL,
            published = NULL, author = NULL, language = NULL, translated_from = NULL, file_name = NULL,
            digest = '', capture = 0, extractor = '', detected_language = NULL, state = 'erased'
        WHERE id = :id
    """
    db.connection().exec_driver_sql(sql, {"id": article.id})


def _count(db: Session, table: str, article: int) -> int:
    sql = f"SELECT count(*) AS found FROM {table} WHERE article_id = :id"
    return int(rows.read(db, sql, id=article)[0].found)
