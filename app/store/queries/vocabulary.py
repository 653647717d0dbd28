"""Help from the archive's own words: near spellings, what was probably meant, how a word is printed."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import product

from sqlmodel import Session, text

from app.store import search, spelling
from app.store.catalogue import keeping, spelt
from app.store.catalogue.spelt import Vocabulary
from app.store.queries.filters import Filter
from app.store.words import form_of

WORDS = 4
"""Words of a query that near spellings are looked up for."""
SPELLINGS = 8
"""Near spellings of one word."""
_MEANT = 3
"""Words that were probably meant, tried for one that is unknown."""
_SHORTEST = 4
"""Letters of the words helped with: everything is near a shorter one."""

_PLAIN = re.compile(r"(?<![^\W_])[^\W_]+(?![^\W_]|\*)")
_QUOTED = re.compile(r'["“”„«»][^"“”„«»]*["“”„«»]')
_KNOWN = text("SELECT word FROM words WHERE word IN (SELECT value FROM json_each(:words))")
_ARTICLES = text("SELECT word, articles FROM words WHERE word IN (SELECT value FROM json_each(:words))")
_PRINTED = text(
    "SELECT v.words FROM versions AS v "
    "JOIN statements AS s ON s.id = v.statement_id AND s.state <> 'removed' "
    "WHERE v.id IN (SELECT rowid FROM versions_fts WHERE versions_fts MATCH :q LIMIT 5) "
    "UNION ALL SELECT coalesce(x.title, '') || ' ' || x.text FROM article_texts AS x "
    "JOIN articles AS a ON a.id = x.id AND a.state = 'live' "
    "WHERE x.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :q LIMIT 2)"
)


def widened(db: Session, wanted: Filter) -> Filter:
    """The filter with the near spellings that its words have in this archive, where it asks for them."""
    if wanted.match != "near":
        return wanted
    plain = _QUOTED.sub(" ", wanted.q)
    asked = dict.fromkeys(word for found in _PLAIN.findall(plain) for word in search.tokens(found))
    asked_words = [word for word in asked if len(word) >= _SHORTEST and word.isalpha()][:WORDS]
    near = _near(db, asked_words)
    return replace(wanted, spellings=tuple((word, near[word]) for word in asked_words if near[word]))


def meant(db: Session, q: str) -> tuple[str, ...]:
    """`q` with its unknown words put right, likeliest first; nothing where every word is known.

    Whether that finds anything is for the caller to see.
    """
    asked = [(found.start(), found.end(), search.tokens(found[0])) for found in _PLAIN.finditer(q)]
    places = [
        (start, end, folded[0])
        for start, end, folded in asked
        if len(folded) == 1 and len(folded[0]) >= _SHORTEST and folded[0].isalpha()
    ]
    known = _known(db, [word for _, _, word in places])
    places = [place for place in places if place[2] not in known][:WORDS]
    near = _near(db, [word for _, _, word in places])
    places = [place for place in places if near[place[2]]]
    if not places:
        return ()
    choices = [near[word][: _MEANT if len(places) == 1 else 2] for _, _, word in places[:2]]
    return tuple(_put(q, list(zip(places, chosen, strict=False)), db) for chosen in product(*choices))[
        :_MEANT
    ]


def printed(db: Session, words: Iterable[str]) -> dict[str, str]:
    """Each folded word as the archive prints it: small where it ever is, else in its commonest form."""

    def form(word: str, match: str) -> str:
        return form_of(word, db.connection().scalars(_PRINTED, {"q": match}))

    known = keeping.current(db)
    return {
        word: known.lately(("printed", word), partial(form, word, asked.match))
        for word in words
        if (asked := search.query(word, "exact"))
    }


def _put(q: str, changes: Sequence[tuple[tuple[int, int, str], str]], db: Session) -> str:
    forms = printed(db, [word for _, word in changes])
    for (start, end, _), word in reversed(changes):
        q = q[:start] + forms.get(word, word) + q[end:]
    return q


def _known(db: Session, words: Sequence[str]) -> set[str]:
    return set(db.connection().scalars(_KNOWN, {"words": json.dumps(list(words))})) if words else set()


def _near(db: Session, words: Sequence[str]) -> defaultdict[str, tuple[str, ...]]:
    """By word, its near spellings in the archive that search does not find with it anyway."""
    near: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    if not words:
        return near
    vocabulary, known = spelt.of(db), _known(db, words)
    for word in words:
        # A page asks for the same several times, and so does the next one.
        look = partial(_near_to, db, vocabulary, word, wide=word not in known)
        near[word] = keeping.current(db).lately(("near", word), look)
    return near


def _near_to(db: Session, vocabulary: Vocabulary, word: str, *, wide: bool) -> tuple[str, ...]:
    """The near spellings of one word, which is `wide` where it is not printed itself."""
    others = vocabulary.near(word, spelling.farthest(word, wide=wide))
    found = spelling.nearest(word, others, wide=wide)
    apart = [each for each in found if wide or not spelling.inflected(each[1], word)]
    return _by_frequency(db, apart)[:SPELLINGS]


def _by_frequency(db: Session, near: Sequence[tuple[float, str]]) -> tuple[str, ...]:
    """Near words, the likeliest first: what is printed more often is meant more often."""
    told = json.dumps([word for _, word in near])
    articles = {row.word: row.articles for row in db.connection().execute(_ARTICLES, {"words": told})}
    scored = [
        (distance - min(articles[word], 1000) / 2000, word) for distance, word in near if word in articles
    ]
    return tuple(word for _, word in sorted(scored))
