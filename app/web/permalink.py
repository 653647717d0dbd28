"""A statement's own page, put together: the version asked for, and the words of it that a link points at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.store.queries.views import JudgementView, SaidElsewhere, StatementRow, StatementView
from app.web import (
    cards,
    changed,
    citing,
    context,
    elsewhere,
    formats,
    framing,
    galley,
    history,
    jsonld,
    judged,
    lines,
    links,
    ranges,
    wording,
)
from app.web import words as shown
from app.web.changed import Changed
from app.web.citing import Citation
from app.web.context import Context
from app.web.elsewhere import Others
from app.web.framing import Snippet
from app.web.galley import GalleyParagraph
from app.web.history import Event
from app.web.judged import Decided
from app.web.lines import ClaimLine, StatementLine
from app.web.pages import Head, Link
from app.web.places import Place, places
from app.web.provenance import Provenance, provenance
from app.web.ranges import Range
from app.web.standing import Status, status
from app.web.trail import Trail, trail
from app.web.words import Words

_VERBS = {"Quoted": "quoted", "Partly quoted": "partly quoted", "Reported": "reported"}


@dataclass(frozen=True, slots=True)
class Viewing:
    """What is asked of a statement's page beside the statement."""

    pinned: bool
    """Whether a version was asked for by its number."""
    asked: str
    """The range of words asked for, as the address has it."""
    sent: str
    """The same as the form of word numbers sends it."""
    neighbours: int
    """How many paragraphs to show on each side."""
    q: str
    """What the reader was looking for when the page was opened, marked in it."""
    threshold: float
    origin: str


