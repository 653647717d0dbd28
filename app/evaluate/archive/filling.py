"""A fresh database filled with a made-up archive: rows by the thousand, indexes and full text after them."""

# ruff: noqa: E501 - long lines are lists of words, of columns

# ruff: noqa: S608 - statements are put together from names of our own; values are always parameters

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from app.evaluate.archive import articles, bands, editions
from app.evaluate.archive.draws import Draws
from app.evaluate.archive.rows import A_RUN, Book, moment
from app.evaluate.archive.sorting import BAND, VECTOR, Sorted
from app.extract.version import EXTRACTOR, VERSION
from app.settings import place
from app.store import engine
from app.store.saving.bands import laid, pairs
from app.store.saving.signatures import packed
from app.store.saving.vectors import digest_of

COLUMNS = {
    "identifiers": "ident, kind",
    "outlets": "id, name",
    "articles": "id, ident, url, title, outlet_id, outlet_country, published, author, language, translated_from, "
    "file_name, digest, capture, extractor, added, detected_language",
    "article_topics": "article_id, topic",
    "captures": "id, article_id, number, text, digest, captured, extractor",
    "paragraphs": 'capture_id, number, start, "end", role',
    "speakers": "id, ident, key, name, kind, country, state, stands_for",
    "speaker_aliases": "speaker_id, name",
    "speaker_blocks": "block, speaker_id",
    "speaker_ties": "a_id, b_id, same, rule, reasons",
    "redirects": "old, new, reason, moved",
    "entities": "id, article_id, number, name, kind, home, home_start, home_end, home_rule, speaker_id, rule, reasons",
    "entity_aliases": "entity_id, name",
    "entity_roles": 'entity_id, position, words, start, "end"',
    "entity_same_as": "entity_id, url",
    "statements": "id, ident, article_id, version, position, state, rule, confidence, reasons, said_first, said_last, "
    "said_start, said_end, said_rule, review",
    "versions": "id, statement_id, number, capture_id, kind, speaker_id, words, created",
    "version_spans": 'version_id, part, position, start, "end", paragraph',
    "statement_places": 'statement_id, code, start, "end", rule, kind',
    "statement_mentions": 'statement_id, speaker_id, start, "end"',
    "claims": 'id, ident, article_id, capture_id, statement_id, position, state, start, "end", paragraph, words, type, '
    "rule, confidence, worth, worth_reasons, review",
    "claim_places": 'claim_id, code, start, "end", rule, kind',
    "claim_quantities": 'claim_id, position, start, "end", value, unit, bound',
    "statement_matches": "a_id, b_id, relation, certain, method, score",
    "claim_matches": "a_id, b_id, relation, certain, method, score",
    "article_matches": "a_id, b_id, relation, certain, method, score",
    "tombstones": "ident, reason, withdrawn",
    "editors": "id, name, role, password, added, failures",
    "judgements": "ident, subject, verdict, value, was, words, reason, editor_id, made, state",
    "runs": "id, kind, started, finished, ended, asked, extractor, new, changed, unchanged, failed, statements, claims",
    "outcomes": "run_id, place, outcome, article_id, statements, claims, notes, finished",
    "origins": "id, place, digest, readers, checked, failed",
    "origin_articles": "origin_id, digest, article_id, place, readers",
}
EDITION = 100_000
"""Statements of which each word is drawn by chance; what is more are further editions of them."""
_ENCODER = "made up"
_MEMORY = 256
"""Megabytes of pages that the filling holds at most."""


def fill(path: Path, statements: int, told: Callable[[int], object] = lambda _: None, seed: int = 1) -> None:
    """Make a database with so many statements at `path`, where there is none; `told` hears how many there are."""
    engine.migrate(path, place("migrations"))
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as db,
        TemporaryDirectory(dir=path.parent) as folder,
    ):
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "temp_store=FILE"):
            db.execute(f"PRAGMA {pragma}")
        db.execute(f"PRAGMA cache_size=-{_MEMORY * 1024}")
        with _bare(db):
            _fill(db, Path(folder), statements, told, seed)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode=WAL")


