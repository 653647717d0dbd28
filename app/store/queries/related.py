"""Words and names that are unusually frequent in the statements found, compared with the whole archive."""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from pyroaring import BitMap
from sqlmodel import Session, text

from app.store import search, spelling
from app.store.catalogue import choosing, hits
from app.store.catalogue.holdings import Holdings
from app.store.queries.filters import Filter
from app.store.queries.views import Related
from app.store.words import FUNCTION_WORDS, form_of

FOUND = 150
"""Statements looked at, the newest: more would cost more than they tell."""
LEAST = 5
"""Fewer statements tell nothing about what is usual in them."""
CANDIDATES = 16
"""Words whose statements are counted."""
MOST = 8
NAMES = 3
SURE = 6.63
"""Log-likelihood from which a frequency is hardly chance: once in a hundred."""

_HELD = text("SELECT word, articles FROM words WHERE word IN (SELECT value FROM json_each(:words))")
_WORDS = text(
    "SELECT id, words FROM versions WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id DESC"
)
_NAMED = text("""
    SELECT p.id, p.ident, p.name, count(*) AS here
    FROM versions AS v JOIN statement_mentions AS m ON m.statement_id = v.statement_id
    JOIN speakers AS n ON n.id = m.speaker_id JOIN speakers AS p ON p.id = n.stands_for
    WHERE v.id IN (SELECT value FROM json_each(:ids)) GROUP BY p.id HAVING here > 1
""")


def related(db: Session, wanted: Filter) -> tuple[Related, ...]:
    """Up to eight words or names that stand in the statements asked for far oftener than elsewhere."""
    if not wanted.q:
        return ()
    chosen = choosing.statements(db, wanted)
    newest = json.dumps(list(chosen.rows()[-FOUND:]))
    # One statement printed five times is one that has these words.
    found = {row.words: row.id for row in db.connection().execute(_WORDS, {"ids": newest})}
    if len(found) < LEAST:
        return ()
    total = len(chosen.shelf.live)
    ids = json.dumps(list(found.values()))
    names = _names(db, ids, len(found), chosen.holdings, wanted)[:NAMES]
    taken = [token for each in names for token in search.tokens(each.label)]
    taken += search.tokens(wanted.q)
    taken += [other for _, near in wanted.spellings for other in near]
    folded = {words: frozenset(search.tokens(words)) for words in found}
    counts = Counter(chain.from_iterable(folded.values()))
    likely = _likely(db, counts, len(chosen.holdings.articles.live), taken)
    scored = []
    shown = BitMap(found.values())
    for word in likely:
        # Stems are counted on both sides: "base" and "bases" are one word here, as in search.
        holding = hits.holding(db, chosen.shelf, word)
        here, everywhere = len(holding & shown), len(holding & chosen.shelf.live)
        score = likelihood(here, len(found), everywhere, total)
        if here < len(found):
            scored.append((score, word, (here, everywhere)))
    words = _apart(sorted(scored, reverse=True))[: MOST - len(names)]
    return (
        *names,
        *(Related(form_of(word, (each for each in found if word in folded[each]))) for word in words),
    )


def likelihood(here: int, found: int, everywhere: int, total: int) -> float:
    """Dunning's log-likelihood of `here` of `found` against the rest; 0 where it is not more than usual."""
    elsewhere, rest = max(everywhere - here, 0), max(total - found, 0)
    if not here or not rest or here / found <= elsewhere / rest:
        return 0.0
    share = (here + elsewhere) / (found + rest)

    def of(count: int, of_all: int) -> float:
        parts = ((count, of_all * share), (of_all - count, of_all * (1 - share)))
        return sum(seen * math.log(seen / expected) for seen, expected in parts if seen and expected)

    return 2 * (of(here, found) + of(elsewhere, rest))


def _names(db: Session, ids: str, found: int, holdings: Holdings, wanted: Filter) -> list[Related]:
    rows = db.connection().execute(_NAMED, {"ids": ids}).all()
    total, standing = len(holdings.statements.live), holdings.people.standing
    named = holdings.statements.bits.get("named", {})
    typed = set(search.tokens(wanted.q))

    def everywhere(speaker: int) -> int:
        linked = np.flatnonzero(standing == speaker).tolist()
        return sum(len(named[id_]) for id_ in linked if id_ in named)

    scored = [
        (likelihood(row.here, found, everywhere(row.id), total), row.name, row.ident)
        for row in rows
        if row.here < found and row.ident not in wanted.named and not typed & set(search.tokens(row.name))
    ]
    return [Related(name, ident) for score, name, ident in sorted(scored, reverse=True) if score >= SURE]


def _likely(db: Session, counts: Mapping[str, int], articles: int, taken: Sequence[str]) -> list[str]:
    """The words most worth counting: frequent here, in few articles of the archive."""
    often = [
        word
        for word, count in counts.items()
        if count > 1
        and word not in FUNCTION_WORDS
        and not any(spelling.inflected(word, other) for other in taken)
    ]
    held = {row.word: row.articles for row in db.connection().execute(_HELD, {"words": json.dumps(often)})}
    weight = {word: counts[word] * math.log((articles + 1) / held[word]) for word in often if word in held}
    return sorted(weight, key=lambda word: (-weight[word], word))[:CANDIDATES]


def _apart(scored: Sequence[tuple[float, str, tuple[int, int]]]) -> list[str]:
    """The words that are surely frequent, one of each stem."""
    kept: dict[tuple[str, tuple[int, int]], str] = {}
    for score, word, counted in scored:
        if score >= SURE:
            kept.setdefault((word[:3], counted), word)
    return list(kept.values())
