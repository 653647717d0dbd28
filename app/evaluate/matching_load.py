"""What matching costs as an archive grows: time a statement, size of the database, memory.

The statements are made up: words drawn by Zipf's law, stock phrases that thousands share, true copies and
clipped ones among them; the same sizes make the same ones. Their vectors are made up too, near one another
where words are alike: what the encoder takes by itself is measured apart.
"""

import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sqlalchemy import Engine, text
from sqlmodel import Session

from app.settings import place
from app.store import engine
from app.store.saving import matches

_SEED, _VOCABULARY, _SPEAKERS, _STOCK = 11, 30_000, 5_000, 40
_AN_ARTICLE = 20
"""Statements of one article."""
_AT_ONCE = 100
"""Articles of one transaction."""
_WIDTH, _COMMON = 384, 300
_ROWS = {
    "identifiers": "ident, kind",
    "articles": "id, ident, digest, capture, extractor, added",
    "captures": "id, article_id, number, text, digest, captured, extractor",
    "speakers": "id, ident, key, name, kind, state, stands_for",
    "entities": "article_id, number, name, kind, speaker_id, rule, reasons",
    "statements": "id, ident, article_id, version, position, state, rule, confidence, reasons",
    "versions": "id, statement_id, number, capture_id, kind, speaker_id, words, created",
    "version_spans": 'version_id, part, position, start, "end", paragraph',
}
_NOW = "2024-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Load:
    """What matching costs at one size of the archive."""

    statements: int
    """In the archive, all matched with one another."""
    seconds: float
    """Of processor time since it was empty, made-up vectors in place of the encoder's."""
    each: float
    """Milliseconds of processor time a statement, over those added since the size before."""
    matches: int
    megabytes: float
    """Of the database, everything in it."""
    memory: float
    """Megabytes of memory, the most so far."""