def _fill(
    db: sqlite3.Connection, folder: Path, wanted: int, told: Callable[[int], object], seed: int
) -> None:
    sorted_ = {of: Sorted(folder, of, BAND) for of in ("statement", "claim", "article")}
    vectors = Sorted(folder, "vectors", VECTOR)
    book, words, count, batch = Book(), Counter[str](), 0, 0
    many = -(-wanted // EDITION)
    first = -(-wanted // many)
    speakers = max(60, int(first * 0.04))
    db.execute("BEGIN")
    book.add("editors", 1, "Ada", "editor", "!", moment(0), 0)
    while count < first:
        count += articles.batch(book, Draws(seed, batch, speakers), first - count)
        for table, found in book.rows.items():
            _insert(db, table, found)
        for of, banded in book.bands.items():
            sorted_[of].add(np.array(banded, BAND))
        _keep_vectors(vectors, book)
        words.update(book.words)
        for each in (book.rows, book.bands, book.words, book.passages):
            each.clear()
        batch += 1
        told(count)
    _insert_runs(db, book.ids["articles"])
    kept = editions.shared(db)
    editions.add(db, COLUMNS, many, kept)
    db.executemany("INSERT INTO words VALUES (?, ?)", sorted(_in_all(words, many, kept).items()))
    vectors.again(many, 0)
    for of, held in sorted_.items():
        held.again(many, book.ids[f"{of}s"])
        _keep_bands(db, of, held)
    for part in vectors.rows():
        db.executemany(
            "INSERT INTO passage_vectors VALUES (?, ?)",
            ((bytes.fromhex(k.decode()), v.tobytes()) for k, v in part),
        )
    db.execute("COMMIT")


def _keep_bands(db: sqlite3.Connection, of: str, held: Sorted) -> None:
    """Bands with who has each, and all of one in one value."""
    db.execute("CREATE TEMP TABLE found (id INTEGER, band INTEGER)")
    for part in held.rows():
        together, beside = laid(pairs(part["key"].astype(np.int64), part["id"].astype(np.int64)))
        db.executemany(f"INSERT INTO {of}_bands VALUES (?, ?)", together)
        db.executemany(f"INSERT INTO {of}_common_bands VALUES (?, ?)", beside)
        db.executemany("INSERT INTO found (band, id) VALUES (?, ?)", part.tolist())
    by_owner = groupby(db.execute("SELECT id, band FROM found ORDER BY 1, 2"), itemgetter(0))
    signed = ((id_, packed(band for _, band in rows)) for id_, rows in by_owner)
    db.executemany(f"INSERT INTO {of}_signatures VALUES (?, ?)", signed)
    db.execute("DROP TABLE found")


def _in_all(words: Counter[str], many: int, kept: frozenset[str]) -> Counter[str]:
    """In how many articles of all editions a word stands."""
    found = Counter(words)
    for edition in range(1, many):
        others = editions.Words(edition, kept)
        for word, articles_ in words.items():
            found[others[word] if len(word) > 3 else word] += articles_
    return found


def _insert(db: sqlite3.Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        db.executemany(f"INSERT INTO {table} ({COLUMNS[table]}) VALUES ({marks})", rows)


def _keep_vectors(vectors: Sorted, book: Book) -> None:
    long = [passage for passage in book.passages if len(passage.tokens) > 2]
    if long:
        rows = np.empty(len(long), VECTOR)
        rows["key"] = [digest_of(_ENCODER, passage.words).hex().encode() for passage in long]
        found = bands.vectors([passage.tokens for passage in long])
        rows["vector"] = np.frombuffer(found.tobytes(), "V384")
        vectors.add(rows)


def _insert_runs(db: sqlite3.Connection, articles_: int) -> None:
    for run in range(1, 2 + (articles_ - 1) // A_RUN):
        first, last = (run - 1) * A_RUN + 1, min(run * A_RUN, articles_)
        held = db.execute(
            "SELECT count(*), sum(statements), sum(claims) FROM outcomes WHERE article_id BETWEEN ? AND ?",
            (first, last),
        ).fetchone()
        name, at = f"news-{run}.jsonl", moment(last * 7 + 7)
        run_row = (
            run,
            "ingest",
            moment(first * 7),
            at,
            "done",
            f'["{name}"]',
            VERSION,
            held[0],
            0,
            0,
            0,
            *held[1:],
        )
        _insert(db, "runs", [run_row])
        _insert(db, "origins", [(run, name, None, EXTRACTOR, at, 0)])


@contextmanager
def _bare(db: sqlite3.Connection) -> Iterator[None]:
    """Without indexes and triggers while rows are put in; made again as they were, full text from its tables."""
    wanted = (
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    )
    made = db.execute(wanted).fetchall()
    for of, name, _ in made:
        db.execute(f"DROP {of} {name}")
    yield
    for of, _, sql in made:
        if of == "index":
            db.execute(sql)
    full_text = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
    for (name,) in db.execute(full_text).fetchall():
        db.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")
    for of, _, sql in made:
        if of == "trigger":
            db.execute(sql)