@dataclass(frozen=True, slots=True)
class Pointing:
    """Which words the address points at, and how to point at others."""

    label: str
    """“words 12–27 of 41”; "" for the whole statement."""
    notice: str
    """Why words asked for are not shown marked."""
    version: str
    """The address of this version, for ranges of its words."""
    whole: str
    """The address of the same without a range."""
    total: int
    first: int
    last: int
    counted: tuple[tuple[int, str], ...]
    """The words in lines of ten, each with the number of its first."""


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One statement."""

    head: Head
    heading: str
    slugline: tuple[Link, ...]
    """Without an address where nothing is to be opened."""
    newer: Link | None
    """The version that stands, where it is not this one."""
    changed: Changed | None
    """What differs in it beside the capture."""
    status: Status | None
    line: StatementLine
    notes: tuple[str, ...]
    """What to know before repeating the words, but for what the page tells more fully."""
    decided: tuple[Decided, ...]
    words: Words
    pointing: Pointing
    trail: Trail
    provenance: Provenance
    paragraphs: tuple[GalleyParagraph, ...]
    context: Context
    claims: tuple[ClaimLine, ...]
    places: tuple[Place, ...]
    elsewhere: Others
    permalink: str
    """What to send: the bare address, or where certain words or a version were asked for, exactly these."""
    other: Link
    """The same with its version where `permalink` has none, else without."""
    citations: tuple[Citation, ...]
    snippets: tuple[Snippet, ...]
    """What puts it into another page."""
    history: tuple[Event, ...]
    report: str
    """Where a reader says that something is wrong with it, as shown here."""
    previous: str | None
    next: str | None


def page(
    view: StatementView,
    viewing: Viewing,
    found: SaidElsewhere[StatementRow],
    decisions: Sequence[JudgementView],
    text: str,
) -> StatementPage:
    """The page of a statement whose words stand in `text`, with where else it was said."""
    row, threshold, origin = view.row, viewing.threshold, viewing.origin
    said = [piece.words for piece in row.pieces]
    chosen = ranges.read(viewing.asked, said) if viewing.asked else None
    unsure = row.confidence < threshold
    line = lines.statement_line(row, threshold)
    told = lines.statement_line(row, threshold, chosen) if chosen else line
    if view.standing and (row.gone or not view.stands):
        # The article is shown as last read: a paragraph of an earlier reading may have another number there.
        place = links.capture(row.article, view.standing.capture, row.pieces[0].paragraph)
        at = Link(line.printed.paragraph.words, place)
        line = replace(line, printed=replace(line.printed, paragraph=at))
    pinned = links.version(row, chosen)
    head = _head(view, viewing, told, chosen, text)
    return StatementPage(
        head=head,
        heading=_VERBS[line.kind],
        slugline=(
            Link(row.ident, ""),
            Link(f"version {row.version}", links.version(row)),
            Link(judged.slug(row), ""),
            Link(line.kind.lower(), ""),
        ),
        newer=None if view.stands else Link(f"version {view.latest}", links.standing(view)),
        changed=changed.changed(view, threshold, chosen),
        status=status(view.standing, row.article) if view.standing else None,
        line=line,
        notes=shown.notes(row.kind, row.article),
        decided=judged.decided(row),
        words=shown.numbered(row, chosen),
        pointing=_pointing(view, viewing, said, chosen),
        trail=trail(view, unsure=unsure),
        provenance=provenance(
            row.article, None if row.gone else (text, row.pieces[0].span), row.said if view.stands else None
        ),
        paragraphs=galley.of_statement(view, chosen),
        context=context.context(
            viewing.neighbours,
            links.version(row) if viewing.pinned else line.href,
            [("w", viewing.asked), ("q", viewing.q)],
            more=view.more,
        ),
        claims=tuple(lines.claim_line(each, threshold) for each in view.claims),
        places=places(view.places, "/quotes"),
        elsewhere=elsewhere.of_statement(row, found, threshold),
        permalink=origin + (pinned if chosen or viewing.pinned else line.href),
        other=(
            Link("The statement as it stands", origin + links.standing(view))
            if chosen or viewing.pinned
            else Link("This version, for ever", origin + pinned)
        ),
        citations=citing.citations(
            citing.of_statement(row, threshold, origin, chosen),
            links.version(row),
            f"?w={chosen.parameter}" if chosen else "",
        ),
        snippets=framing.snippets(
            origin,
            links.version(row, chosen, "/embed") if chosen or viewing.pinned else f"/s/{row.ident}/embed",
            head.title,
            told,
            origin + (pinned if chosen or viewing.pinned else line.href),
        ),
        history=history.history(view, decisions, unsure=unsure),
        report=links.report("s", row.ident, row.version if viewing.pinned else None),
        previous=f"/s/{view.previous}" if view.previous else None,
        next=f"/s/{view.next}" if view.next else None,
    )


def _head(
    view: StatementView, viewing: Viewing, told: StatementLine, chosen: Range | None, text: str
) -> Head:
    """What the page says of itself: of just the words asked for; its canonical address is the bare one."""
    row, origin = view.row, viewing.origin
    said = shown.plain(told.words)
    right = links.standing(view)
    pinned = links.version(row, chosen) if chosen or viewing.pinned else ""
    notes = "".join(f" {note}." for note in told.words.notes)
    bare = not (viewing.pinned or chosen)
    return Head(
        judged.titled(row, f"{wording.clipped(told.speaker.words, 60)}: {wording.clipped(said, 80)}"),
        wording.clipped(f"{said} — {told.speaker.words}, in: {row.article.label}.", 260 - len(notes)) + notes,
        right,
        section="Quotes",
        kind="article",
        json=f"/s/{row.ident}.json",
        index=view.stands and row.gone is None,
        formats=formats.of_record(f"/s/{row.ident}"),
        shared=pinned,
        card=cards.picture(
            cards.of_statement(view, viewing.threshold, chosen), links.version(row, chosen, "/card.png")
        ),
        oembed=framing.discovery(origin + (pinned or right), origin),
        jsonld=jsonld.embedded(jsonld.of_statement(view, text, viewing.threshold, origin)) if bare else None,
    )


def _pointing(view: StatementView, viewing: Viewing, said: list[str], chosen: Range | None) -> Pointing:
    every = ranges.each(said)
    total = len(every)
    refused = bool(viewing.asked) and chosen is None
    return Pointing(
        label=f"{chosen.label} of {total}" if chosen else "",
        notice=(
            f"This link points at words “{wording.clipped(viewing.asked, 20)}”, which are not there: "
            f"the statement has words 1 to {total}. All of it is shown."
            if refused
            else ""
        ),
        version=links.version(view.row),
        whole=links.version(view.row) if viewing.pinned else links.standing(view),
        total=total,
        first=chosen.first if chosen else 1,
        last=chosen.last if chosen else total,
        counted=ranges.counted(every),
    )
