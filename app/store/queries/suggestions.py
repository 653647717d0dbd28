"""What a reader may be about to type: names, outlets, topics and words that are in the archive.

Every statement looks at a bounded number of rows, whatever is typed.
"""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from sqlmodel import Session, text

from app.store import search
from app.store.catalogue import hits, keeping, speaking
from app.store.catalogue.shelf import Shelf
from app.store.queries import rows
from app.store.queries.speakers import NEWEST_ROLE
from app.store.queries.views import Counted, NamedSpeaker
from app.store.words import FUNCTION_WORDS

CANDIDATES = 150
"""Names looked at where more begin so, those met first in the archive."""
NAMES = 20_000
"""Outlets or topics looked at."""

_BEGUN = text(f"""
    SELECT w.stands_for AS id, min(n.name) AS alias
    FROM (SELECT rowid AS hit FROM speaker_names_fts WHERE speaker_names_fts MATCH :q LIMIT {CANDIDATES})
    JOIN speaker_aliases AS n ON n.id = hit JOIN speakers AS w ON w.id = n.speaker_id
    GROUP BY w.stands_for
""")
_SPEAKERS = f"""
    SELECT p.id, {rows.SPEAKER}, ({NEWEST_ROLE}) AS role FROM speakers AS p
    WHERE p.id IN (SELECT value FROM json_each(:ids))
"""
_WORDS = text("""
    SELECT word FROM words WHERE word >= :begun AND word < :end ORDER BY articles DESC, word LIMIT :limit
""")


def speakers(db: Session, q: str, limit: int) -> tuple[NamedSpeaker, ...]:
    """Speakers with a name in which every word of `q` begins a word; who says most comes first."""
    begun = search.beginnings(q)
    if not begun:
        return ()
    said = speaking.statements(keeping.current(db))
    aliases = {row.id: row.alias for row in db.connection().execute(_BEGUN, {"q": begun}) if said[row.id]}
    ids = sorted(aliases, key=lambda id_: (-said[id_], id_))[:limit]
    found = {row.id: row for row in rows.fetch(db, _SPEAKERS, ids)}
    return tuple(
        NamedSpeaker(rows.speaker_of(row), aliases[row.id], row.role, int(said[row.id]))
        for row in (found[id_] for id_ in ids)
    )


def outlets(db: Session, q: str, limit: int) -> tuple[Counted, ...]:
    """Outlets with such a name, and their statements."""
    return _named(keeping.current(db).statements, "outlet", q)[:limit]


def topics(db: Session, q: str, limit: int) -> tuple[Counted, ...]:
    """Topics of articles with such a name, and the statements in those articles."""
    return _named(keeping.current(db).statements, "topic", q)[:limit]


def countries(db: Session, codes: Sequence[str]) -> tuple[Counted, ...]:
    """Those of the countries that claims are about, and how many."""
    return _counted(keeping.current(db).claims, "about", codes)


def words(db: Session, begun: str, limit: int) -> tuple[str, ...]:
    """The most printed words of the archive that begin with these letters, folded."""
    folded = search.tokens(begun)
    if not folded:
        return ()
    last = folded[-1]
    span = {"begun": last, "end": last + "\U0010ffff", "limit": limit + len(FUNCTION_WORDS)}
    found = db.connection().scalars(_WORDS, span)
    return tuple(word for word in found if word not in FUNCTION_WORDS)[:limit]


def articles_holding(db: Session, q: str) -> int:
    """In how many articles all words of `q` stand."""
    articles = keeping.current(db).articles
    return hits.holding(db, articles, q).intersection_cardinality(articles.live)


def begun_by(q: str, names: Iterable[str]) -> list[str]:
    """The names in which every word of `q` begins a word, case and diacritics folded."""
    typed = search.tokens(q)
    return [
        name
        for name in names
        if typed and all(any(word.startswith(part) for word in _folded(name)) for part in typed)
    ]


@lru_cache(maxsize=NAMES)
def _folded(name: str) -> tuple[str, ...]:
    """The words of a name: the same names are looked at with every letter typed."""
    return tuple(search.tokens(name))


def _named(shelf: Shelf, facet: str, q: str) -> tuple[Counted, ...]:
    """The values of a facet that begin as typed."""
    return _counted(shelf, facet, begun_by(q, islice(map(str, shelf.bits.get(facet, {})), NAMES)))


def _counted(shelf: Shelf, facet: str, values: Iterable[str]) -> tuple[Counted, ...]:
    """These values of a facet with their rows, the most first."""
    held = shelf.bits.get(facet, {})
    found = [Counted(value, len(held[value])) for value in values if value in held]
    return tuple(sorted(found, key=lambda each: (-each.count, each.value)))
