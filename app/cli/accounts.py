"""The commands for editors' accounts. Passwords are typed or piped in, never written on a command line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import Database, group, settings
from app.cli.telling import printable, told
from app.errors import BadInput
from app.settings import place

if TYPE_CHECKING:
    from sqlmodel import Session

editor = group("editor", "Look after the accounts of editors: who may judge, and who is logged in.")

_ROLE = "reader sees the queue, editor judges too, admin reads the log of all that was done too."

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of the account.", show_default=False)]
Role = Annotated[str, typer.Option(metavar="reader|editor|admin", help=_ROLE)]


@editor.command()
def add(name: Name, *, role: Role = "editor", database: Database = None) -> None:
    """Make an account. Its name is shown beside every judgement made through it.

    The password is asked for, or read from standard input; it has at least 12 characters.

    For example:

    - `cuttings editor add "Anna Berg"`
    - `cuttings editor add Ada --role admin < password.txt`
    """
    from app.store import editors

    with told():
        # All that can be wrong is told before anything is typed.
        with _transaction(database, writes=False) as (db, _):
            known = editors.require_free(db, name)
            editors.require_role(role)
        kept = _kept(known)
        with _transaction(database, writes=True) as (db, now):
            editors.add(db, known, role, kept, now)
        print(f"Added {known} ({role}), to log in at /login.")


@editor.command("list")
def list_(*, database: Database = None) -> None:
    """List all accounts, with their roles and who was there lately."""
    from rich.console import Console
    from rich.table import Table

    from app.store import editors

    with told():
        with _transaction(database, writes=False) as (db, now):
            found = editors.accounts(db, now)
        if not found:
            print("There is no account yet: make one with `cuttings editor add NAME`.")
            return
        table = Table(box=None, pad_edge=False)
        for head in ("Name", "Role", "Added (UTC)", "Last there (UTC)", "State"):
            table.add_column(head, no_wrap=True)
        for each in found:
            locked = f"waits until {_moment(each.locked_until)}" if each.locked_until else ""
            state = "disabled" if each.disabled else locked or "open"
            seen = _moment(each.seen) if each.seen else "not logged in"
            table.add_row(printable(each.name), each.role, _moment(each.added), seen, state)
        Console(markup=False).print(table)


@editor.command()
def password(name: Name, *, database: Database = None) -> None:
    """Give an account another password, and log out whoever is logged in by it."""
    from app.store import editors

    with told():
        with _account(database, name) as (_, known, _):
            pass
        kept = _kept(known)
        with _transaction(database, writes=True) as (db, now):
            editors.set_password(db, known, kept, now)
        print(f"{known} has another password, and is logged out everywhere.")


@editor.command()
def role(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="reader|editor|admin", help=_ROLE, show_default=False)],
    *,
    database: Database = None,
) -> None:
    """Give an account another role, from the next page on that it opens."""
    from app.store import editors

    with told(), _account(database, name) as (db, known, now):
        editors.set_role(db, known, role, now)
        print(f"{known} is {role} now.")


@editor.command()
def disable(name: Name, *, database: Database = None) -> None:
    """Let nobody in by an account, and log out who is in; its judgements stay as they are."""
    from app.store import editors

    with told(), _account(database, name) as (db, known, now):
        editors.disable(db, known, now)
        print(f"{known} is disabled, and logged out everywhere.")


@editor.command()
def enable(name: Name, *, database: Database = None) -> None:
    """Let an account in again that was disabled."""
    from app.store import editors

    with told(), _account(database, name) as (db, known, now):
        editors.enable(db, known, now)
        print(f"{known} may log in.")


@editor.command()
def unlock(name: Name, *, database: Database = None) -> None:
    """Let an account in at once that waits after wrong passwords."""
    from app.store import editors

    with told(), _account(database, name) as (db, known, now):
        editors.unlock(db, known, now)
        print(f"{known} waits no longer.")


@editor.command()
def sessions(*, database: Database = None) -> None:
    """List who is logged in, and since when."""
    from app.store import logins

    with told(), _transaction(database, writes=False) as (db, now):
        found = logins.lasting(db, now)
        for each in found:
            since, seen, ends = (_moment(when) for when in (each.begun, each.seen, each.ends))
            print(printable(f"{each.name}: since {since}, last there {seen}, ends by {ends} (UTC)"))
        if not found:
            print("Nobody is logged in.")


@editor.command()
def logout(name: Name, *, database: Database = None) -> None:
    """Log an account out everywhere."""
    from app.store import editors

    with told(), _account(database, name) as (db, known, now):
        ended = editors.log_out(db, known, now)
        print(f"{known} was logged in {'once' if ended == 1 else f'{ended} times'}, and is not any more.")


@contextmanager
def _transaction(database: Database, *, writes: bool) -> "Iterator[tuple[Session, datetime]]":
    """A transaction on the database that is chosen, and the moment it began."""
    from sqlmodel import Session

    from app.store.engine import hand, reader, require_head

    chosen = settings(database)
    require_head(chosen.database, place("migrations"))
    engine = (hand if writes else reader)(chosen.database)
    try:
        with Session(engine) as db, db.begin():
            yield db, datetime.now(UTC)
    finally:
        engine.dispose()


@contextmanager
def _account(database: Database, name: str) -> "Iterator[tuple[Session, str, datetime]]":
    """A transaction that writes, and the name of an account as it is kept rather than as it was typed."""
    from app.store import editors

    with _transaction(database, writes=True) as (db, now):
        yield db, editors.require(db, name).name, now


def _kept(name: str) -> str:
    """What is kept of the password that is typed, twice, or that comes first on standard input."""
    from app.store.passwords import LONGEST, Passwords, require_good

    if sys.stdin.isatty():
        typed = typer.prompt("Password", hide_input=True, confirmation_prompt="The same again")
    else:
        try:
            typed = sys.stdin.readline(LONGEST + 3).rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise BadInput("The password on standard input is not UTF-8.") from error
    require_good(typed, name)
    return Passwords().kept(typed)


def _moment(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M}"
