"""What commands have in common: where they are registered, and the options that several take."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from app.cli import logs
from app.cli.telling import USAGE, complain
from app.errors import BadInput
from app.settings import Settings

# What a command needs beyond this is imported inside it: SQLAlchemy, spaCy and FastAPI take seconds
# that `--help` should not cost.

commands = typer.Typer(
    help="Who said what, exactly, and where: quotes and claims of news articles, linked to their paragraphs.",
    epilog="New here? Run: cuttings demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

_DATABASE = "The database file; else CUTTINGS_DATABASE, or cuttings.db in the current folder."

Database = Annotated[Path | None, typer.Option(help=_DATABASE, show_default=False)]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="Processes of one thread each; else one a core.", show_default=False),
]


def group(name: str, words: str) -> typer.Typer:
    """Commands that are called by two words, of which `name` is the first."""
    made = typer.Typer(help=words, no_args_is_help=True)
    commands.add_typer(made, name=name)
    return made


def settings(database: Path | None = None) -> Settings:
    """What is chosen by variables, and by `database` if given; ends the command where that makes no sense."""
    try:
        chosen = Settings() if database is None else Settings(database=database)
    except ValidationError as error:
        for wrong in error.errors():
            complain(f"CUTTINGS_{str(wrong['loc'][0]).upper()}: {wrong['msg']}")
        raise typer.Exit(USAGE) from None
    logs.begin(chosen)
    if chosen.database.is_dir():
        raise BadInput(f"{chosen.database} is a folder, not a database file.")
    if not chosen.database.parent.is_dir():
        raise BadInput(f"There is no folder {chosen.database.parent} to hold the database in.")
    return chosen
