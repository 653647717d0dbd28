"""A statement inside somebody else's page, and oEmbed for pages that ask what to put there."""

import re
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.errors import NotFound
from app.store.queries import statements
from app.web import framing, lines, records, wording
from app.web import words as shown
from app.web.lines import StatementLine
from app.web.pages import Head
from app.web.security import FRAMED
from app.web.sessions import Chosen, Db, Templates

router = APIRouter(include_in_schema=False)

_STATEMENT = re.compile(r"/s/([^/.]+)(?:/[^/]*)?")
Size = Annotated[int | None, Field(ge=1, le=framing.TALLEST)]


class OEmbedQuery(BaseModel):
    """What consumers of oEmbed send."""

    url: Annotated[str, Field(max_length=2000)]
    format: str = "json"
    maxwidth: Size = None
    maxheight: Size = None


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """A statement alone, with everything that has to be known before repeating it."""

    head: Head
    heading: str
    line: StatementLine
    captured: wording.Day
    confidence: str
    """"" where the speaker is sure enough."""
    permalink: str
    version: int


@router.get("/s/{ident}/embed")
def embed(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: str) -> Response:
    """One statement as a page that any other page may frame."""
    row = records.found(db, ident, "statement", statements.statement).row
    line = lines.statement_line(row, chosen.display_threshold)
    said = shown.plain(line.words)
    title = f"{wording.clipped(line.speaker.words, 60)}: {wording.clipped(said, 80)}"
    unsure = row.confidence < chosen.display_threshold
    page = EmbedPage(
        head=Head(title, wording.clipped(said, 200), line.href, kind="article", index=False),
        heading=line.kind.lower(),
        line=line,
        captured=wording.day(row.article.captured),
        confidence="Who said it is not settled" if unsure else "",
        permalink=pages.origin(request) + line.href,
        version=row.version,
    )
    answer = pages.render(request, "embed.html", page)
    answer.headers.update(FRAMED)
    return answer


@router.get("/oembed")
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
    row = records.found(db, _ident(asked.url, origin), "statement", statements.statement).row
    line = lines.statement_line(row, chosen.display_threshold)
    said = shown.plain(line.words)
    width = min(framing.WIDTH, asked.maxwidth or framing.WIDTH)
    height = min(framing.height(said, width), asked.maxheight or framing.TALLEST)
    title = f"{line.speaker.words}: {wording.clipped(said, 120)}"
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
        "html": framing.code(origin, row.ident, title, width, height),
    }
    return JSONResponse(told) if asked.format == "json" else _xml(told)


def _ident(url: str, origin: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise NotFound("This is no address.") from error
    found = _STATEMENT.fullmatch(parts.path)
    if parts.netloc != urlsplit(origin).netloc or not found:
        raise NotFound("This is not the permalink of a statement here.")
    return found[1]


def _xml(told: dict[str, str | int]) -> Response:
    root = ET.Element("oembed")
    for name, value in told.items():
        ET.SubElement(root, name).text = str(value)
    written: str = ET.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
    return Response(head + written, media_type="text/xml")
