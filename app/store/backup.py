"""Backups: whole copies of one moment, made while others write, and put back only once looked through."""

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.errors import AppError, BadInput, StoreUnusable
from app.store import disk
from app.store.verifying import Checked, file
from app.store.verifying.file import opened

_STAMP = "%Y%m%dT%H%M%SZ"
_LONGEST = 24 * 60 * 60
"""Seconds after which nobody makes a backup any more."""
_ERASED = "SELECT DISTINCT ident FROM erasures"
_BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a database; of another's, it would make that of the new one."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup, as its name and its file tell."""

    path: Path
    made: datetime
    size: int
    """In bytes."""


def make(database: Path, folder: Path, now: datetime) -> Backup:
    """Copy `database` as it is now into `folder`, under a name that tells when; nobody waits for it.

    Raises BadInput where it cannot be read or written, and AppError where the copy's pages are not whole:
    then the database's are not either. It has its name only once all of it is on the disk.
    """
    _require(database)
    folder.mkdir(parents=True, exist_ok=True)
    _forget_halves(folder, database.stem, now)
    to = folder / f"{database.stem}-{now.astimezone(UTC):{_STAMP}}.db"
    if to.exists():
        raise BadInput(f"{to} is there already.")
    making = to.with_suffix(".part")
    making.unlink(missing_ok=True)
    try:
        with closing(opened(database, "ro")) as db:
            db.execute("VACUUM INTO ?", (str(making),))
        _whole(making)
        disk.kept(making)
        making.replace(to)
        disk.kept(folder)
    except (sqlite3.Error, OSError) as error:
        raise BadInput(f"{database} cannot be copied to {to}: {error}") from error
    finally:
        making.unlink(missing_ok=True)
    return _backup(to, database.stem)


def listed(folder: Path, stem: str) -> list[Backup]:
    """The backups of databases of that name in a folder, the newest first."""
    found = (path for path in folder.glob(f"{stem}-*.db") if _made(path, stem))
    return sorted((_backup(path, stem) for path in found), key=lambda one: one.made, reverse=True)


def prune(folder: Path, stem: str, keep: int, made: Path) -> list[Path]:
    """Delete all but the newest `keep` of them; gives those that were.

    The one that was just `made` is of these, whatever moments a clock that went wrong gave the others.
    """
    others = [one.path for one in listed(folder, stem) if one.path != made]
    old = others[keep - 1 :]
    for path in old:
        path.unlink()
    return old


def restore(
    backup: Path,
    database: Path,
    migrate: Callable[[Path], None],
    verify: Callable[[Path], list[Checked]],
    now: datetime,
) -> tuple[Path | None, tuple[str, ...]]:
    """Put a backup in the place of `database`, once a copy of it was brought up to date and found whole.

    Gives where the former database now is, and what was erased in it since the backup and so has come back.
    Raises BadInput where the backup is none or is not whole: then all is as before. Whoever calls it has seen
    to it that nothing else has the database open to write.
    """
    _require(backup)
    new = database.with_name(f"{database.name}.restoring")
    try:
        for each in (new, *_sides(new)):
            each.unlink(missing_ok=True)
        shutil.copyfile(backup, new)
        migrate(new)
        wrong = [one for one in verify(new) if one.wrong or one.left]
        if wrong:
            told = "; ".join(f"{one.name}: {one.left or one.faults[0].what}" for one in wrong)
            raise BadInput(f"{backup} is not whole, and was not put back: {told}.")
        _emptied(new)
        disk.kept(new)
        erased = _erased_since(database, new)
        former = _aside(database, now) if database.exists() else None
        # At every moment there is a database in this place: the former one, and then this.
        new.replace(database)
        disk.kept(database.parent)
    except (sqlite3.Error, OSError, StoreUnusable) as error:
        raise BadInput(f"{backup} cannot be put back: {error}") from error
    finally:
        for each in (new, *_sides(new)):
            each.unlink(missing_ok=True)
    return former, erased


def _require(path: Path) -> None:
    if not path.is_file():
        raise BadInput(f"There is no database at {path}.")


def _whole(path: Path) -> None:
    with closing(opened(path, "ro")) as db:
        faults = [fault for check in (file.pages, file.references) for fault in check(db) if fault]
    if faults:
        raise AppError(f"The database is not whole, nor is its copy: {faults[0].where}: {faults[0].what}.")


def _forget_halves(folder: Path, stem: str, now: datetime) -> None:
    """Delete what killed commands left half made; what may still be in the making stays."""
    for half in folder.glob(f"{stem}-*.part"):
        if now.timestamp() - half.stat().st_mtime > _LONGEST:
            half.unlink()


def _emptied(path: Path) -> None:
    """Let all of a database be in its one file."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _aside(database: Path, now: datetime) -> Path:
    """Have a database be kept under another name, with what is beside it; gives where it is."""
    with suppress(sqlite3.Error):  # one that is damaged is put aside as it is
        _emptied(database)
    former = disk.unused(database.with_name(f"{database.name}.before-restore-{now.astimezone(UTC):{_STAMP}}"))
    former.hardlink_to(database)
    # A log that lies beside another database would be taken for its own.
    for beside, aside in zip(_sides(database), _sides(former), strict=True):
        if beside.exists():
            beside.replace(aside)
    return former


def _erased_since(former: Path, new: Path) -> tuple[str, ...]:
    """What `former` knows to be erased, and `new` does not: its words are back."""
    if not former.exists():
        return ()
    try:
        with closing(opened(former, "ro")) as db, closing(opened(new, "ro")) as other:
            had, has = (dict.fromkeys(row[0] for row in each.execute(_ERASED)) for each in (db, other))
            return tuple(sorted(had.keys() - has.keys()))
    except sqlite3.Error:
        return ()


def _sides(path: Path) -> list[Path]:
    return [path.with_name(f"{path.name}{side}") for side in _BESIDE]


def _backup(path: Path, stem: str) -> Backup:
    made = _made(path, stem)
    assert made is not None
    return Backup(path, made, path.stat().st_size)


def _made(path: Path, stem: str) -> datetime | None:
    found = re.fullmatch(re.escape(stem) + r"-(\d{8}T\d{6}Z)\.db", path.name)
    return datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC) if found else None
