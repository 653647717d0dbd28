"""A statement inside somebody else's page, and oEmbed for pages that ask what to put there."""

import re
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree as ET

from fastapi import Query
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.errors import NotFound
from app.store.queries import statements
from app.web import framing, judged, lines, links, ranges, wording
from app.web import words as shown
from app.web.changed import Changed, changed
from app.web.errors import Problem
from app.web.exports import atom
from app.web.lines import StatementLine
from app.web.pages import Head
from app.web.rooms import Room
from app.web.routes.described import RECORD
from app.web.sessions import Chosen, Db, Templates

router = Room()

_STATEMENT = re.compile(r"/s/([^/.]+)(?:/v([0-9]{1,9})|/[^/]*)?")
Size = Annotated[int | None, Field(ge=1, le=framing.TALLEST)]


class OEmbedQuery(BaseModel):
    """What consumers of oEmbed send."""

    url: Annotated[
        str,
        Field(
            max_length=2000,
            description="The permalink of a statement, of a version, or of some words of it.",
            examples=["https://cuttings.example/s/4h7k2m9p/the-toll-will-rise"],
        ),
    ]
    # Any other is an answer of its own in oEmbed, and no bad parameter.
    format: Annotated[str, Field(json_schema_extra={"enum": ["json", "xml"]})] = "json"
    maxwidth: Size = None
    maxheight: Size = None


class OEmbed(BaseModel):
    """What to put where a permalink stands, as oEmbed 1.0 has it."""

    version: str
    type: str
    title: str
    author_name: str
    author_url: str | None = None
    provider_name: str
    provider_url: str
    cache_age: int
    width: int
    height: int
    html: str


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """A statement alone, with everything that has to be known before repeating it."""

    head: Head
    heading: str
    line: StatementLine
    captured: wording.Day
    cautions: tuple[str, ...]
    """What else to know before repeating it."""
    changed: Changed | None
    """What has changed since, in a version that no longer stands."""
    permalink: str
    version: int


@router.get("/s/{ident}/v{number:number}/embed", include_in_schema=False)
@router.get("/s/{ident}/embed", include_in_schema=False)
def embed(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: str, w: str = "") -> Response:
    """One statement, a version or some words of it, as a page that any other page may frame."""
    number = request.path_params.get("number")
    view = statements.statement(db, ident, number)
    row = view.row
    some = ranges.read(w, [piece.words for piece in row.pieces]) if w else None
    line = lines.statement_line(row, chosen.display_threshold, some)
    said = shown.plain(line.words)
    title = judged.titled(row, f"{wording.clipped(line.speaker.words, 60)}: {wording.clipped(said, 80)}")
    cautions = (
        "Who said it is not settled" if row.confidence < chosen.display_threshold else "",
        "The words linked to are not there: all of it is shown" if w and not some else "",
    )
    page = EmbedPage(
        head=Head(title, wording.clipped(said, 200), links.standing(view), kind="article", index=False),
        heading=line.kind.lower(),
        line=line,
        captured=wording.day(row.article.captured),
        cautions=tuple(each for each in cautions if each),
        changed=changed(view, chosen.display_threshold, some),
        permalink=pages.origin(request) + (line.href if number is None else links.version(row, some)),
        version=row.version,
    )
    return pages.render(request, "embed.html", page)


@router.get(
    "/oembed",
    tags=["Sharing"],
    responses={
        200: {"model": OEmbed, "content": {"text/xml": {"schema": {"type": "string"}}}},
        **RECORD,
        501: {"model": Problem, "description": "A format other than json and xml"},
    },
)
def oembed(
    request: Request,
    db: Db,
    pages: Templates,
    chosen: Chosen,
    asked: Annotated[OEmbedQuery, Query()],
) -> Response:
    """What to put where a statement's permalink stands. 404 for other addresses, 501 for other formats."""
    if asked.format not in ("json", "xml"):
        raise HTTPException(501, "The formats are json and xml.")
    origin = pages.origin(request)
    ident, number, w = _asked(asked.url, origin)
    row = statements.statement(db, ident, number).row
    some = ranges.read(w, [piece.words for piece in row.pieces]) if w else None
    line = lines.statement_line(row, chosen.display_threshold, some)
    path = links.version(row, some, "/embed") if some or number else f"/s/{row.ident}/embed"
    said = shown.plain(line.words)
    width = min(framing.WIDTH, asked.maxwidth or framing.WIDTH)
    height = min(framing.height(said, width), asked.maxheight or framing.TALLEST)
    title = judged.titled(row, f"{line.speaker.words}: {wording.clipped(said, 120)}")
    if row.gone:
        title += f" (no longer in the article since {wording.day(row.gone).words})"
    told: dict[str, str | int] = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": line.speaker.words,
        **({"author_url": origin + line.speaker.href} if line.speaker.href else {}),
        "provider_name": "Cuttings",
        "provider_url": origin + "/",
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": framing.code(origin + path, title, width, height),
    }
    return JSONResponse(told) if asked.format == "json" else _xml(told)


def _asked(url: str, origin: str) -> tuple[str, int | None, str]:
    """The statement, the version and the words that a permalink names."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise NotFound("This is no address.") from error
    found = _STATEMENT.fullmatch(parts.path)
    if parts.netloc != urlsplit(origin).netloc or not found:
        raise NotFound("This is not the permalink of a statement here.")
    return found[1], int(found[2]) if found[2] else None, dict(parse_qsl(parts.query)).get("w", "")


def _xml(told: dict[str, str | int]) -> Response:
    root = ET.Element("oembed")
    for name, value in told.items():
        ET.SubElement(root, name).text = atom.sayable(str(value))
    written: str = ET.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
    return Response(head + written, media_type="text/xml")
