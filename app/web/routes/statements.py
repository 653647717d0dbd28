"""The list of statements, and one statement: the permalink."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.store.queries import matches, reading, statements
from app.store.queries.views import SaidElsewhere, StatementRow, StatementView
from app.web import citing, elsewhere, formats, framing, galley, jsonld, lines, links, lists, records, wording
from app.web import words as shown
from app.web.citing import Citation
from app.web.elsewhere import Others
from app.web.galley import GalleyParagraph
from app.web.lines import ClaimLine, StatementLine
from app.web.listing import Listing
from app.web.pages import Head
from app.web.params import Asked
from app.web.places import Place, places
from app.web.provenance import Provenance, provenance
from app.web.sessions import Chosen, Db, Templates

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list on its own page."""

    head: Head
    heading: str
    standfirst: str
    listing: Listing


@dataclass(frozen=True, slots=True)
class Trail:
    """Why the statement has this speaker."""

    cue: str
    source: str
    reasons: tuple[str, ...]
    medium: str
    rule: str
    confidence: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One statement."""

    head: Head
    heading: str
    slugline: tuple[str, ...]
    line: StatementLine
    trail: Trail
    provenance: Provenance
    paragraphs: tuple[GalleyParagraph, ...]
    claims: tuple[ClaimLine, ...]
    places: tuple[Place, ...]
    elsewhere: Others
    permalink: str
    citations: tuple[Citation, ...]
    embed: str
    """The code that puts it into another page."""
    previous: str | None
    next: str | None


@router.get("/quotes")
def quotes(request: Request, db: Db, pages: Templates, chosen: Chosen, asked: Asked) -> Response:
    """Every statement, by speaker, country, outlet and kind."""
    listing = lists.listing(db, lists.STATEMENTS, asked, chosen)
    head = Head(
        "Quotes",
        "Statements found in news articles, with who made them and the paragraph they stand in.",
        listing.address,
        section="Quotes",
        json=listing.address.replace("/quotes", "/quotes.json", 1),
        formats=listing.formats,
        searchbox=False,
    )
    standfirst = "What people and bodies are quoted or reported as saying, word for word as printed."
    return lists.answer(request, pages, "list.html", ListPage(head, "Quotes", standfirst, listing), listing)


@router.get("/s/{ident}")
@router.get("/s/{ident}/{slug}")
def statement(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: str) -> Response:
    """One statement with its evidence and source paragraphs."""
    view = records.found(db, ident, "statement", statements.statement)
    if suffix := records.suffix(request):
        return RedirectResponse(f"/s/{view.row.ident}{suffix}", 301)
    right = links.statement(view.row)
    found = matches.statement_elsewhere(db, view.row.ident)
    text = reading.captured(db, "statement", view.row.ident)
    page = _page(view, found, text, chosen.display_threshold, pages.origin(request))
    return records.moved(request, right) or pages.render(request, "statement.html", page)


def _page(
    view: StatementView, found: SaidElsewhere[StatementRow], text: str, threshold: float, origin: str
) -> StatementPage:
    line = lines.statement_line(view.row, threshold)
    unsure = view.row.confidence < threshold
    article = view.row.article
    said = shown.plain(line.words)
    verb = {"Quoted": "quoted", "Partly quoted": "partly quoted", "Reported": "reported"}[line.kind]
    notes = "".join(f" {note}." for note in line.words.notes)
    head = Head(
        f"{wording.clipped(line.speaker.words, 60)}: {wording.clipped(said, 80)}",
        wording.clipped(f"{said} — {line.speaker.words}, in: {article.label}.", 260 - len(notes)) + notes,
        line.href,
        section="Quotes",
        kind="article",
        json=f"/s/{view.row.ident}.json",
        formats=formats.of_record(f"/s/{view.row.ident}"),
        oembed=framing.discovery(origin + line.href, origin),
        jsonld=jsonld.embedded(jsonld.of_statement(view, text, threshold, origin)),
    )
    return StatementPage(
        head=head,
        heading=verb,
        slugline=(view.row.ident, f"version {view.row.version}", "machine-extracted", line.kind.lower()),
        line=line,
        trail=_trail(view, unsure=unsure),
        provenance=provenance(article, (text, view.row.pieces[0].span), view.row.said),
        paragraphs=galley.of_statement(view),
        claims=tuple(lines.claim_line(row, threshold) for row in view.claims),
        places=places(view.places, "/quotes"),
        elsewhere=elsewhere.of_statement(view.row, found, threshold),
        permalink=origin + line.href,
        citations=citing.citations(citing.of_statement(view.row, threshold, origin), f"/s/{view.row.ident}"),
        embed=framing.code(
            origin, view.row.ident, head.title, framing.WIDTH, framing.height(said, framing.WIDTH)
        ),
        previous=f"/s/{view.previous}" if view.previous else None,
        next=f"/s/{view.next}" if view.next else None,
    )


def _trail(view: StatementView, *, unsure: bool) -> Trail:
    evidence = view.evidence
    return Trail(
        " … ".join(evidence.cue) or "none",
        " … ".join(evidence.source) or "none named",
        # The chain ends in a name: it goes when the name does.
        () if unsure else evidence.reasons,
        evidence.medium or "",
        evidence.rule,
        wording.confidence(evidence.confidence),
        unsure,
    )
