"""The commands. Only here is anything printed, logging set up, and the clock and environment read."""

from typing import Annotated

import typer

from app import __version__
from app.cli import (
    accounts,
    backing_up,
    correcting,
    everyday,
    feeding,
    measuring,
    removing,
    verifying,
)  # imported, they register their commands, in the help's order
from app.cli.options import commands

__all__ = [
    "accounts",
    "backing_up",
    "commands",
    "correcting",
    "everyday",
    "feeding",
    "measuring",
    "removing",
    "verifying",
]


def _print_version(asked: bool) -> None:
    if asked:
        print(f"cuttings {__version__}")
        raise typer.Exit


_VERSION = typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")


@commands.callback()
def _every_command(*, version: Annotated[bool, _VERSION] = False) -> None: ...
