"""What there is to take away: the snapshot of the public tables, and every other form."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from app.errors import NotFound
from app.store.public import TABLES
from app.store.snapshot import Snapshot
from app.web import snapshots, wording
from app.web.pages import Head, Link
from app.web.rooms import Room
from app.web.sessions import Chosen, Templates

router = Room(include_in_schema=False)

FILE = "/data/cuttings.db"


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column of a public table."""

    name: str
    type: str
    told: str
    to: Link | None


@dataclass(frozen=True, slots=True)
class TableLine:
    """A public table."""

    anchor: str
    name: str
    told: str
    rows: str
    columns: tuple[ColumnLine, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """The file to take."""

    href: str
    size: str
    made: wording.Day
    time: str
    digest: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """What there is to take away."""

    head: Head
    offer: Offer | None
    missing: str
    command: str
    full_text: bool
    licence: str
    tables: tuple[TableLine, ...]


@router.get("/data")
def data(request: Request, pages: Templates, chosen: Chosen) -> Response:
    """The snapshot, what is in it column by column, and the other ways to take things away."""
    found, missing = snapshots.offered(chosen)
    head = Head(
        "Data",
        "Everything public in one SQLite file, described column by column, and each list and record as CSV, "
        "JSON, Atom and more.",
        "/data",
    )
    full = chosen.publish_text == "full"
    page = DataPage(
        head,
        _offer(found) if found else None,
        missing,
        "cuttings snapshot",
        full,
        snapshots.LICENCE,
        _tables(found),
    )
    return pages.render(request, "data.html", page)


@router.get(FILE)
def file(chosen: Chosen) -> Response:
    """The snapshot itself."""
    found, missing = snapshots.offered(chosen)
    if found is None:
        raise NotFound(missing)
    return FileResponse(
        found.path,
        media_type="application/vnd.sqlite3",
        filename="cuttings.db",
        headers={"Cache-Control": "no-cache"},
    )


@router.get("/data/metadata.json")
def metadata(request: Request, pages: Templates) -> Response:
    """The description of the file for Datasette."""
    return JSONResponse(snapshots.metadata(pages.origin(request)))


def _offer(found: Snapshot) -> Offer:
    return Offer(
        FILE, wording.size(found.size), wording.day(found.made), f"{found.made:%H:%M} UTC", found.digest
    )


def _tables(found: Snapshot | None) -> tuple[TableLine, ...]:
    return tuple(
        TableLine(
            f"t-{table.name}",
            table.name,
            table.told,
            wording.count(found.rows[table.name], "row") if found else "",
            tuple(
                ColumnLine(
                    column.name,
                    column.type.lower(),
                    column.told,
                    Link(column.to, f"#t-{column.to}") if column.to else None,
                )
                for column in table.columns
            ),
        )
        for table in TABLES
    )