def measure(
    sizes: Sequence[int], matching: matches.Matching, told: Callable[[Load], None]
) -> tuple[Load, ...]:
    """Grow one archive to each of `sizes` statements in turn and tell what matching cost on the way."""
    loads: list[Load] = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "load.db"
        engine.migrate(path, place("migrations"))
        written = engine.writer(path)
        matching = replace(matching, encoder="made up", encode=_Vectors().of)
        spent, had, words = 0.0, 0, _statements(max(sizes) + _AN_ARTICLE)
        for size in sorted(sizes):
            before = spent
            while had < size:
                with Session(written) as db, db.begin():
                    first = had // _AN_ARTICLE
                    articles = range(first, min(first + _AT_ONCE, -(-size // _AN_ARTICLE)))
                    for article in articles:
                        _add(db, article + 1, [next(words) for _ in range(_AN_ARTICLE)])
                    begun = time.process_time()
                    for article in articles:
                        matches.save(db, [article + 1], matching)
                    spent += time.process_time() - begun
                had += len(articles) * _AN_ARTICLE
            added = size - (loads[-1].statements if loads else 0)
            loads.append(_load(written, size, spent, (spent - before) / added))
            told(loads[-1])
        written.dispose()
    return tuple(loads)


def encoding(encode: Callable[[str], bytes], words: int = 20, rounds: int = 50) -> float:
    """Milliseconds of processor time that the encoder takes for a statement of so many words."""
    passages = [" ".join(f"word{i} said" for i in range(n, n + words // 2)) for n in range(rounds + 1)]
    encode(passages[0])
    begun = time.process_time()
    for passage in passages[1:]:
        encode(passage)
    return (time.process_time() - begun) * 1000 / rounds


def _load(written: Engine, size: int, spent: float, each: float) -> Load:
    with Session(written) as db:
        found = int(db.connection().execute(text("SELECT count(*) FROM statement_matches")).scalar_one())
        pages = db.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        page = db.connection().exec_driver_sql("PRAGMA page_size").scalar_one()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Load(size, spent, each * 1000, found, pages * page / 2**20, most)


def _statements(count: int) -> Iterator[tuple[str, int]]:
    """The words and the speaker of so many statements.

    Three of a hundred are stock phrases, seven another's words, and three a part of them.
    """
    chance = random.Random(_SEED)  # noqa: S311 - made-up words are no secret
    weights = list(accumulate(1 / (rank + 2) for rank in range(_VOCABULARY)))

    def new(shortest: int, longest: int) -> str:
        length = chance.randint(shortest, longest)
        return " ".join(_word(i) for i in chance.choices(range(_VOCABULARY), cum_weights=weights, k=length))

    stock = [new(5, 9) for _ in range(_STOCK)]
    made: list[tuple[str, int]] = []
    for _ in range(count):
        kind, speaker = chance.random(), min(int(chance.paretovariate(0.7)), _SPEAKERS)
        one = (new(8, 35), speaker)
        if kind < 0.03:
            one = (chance.choice(stock), speaker)
        elif kind < 0.13 and made:
            words, speaker = chance.choice(made)
            split = words.split()
            one = (words if kind < 0.1 else " ".join(split[: max(6, len(split) * 2 // 3)]), speaker)
        made.append(one)
        yield one


def _word(number: int) -> str:
    letters = ""
    while True:
        number, rest = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[rest] + "aeiou"[(rest + number) % 5]
        if not number:
            return letters + "n"


class _Vectors:
    """Vectors made up from words: the sum of one that each word has by chance, common words left out."""

    def __init__(self) -> None:
        chance = np.random.RandomState(_SEED)
        self._table = chance.randint(-9, 10, (_VOCABULARY, _WIDTH)).astype(np.int16)
        self._number = {_word(number): number for number in range(_COMMON, _VOCABULARY)}

    def of(self, words: str) -> bytes:
        """The vector of some words."""
        rows = [self._number[word] for word in words.split() if word in self._number] or [0]
        total = self._table[rows].sum(axis=0)
        return bytes((total * 127 // max(1, int(np.abs(total).max()))).astype(np.int8).tobytes())


def _add(db: Session, article: int, said: Sequence[tuple[str, int]]) -> None:
    """Put an article's statements into the database as saving does, many times as fast."""
    words = "\n".join(one for one, _ in said)
    _insert(db, "identifiers", [(f"a{article}", "article")])
    _insert(db, "articles", [(article, f"a{article}", f"{article}", 1, "made-up", _NOW)])
    _insert(db, "captures", [(article, article, 1, words, f"{article}", _NOW, "made-up")])
    start = 0
    for position, (one, speaker) in enumerate(said):
        id_ = (article - 1) * _AN_ARTICLE + position + 1
        name = f"{_word(speaker)} {_word(speaker * 7 + 1)}".title()
        if (
            not db.connection()
            .execute(text("SELECT 1 FROM speakers WHERE id = :id"), {"id": speaker})
            .first()
        ):
            _insert(db, "identifiers", [(f"p{speaker}", "speaker")])
            _insert(db, "speakers", [(speaker, f"p{speaker}", name, name, "person", "live", speaker)])
        _insert(db, "identifiers", [(f"s{id_}", "statement")])
        _insert(db, "entities", [(article, position, name, "person", speaker, "made-up", "[]")])
        _insert(db, "statements", [(id_, f"s{id_}", article, 1, position, "live", "made-up", 1.0, "[]")])
        _insert(db, "versions", [(id_, id_, 1, article, "direct", speaker, one, _NOW)])
        _insert(db, "version_spans", [(id_, "content", 0, start, start + len(one), position)])
        start += len(one) + 1


def _insert(db: Session, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * len(rows[0]))
    sql = f"INSERT INTO {table} ({_ROWS[table]}) VALUES ({marks})"  # noqa: S608 - names of our own
    db.connection().exec_driver_sql(sql, list(rows))
