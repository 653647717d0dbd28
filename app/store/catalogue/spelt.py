"""The words that articles print, kept so that those spelt nearly as another are found at once.

Comparing a word with each of half a million takes longer than a page may. But two words that are a few
letters apart are made of nearly the same letters, and which letters a word has is one number.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from sqlmodel import Session, text

from app.store import spelling
from app.store.catalogue import keeping
from app.store.catalogue.bitmaps import Numbers
from app.store.words import words_of

LONGER = 2
"""Letters that a near spelling may have more, or fewer."""
AGAIN = 500
"""Articles whose words are read where they changed; with more, all words are."""
_LATIN, _OTHERS = 26, 6
"""Bits for the letters from a to z, and for all others together."""
_CHUNK = 1 << 16

_ALL = text("SELECT length(word) AS letters, group_concat(word, '') AS words FROM words GROUP BY 1")
_CHANGED = text("""
    SELECT coalesce(x.title, '') || char(10) || x.text AS printed
    FROM changes AS c JOIN article_texts AS x ON x.id = c.id
    WHERE c.kind = 'article' AND c.seq > :seq LIMIT :most
""")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words printed up to one moment; some may be printed no longer."""

    seq: int
    """The change up to which they were read."""
    words: Mapping[int, tuple[str, Numbers]]
    """By number of letters, the words one after the other, and the letters of each."""
    added: frozenset[str] = frozenset()
    """Those of articles that changed since `words` were read."""

    def near(self, word: str, farthest: int) -> list[str]:
        """All words that are at most `farthest` letters from `word` or sound the same; some others, too."""
        mine, found = int(_letters(word, len(word))[0]), list(self.added)
        for length, (words, letters) in self.words.items():
            longer = abs(length - len(word))
            if longer > LONGER:
                continue
            differing = letters ^ np.uint32(mine)
            # A letter more or fewer changes the letters by one, one for another by two.
            apart = np.bitwise_count(differing) + longer
            sounding = (apart <= 2 * spelling.FARTHEST) & (differing & _LASTING == 0)
            some = np.flatnonzero((apart <= 2 * farthest) | sounding)
            found += [words[at : at + length] for at in (some * length).tolist()]
        return found


def of(db: Session) -> Vocabulary:
    """The words that `db` sees, and perhaps some that are no longer printed, or not yet."""
    catalogue, seq = keeping.catalogue(db), keeping.current(db).seq
    known = catalogue.vocabulary
    if known is not None and known.seq >= seq:
        return known
    made = _brought(db, known, seq) if known else None
    if made is None:
        found = db.connection().execute(_ALL).all()
        made = Vocabulary(seq, {row.letters: (row.words, _letters(row.words, row.letters)) for row in found})
    if catalogue.remembered is not None:
        catalogue.vocabulary = made
    return made


def _brought(db: Session, known: Vocabulary, seq: int) -> Vocabulary | None:
    """What is known with the words of articles that changed since; None where those are many."""
    found = db.connection().scalars(_CHANGED, {"seq": known.seq, "most": AGAIN + 1}).all()
    if len(found) > AGAIN:
        return None
    return Vocabulary(seq, known.words, known.added.union(*map(words_of, found)))


def _letters(words: str, length: int) -> Numbers:
    """The letters of each of the words, so long each, as bits."""
    made = [np.zeros(0, np.uint32)]
    for start in range(0, len(words), _CHUNK * length):
        part = words[start : start + _CHUNK * length].encode("utf-32-le")
        codes = np.frombuffer(part, "<u4").reshape(-1, length)
        latin = codes - np.uint32(ord("a"))
        places = np.where(latin < _LATIN, latin, _LATIN + codes % _OTHERS)
        made.append(np.bitwise_or.reduce(np.uint32(1) << places, axis=1))
    return np.concatenate(made)


_LASTING = _letters(spelling.LASTING, len(spelling.LASTING))[0]
