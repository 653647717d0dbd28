"""The list of claims, and one claim: the permalink."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.store.queries import claims, matches
from app.store.queries import judged as decisions
from app.store.queries.views import ClaimRow, ClaimView, SaidElsewhere
from app.web import (
    cards,
    citing,
    context,
    corrections,
    elsewhere,
    formats,
    framing,
    galley,
    jsonld,
    judged,
    lines,
    links,
    lists,
    records,
    timelines,
    wording,
)
from app.web import words as shown
from app.web.citing import Citation
from app.web.context import Context
from app.web.corrections import CorrectionLine
from app.web.elsewhere import Others
from app.web.framing import Snippet
from app.web.galley import GalleyParagraph
from app.web.judged import Decided
from app.web.lines import ClaimLine, StatementLine
from app.web.pages import Head, Link
from app.web.params import Asked
from app.web.places import Place, places
from app.web.provenance import Provenance, provenance
from app.web.rooms import Room
from app.web.routes.statements import ListPage
from app.web.sessions import Chosen, Db, Templates
from app.web.standing import Status, status
from app.web.timelines import TimelineView

router = Room(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Stated:
    """A number, amount, share or date as printed, and as it was understood."""

    printed: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One claim."""

    head: Head
    slugline: tuple[str, ...]
    line: ClaimLine
    notes: tuple[str, ...]
    """What to know before repeating the words, but for what the page tells more fully."""
    decided: tuple[Decided, ...]
    status: Status | None
    worth_reasons: tuple[str, ...]
    quantities: tuple[Stated, ...]
    confidence: str
    rule: str
    provenance: Provenance
    paragraphs: tuple[GalleyParagraph, ...]
    context: Context
    statement: StatementLine | None
    places: tuple[Place, ...]
    elsewhere: Others
    timeline: TimelineView | None
    """Where the same claim is made, over time; None where it is made here alone."""
    permalink: str
    citations: tuple[Citation, ...]
    snippets: tuple[Snippet, ...]
    history: tuple[CorrectionLine, ...]
    """What people decided about it, the newest first."""
    report: str
    """Where a reader says that something is wrong with it."""
    previous: str | None
    next: str | None


class AroundQuery(BaseModel):
    """How a claim's page is opened: with so many paragraphs around it, and from which search."""

    context: str = ""
    q: str = ""


AroundAsked = Annotated[AroundQuery, Query()]


@router.get("/claims")
def claim_list(request: Request, db: Db, pages: Templates, chosen: Chosen, asked: Asked) -> Response:
    """Every claim, by country, type and claimer."""
    listing = lists.listing(db, lists.CLAIMS, asked, chosen)
    head = Head(
        "Claims",
        "Propositions that could turn out true or false, with who makes them and where they stand.",
        listing.address,
        section="Claims",
        json=listing.address.replace("/claims", "/claims.json", 1),
        formats=listing.formats,
        searchbox=False,
    )
    standfirst = (
        "Propositions that could turn out true or false. We say who makes them, never whether they hold."
    )
    page = ListPage(head, "Claims", standfirst, listing)
    return lists.answer(request, pages, "list.html", lambda: page, listing)


@router.get("/c/{ident}")
@router.get("/c/{ident}/{slug}")
def claim(
    request: Request, db: Db, pages: Templates, chosen: Chosen, ident: str, asked: AroundAsked
) -> Response:
    """One claim with its claimer and source paragraph."""
    neighbours, q = context.read(asked.context), asked.q[:500]
    read = claims.in_text(db, ident, neighbours, q)
    view = read.view
    if suffix := records.suffix(request):
        return RedirectResponse(f"/c/{view.row.ident}{suffix}", 301)
    found = matches.claim_elsewhere(db, view.row)
    page = replace(
        _page(view, found, read.text, chosen.display_threshold, pages.origin(request)),
        context=context.context(neighbours, links.claim(view.row), [("q", q)], more=view.more),
        history=tuple(map(corrections.line, decisions.of_subject(db, view.row.ident))),
    )
    return records.moved(request, page.line.href) or pages.render(request, "claim.html", page)


def _page(
    view: ClaimView, found: SaidElsewhere[ClaimRow], text: str, threshold: float, origin: str
) -> ClaimPage:
    line = lines.claim_line(view.row, threshold)
    article = view.row.article
    if view.standing and view.row.gone:
        place = links.capture(article, view.standing.capture, view.row.paragraph)
        at = Link(line.printed.paragraph.words, place)
        line = replace(line, printed=replace(line.printed, paragraph=at))
    said = shown.plain(line.words)
    notes = "".join(f" {note}." for note in line.words.notes)
    head = Head(
        judged.titled(
            view.row, f"Claim by {wording.clipped(line.claimer.words, 60)}: {wording.clipped(said, 80)}"
        ),
        wording.clipped(f"{said} — {line.claimer.words}, in: {article.label}.", 260 - len(notes)) + notes,
        line.href,
        section="Claims",
        kind="article",
        json=f"/c/{view.row.ident}.json",
        index=view.row.gone is None,
        formats=formats.of_record(f"/c/{view.row.ident}"),
        card=cards.picture(cards.of_claim(view.row, threshold), f"/c/{view.row.ident}/card.png"),
        jsonld=jsonld.embedded(jsonld.of_claim(view, text, threshold, origin)),
    )
    return ClaimPage(
        head=head,
        slugline=(view.row.ident, "claim", line.type.lower(), judged.slug(view.row)),
        line=line,
        notes=shown.notes(view.row.kind, article),
        decided=judged.decided(view.row),
        status=status(view.standing, article) if view.standing else None,
        worth_reasons=view.row.worth.reasons if view.row.worth else (),
        quantities=tuple(
            Stated(
                view.row.words[each.span.start - view.row.span.start : each.span.end - view.row.span.start],
                wording.quantity(each.value, each.unit, each.bound),
            )
            for each in view.quantities
        ),
        confidence=wording.confidence(view.confidence),
        rule=view.rule,
        provenance=provenance(article, None if view.row.gone else (text, view.row.span), view.row.said),
        paragraphs=galley.of_claim(view),
        context=Context("", None, None),
        statement=lines.statement_line(view.statement, threshold) if view.statement else None,
        places=places(view.places, "/claims"),
        elsewhere=elsewhere.of_claim(view.row, found, threshold),
        timeline=timelines.of_places(view.row, found),
        permalink=origin + line.href,
        citations=citing.citations(citing.of_claim(view.row, threshold, origin), f"/c/{view.row.ident}"),
        snippets=(framing.still(line, origin + line.href),),
        history=(),
        report=links.report("c", view.row.ident),
        previous=f"/c/{view.previous}" if view.previous else None,
        next=f"/c/{view.next}" if view.next else None,
    )
