"""Whether a database is whole, and shows nothing false: every promise it makes, looked at row by row.

Each check is a generator over a plain connection: it yields None for a thing that is as it should be, and a
`Fault` for one that is not.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.errors import BadInput, StoreUnusable
from app.store.verifying import counted, decided, file, identified, indexes, listed, quoted, spoken
from app.store.verifying.fault import Fault, Findings
from app.store.verifying.file import opened

SHOWN = 20
"""Faults of one check that are told one by one."""

Check = Callable[[sqlite3.Connection], Findings]
_ALONE: tuple[tuple[str, Check], ...] = (
    ("pages of the file", file.pages),
    ("rows that others point at", file.references),
)
"""Looked at first: where these are at fault, nothing else can be relied on."""
_READ: tuple[tuple[str, Check], ...] = (
    ("texts and their paragraphs", quoted.captures),
    ("quotations", quoted.versions),
    ("claims", quoted.claims),
    ("roles as printed", quoted.roles),
    ("versions that stand", quoted.standing),
    ("identifiers", identified.identifiers),
    ("redirects", identified.redirects),
    ("what is out of sight", identified.tombstones),
    ("speakers", spoken.joined),
    ("judgements of speakers", decided.pairs),
    ("counts of the journal", counted.runs),
    ("counts of words", counted.words),
    ("what is found by likeness", counted.bands),
)
_ON_ITS_OWN: tuple[tuple[str, Callable[[Path], Findings]], ...] = (
    ("counts of lists", listed.lists),
    ("full-text indexes", indexes.indexes),
    ("judgements of statements and claims", decided.settled),
)
"""What is told by the code that pages are made by, or only by writing: in transactions that are undone."""
_NOT_NOW = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY}


@dataclass(frozen=True, slots=True)
class Checked:
    """What one check found."""

    name: str
    looked: int
    """Things looked at."""
    wrong: int
    """Of them, those at fault."""
    faults: tuple[Fault, ...]
    """The first of these."""
    left: str = ""
    """Why it could not be made; "" where it was."""


def verify(path: Path) -> Iterator[Checked]:
    """What each check finds in the database at `path`, which changes nothing in it; raises BadInput for no
    database.

    All that is only read is of one moment, whatever is written meanwhile. The last checks hold the write lock
    for a while, and undo all they do; where it cannot be had they are left, and say why.
    """
    if not path.is_file():
        raise BadInput(f"There is no database at {path}.")
    with closing(opened(path, "ro")) as db:
        for name, check in (*_ALONE, *_READ):
            if name == _READ[0][0]:
                db.execute("BEGIN")
            found = _made(name, check(db))
            yield found
            if found.wrong and (name, check) in _ALONE:
                return
    for name, of_file in _ON_ITS_OWN:
        yield _made(name, of_file(path))


def _made(name: str, findings: Findings) -> Checked:
    looked = wrong = 0
    faults: list[Fault] = []
    try:
        for found in findings:
            looked += 1
            if found is not None:
                wrong += 1
                faults += [found] if len(faults) < SHOWN else []
    except (sqlite3.Error, StoreUnusable) as error:
        cause = error.__cause__ if isinstance(error, StoreUnusable) else error
        if isinstance(cause, sqlite3.Error) and getattr(cause, "sqlite_errorcode", 0) & 0xFF in _NOT_NOW:
            return Checked(name, looked, wrong, tuple(faults), f"it has to write, and cannot now: {cause}")
        looked, wrong = looked + 1, wrong + 1
        faults.append(Fault("the file", f"SQLite cannot read on: {cause}"))
    return Checked(name, looked, wrong, tuple(faults))
