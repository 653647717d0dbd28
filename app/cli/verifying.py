"""The command that looks whether a database is whole."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import Database, commands, settings
from app.cli.telling import FAILED, printable, told
from app.settings import place

if TYPE_CHECKING:
    from app.store.verifying import Checked

LEFT = 3
"""The exit code where nothing was found to be wrong, and not everything could be looked at."""


@commands.command()
def verify(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a check, for machines.")] = False,
    database: Database = None,
) -> None:
    """Look whether a database is whole and says nothing false; changes nothing, also while it is in use.

    Looked at are the file's pages and references, every quotation beside its article's text, every
    identifier and where it leads, every count that is kept, full-text indexes, and whether what was judged
    is what stands.

    Ends with 0 where all is well, 1 where something is wrong, 3 where a part could not be looked at.
    """
    with told():
        path = settings(database).database
        wrong, left = _verified(path, as_json=as_json)
        if wrong:
            raise typer.Exit(FAILED)
        if left:
            raise typer.Exit(LEFT)


def _verified(path: Path, *, as_json: bool) -> tuple[int, int]:
    from app.store.engine import require_head
    from app.store.verifying import verify as checks

    require_head(path, place("migrations"))
    looked = wrong = left = 0
    for found in checks(path):
        looked, wrong, left = looked + found.looked, wrong + found.wrong, left + bool(found.left)
        print(json.dumps(asdict(found)) if as_json else "\n".join(lines(found)), flush=True)
    if not as_json:
        became = f"{wrong:,} of them wrong" if wrong else "all of them well"
        print(f"{looked:,} things looked at, {became}.")
    return wrong, left


def lines(found: "Checked") -> list[str]:
    """What one check found, for people."""
    if found.left and not found.wrong:
        return [f"  not looked at  {found.name}: {found.left}"]
    became = f"{found.wrong:,} wrong" if found.wrong else "well"
    told_ = [f"{became:>15}  {found.name} ({found.looked:,})"]
    told_ += [f"{'':17}{printable(f'{fault.where}: {fault.what}')}" for fault in found.faults]
    if found.wrong > len(found.faults):
        told_.append(f"{'':17}and {found.wrong - len(found.faults):,} more")
    return told_
