"""What writing costs beside reading and comparing: imagined articles saved as they stand, and SQLite's floor.

The articles come as if extracted, without any model: what they say is known. They are saved into an empty
database each time: one by one, as ingestion saves them that come one by one; where nothing is compared; where
they are ready many at once, with and without comparing; and as bare SQL, which copies the rows, all in one
transaction, with every index and every trigger. Into copies of archives that are there already they are saved
too: it should cost no more there than in an empty one.
"""

# ruff: noqa: S608 - names of tables come from the schema itself

import shutil
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine
from sqlmodel import Session

from app.comparing import comparing
from app.evaluate import imagined
from app.extract.documents import document
from app.records import Article, Attribution, Claim, ClaimType, Entity, Extraction, Span, SpeakerKind
from app.settings import place
from app.store import engine, write
from app.store.saving.comparing import Comparing

_NOW = datetime(2024, 1, 1, tzinfo=UTC)
_AT_ONCE = 64
"""Articles that are ready at once: as many as a writer finds where dozens of processes extract."""
_APART = ("changes", "alembic_version")
"""What triggers write by themselves, and what is there already."""
Made = tuple[Article, Extraction]


@dataclass(frozen=True, slots=True)
class Load:
    """What saving cost in one way."""

    name: str
    articles: int
    statements: int
    seconds: float
    """Of processor time."""

    @property
    def each(self) -> float:
        """Milliseconds an article."""
        return 1000 * self.seconds / self.articles

    @property
    def rate(self) -> float:
        """Statements a second."""
        return self.statements / self.seconds


@dataclass(frozen=True, slots=True)
class Held:
    """What a table or an index takes of a database."""

    name: str
    megabytes: float
    times_text: float
    """By the text of all captures."""


def measure(number: int, tell: Callable[[str], None]) -> tuple[list[Load], list[Held]]:
    """The cost of `number` articles in each way, and the size of what the first way leaves."""
    made = [_extracted(one) for one in imagined.articles(number)]
    together = comparing()
    nothing = replace(
        together.matching,
        bands=lambda _: frozenset(),
        text_bands=lambda _: frozenset(),
    )
    with TemporaryDirectory() as folder:
        paths = (Path(folder) / f"{number}.db" for number in count())
        compared = next(paths)
        tell("Saving, compared with all that says the same")
        loads = [_saved("saved, and compared", made, compared, together)]
        loads.append(_saved(f"the same, {_AT_ONCE} at once", made, next(paths), together, _AT_ONCE))
        tell("Saving, compared with nothing")
        alone, unmatched = next(paths), replace(together, matching=nothing)
        loads.append(_saved("saved alone", made, alone, unmatched))
        loads.append(_saved(f"saved alone, {_AT_ONCE} at once", made, next(paths), unmatched, _AT_ONCE))
        tell("Copying the rows")
        loads.append(_copied(alone, next(paths), loads[-1]))
        return loads, held(compared)


def into(number: int, archive: Path, tell: Callable[[str], None]) -> Load:
    """The cost of `number` articles in a copy of an archive, compared with all that it holds."""
    made = [_extracted(one) for one in imagined.articles(number)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / archive.name
        tell(f"Copying {archive}")
        shutil.copyfile(archive, path)
        engine.migrate(path, place("migrations"))
        tell(f"Saving into a copy of {archive}")
        return _saved(f"the same into {archive.name}", made, path, comparing())


def held(path: Path) -> list[Held]:
    """What each table and index of a database takes, the largest first, and all of them together."""
    with closing(sqlite3.connect(path)) as db:
        (text,) = db.execute("SELECT sum(length(CAST(text AS blob))) FROM captures").fetchone()
        found = db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC").fetchall()
    every = [("everything", sum(size for _, size in found)), *found]
    return [Held(name, size / 1e6, size / max(1, text or 0)) for name, size in every]


def _saved(name: str, made: Sequence[Made], path: Path, how: Comparing, at_once: int = 1) -> Load:
    engine.migrate(path, place("migrations"))
    writer = engine.writer(path)
    links = (how.link(extraction.entities) for _, extraction in made)
    ready = [
        write.Ready(*each, write.Linking(own, how.profile, how.matching, how.joining))
        for each, own in zip(made, links, strict=True)
    ]
    begun = time.process_time()
    for at in range(0, len(ready), at_once):
        left = ready[at : at + at_once]
        while left:
            left = left[_first(writer, left) :]
    spent = time.process_time() - begun
    writer.dispose()
    return Load(name, len(made), sum(len(extraction.attributions) for _, extraction in made), spent)


def _first(writer: Engine, ready: Sequence[write.Ready]) -> int:
    """Save the first of these as ingestion does: those that are new together; how many they were."""
    with Session(writer) as db, db.begin():
        new = write.new(db, [each.article for each in ready]) if len(ready) > 1 else []
        some = [each for each, _ in zip(ready, takewhile(bool, new), strict=False)]
        if some:
            write.add(db, some, _NOW)
        else:
            one = ready[0]
            write.save(db, one.article, one.extraction, one.linking, _NOW)
    return max(1, len(some))


def _copied(source: Path, path: Path, like: Load) -> Load:
    """The rows of a database in another, with its indexes and triggers: what no writer is faster than."""
    engine.migrate(path, place("migrations"))
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for pragma in ("foreign_keys=ON", "recursive_triggers=ON", "synchronous=NORMAL"):
            db.execute(f"PRAGMA {pragma}")
        db.execute("ATTACH ? AS source", (str(source),))
        begun = time.process_time()
        db.execute("BEGIN IMMEDIATE")
        db.execute("PRAGMA defer_foreign_keys=ON")
        named = db.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall()
        for (name,) in named:
            if name not in _APART and "_fts" not in name and not name.startswith("sqlite_"):
                # Not what SQLite works out of the others.
                columns = ", ".join(f'"{row[1]}"' for row in db.execute(f'PRAGMA table_info("{name}")'))
                db.execute(f'INSERT INTO main."{name}" ({columns}) SELECT {columns} FROM source."{name}"')
        db.execute("INSERT INTO articles_fts(rowid, text, title) SELECT id, text, title FROM article_texts")
        db.execute("COMMIT")
        spent = time.process_time() - begun
    return Load("bare SQL", like.articles, like.statements, spent)


def _extracted(made: imagined.Imagined) -> Made:
    """An article with what it is known to say, each statement a claim as well."""
    article = made.article
    names = list(dict.fromkeys(known.speaker for known in made.statements))
    said = [(known, article.text.find(known.words)) for known in made.statements]
    attributions = tuple(
        Attribution(
            (Span(at, at + len(known.words)),), (), (), known.kind, names.index(known.speaker), "known", 1.0
        )
        for known, at in said
        if at >= 0
    )
    claims = tuple(
        Claim(one.content[0], ClaimType.EVENT, number, "known", 1.0)
        for number, one in enumerate(attributions)
    )
    entities = tuple(Entity(name, SpeakerKind.PERSON) for name in names)
    return article, Extraction(document(article.text), entities, (), attributions, claims, "known")
