"""Speakers side by side: what each says of the same things, counted and dated, and nothing concluded."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Query
from pydantic import Field
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.settings import Settings
from app.store.queries import check, compared, speakers, statements
from app.store.queries.filters import Filter
from app.store.queries.views import Extent, SpeakerRef, StatementRow
from app.web import choosing, lines, links, wording
from app.web.lines import StatementLine
from app.web.listing import Asking
from app.web.listing.chips import Chip, chips
from app.web.pages import Head, Link
from app.web.params import FilterQuery
from app.web.rooms import Room
from app.web.routes.described import LIST
from app.web.sessions import Chosen, Db, Templates

router = Room()

MOST = 6
"""Speakers side by side."""
_NEWEST, _FITTING = 3, 8
_KINDS = ("direct", "mixed", "indirect")


class CompareQuery(FilterQuery):
    """Whom to put side by side, and on what."""

    name: Annotated[str, Field(max_length=200, description="A name, to find a speaker to add by.")] = ""


Asked = Annotated[CompareQuery, Query()]


@dataclass(frozen=True, slots=True)
class Beside:
    """A speaker with what they say of what is asked about."""

    speaker: SpeakerRef
    role: str
    """As the newest article prints it; "" where none does."""
    extent: Extent
    newest: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Speakers side by side, with the address of the page that shows them."""

    permalink: str
    speakers: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One speaker on the page."""

    id: str
    speaker: Link
    role: str
    kind: str
    said: Link
    period: str
    claims: Link
    newest: tuple[StatementLine, ...]
    more: Link | None
    remove: str


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country, and how often each speaker speaks about it; None where never."""

    country: Link
    counts: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class Fitting:
    """A speaker whose name fits, to be added."""

    name: Link
    about: str
    add: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Speakers side by side."""

    head: Head
    columns: tuple[Column, ...]
    shared: tuple[CountryRow, ...]
    apart: tuple[CountryRow, ...]
    chips: tuple[Chip, ...]
    """Every choice; the form carries those that are not `listed` as hidden fields."""
    name: str
    fitting: tuple[Fitting, ...]
    notes: tuple[str, ...]
    q: str
    since: str
    until: str


@router.get("/compare", include_in_schema=False)
def compare(request: Request, db: Db, pages: Templates, chosen: Chosen, asked: Asked) -> Response:
    """Two to six speakers, each in a column."""
    wanted = replace(asked.filter(), sort="newest")
    known = _known(db, wanted.speakers)
    if asked.name.strip() and len(fitting := _fitting(db, asked.name, wanted, known)) == 1:
        # Only one is called so: whom else could the reader mean?
        return RedirectResponse(fitting[0].add, 302)
    found = [beside(db, wanted, ref) for ref in list(dict.fromkeys(known.values()))[:MOST]]
    return pages.render(request, "compare.html", _page(db, chosen, asked, wanted, known, found))


@router.get("/compare.json", responses=LIST, tags=["Reading"])
def compare_json(request: Request, db: Db, pages: Templates, chosen: Chosen, asked: Asked) -> Compared:
    """Speakers side by side: how much each says of what is asked about, when, and their newest words.

    Counts are of this archive and rank nobody; an identifier unknown here has no part in the answer.
    """
    wanted, origin = replace(asked.filter(), sort="newest"), pages.origin(request)
    refs = tuple(dict.fromkeys(_known(db, wanted.speakers).values()))[:MOST]
    found = tuple(beside(db, wanted, ref) for ref in refs)
    return Compared(
        origin + links.listing("/compare", wanted),
        tuple(
            replace(one, newest=tuple(lines.certain(row, chosen.display_threshold) for row in one.newest))
            for one in found
        ),
    )


def beside(db: Session, wanted: Filter, ref: SpeakerRef) -> Beside:
    """One speaker, and what they say of what `wanted` asks for."""
    theirs = replace(wanted, speakers=(ref.ident,))
    return Beside(
        ref,
        speakers.role(db, ref.ident),
        compared.extent(db, theirs),
        statements.statements(db, theirs, limit=_NEWEST).rows,
    )


def _known(db: Session, idents: tuple[str, ...]) -> dict[str, SpeakerRef]:
    """By identifier asked for, the speaker that stands for it today, in the order of their names."""
    found = {ident: called for ident in idents for called in check.identified(db, (ident,))}
    refs = {ident: called.speaker for ident, called in found.items()}
    return dict(sorted(refs.items(), key=lambda each: each[1].name.casefold()))


def _page(
    db: Session,
    chosen: Settings,
    asked: CompareQuery,
    wanted: Filter,
    known: dict[str, SpeakerRef],
    found: list[Beside],
) -> ComparePage:
    asking = Asking("/compare", "statement", "", "", wanted)
    names = tuple(one.speaker.name for one in found)
    head = Head(
        f"Side by side: {wording.clipped(', '.join(names), 80)}" if names else "Speakers side by side",
        "What speakers say of the same things: how much, when, about which countries, and in which words.",
        links.listing("/compare", wanted),
        section="Speakers",
        json=links.listing("/compare.json", wanted),
        searchbox=False,
    )
    countries = _countries(found, wanted)
    return ComparePage(
        head=head,
        columns=tuple(_column(one, wanted, chosen.display_threshold) for one in found),
        shared=tuple(row for row in countries if None not in row.counts) if len(found) > 1 else (),
        apart=tuple(row for row in countries if None in row.counts or len(found) == 1),
        chips=chips(asking, (), lambda ident: known[ident].name if ident in known else None),
        name=asked.name.strip(),
        fitting=_fitting(db, asked.name, wanted, known) if asked.name.strip() or not found else (),
        notes=tuple(_notes(len(set(known.values())))),
        q=wanted.q,
        since=wanted.since.isoformat() if wanted.since else "",
        until=wanted.until.isoformat() if wanted.until else "",
    )


def _notes(speakers_: int) -> list[str]:
    if speakers_ > MOST:
        return [f"{MOST} speakers stand side by side; the others are left out. Take one away to see another."]
    return ["Add another speaker to put beside."] if speakers_ == 1 else []


def _column(one: Beside, wanted: Filter, threshold: float) -> Column:
    theirs, extent = replace(wanted, speakers=(one.speaker.ident,)), one.extent
    all_of_them = links.listing("/quotes", theirs)
    return Column(
        id=f"of-{one.speaker.ident}",
        speaker=Link(one.speaker.name, links.speaker(one.speaker)),
        role=one.role,
        kind=wording.SPEAKER_KINDS[one.speaker.kind],
        said=Link(wording.count(extent.statements, "statement"), all_of_them),
        period=_period(extent),
        claims=Link(wording.count(extent.claims, "claim"), links.listing("/claims", theirs)),
        newest=tuple(lines.statement_line(row, threshold) for row in one.newest),
        more=Link(f"All {wording.count(extent.statements, 'statement')}", all_of_them)
        if extent.statements > len(one.newest)
        else None,
        remove=links.listing("/compare", choosing.without(wanted, "p", one.speaker.ident)),
    )


def _period(extent: Extent) -> str:
    """“3 May – 2 June 2021, in 2 articles”, and how many of them state no date."""
    if not extent.statements:
        return ""
    articles = wording.count(extent.articles, "article")
    if extent.undated == extent.articles:
        dates = "date not stated" if extent.articles == 1 else "dates not stated"
        return f"in {articles}, {dates}"
    dated = f"{wording.span(extent.first, extent.last)}, in {articles}"
    return f"{dated}, {extent.undated} of them without a date" if extent.undated else dated


def _countries(found: list[Beside], wanted: Filter) -> list[CountryRow]:
    """Every country spoken about, by name, with a link to what each speaker says about it."""
    counts = [{option.value: option.count for option in one.extent.about} for one in found]
    codes = sorted({code for each in counts for code in each}, key=wording.country)

    def link(one: Beside, code: str, count: int | None) -> Link | None:
        theirs = replace(wanted, speakers=(one.speaker.ident,), about=(code,))
        return Link(f"{count:,}", links.listing("/quotes", theirs)) if count else None

    return [
        CountryRow(
            lines.countries((code,))[0],
            tuple(link(one, code, each.get(code)) for one, each in zip(found, counts, strict=True)),
        )
        for code in codes
    ]


def _fitting(db: Session, name: str, wanted: Filter, known: dict[str, SpeakerRef]) -> tuple[Fitting, ...]:
    # Each word may be the beginning of one; without a name, those who spoke last.
    begun = " ".join(f"{word}*" for word in name.replace("*", " ").split())
    page = speakers.speakers(db, Filter(q=begun, sort="relevance" if begun else "newest"), limit=_FITTING)
    taken = {ref.ident for ref in known.values()}
    made = []
    for row in page.rows:
        if row.speaker.ident in taken:
            continue
        line = lines.speaker_line(row)
        added = choosing.choosing(wanted, "p", tuple(sorted({*wanted.speakers, row.speaker.ident})))
        about = ", ".join(part for part in (line.role, line.counts) if part)
        made.append(Fitting(Link(line.name, line.href), about, links.listing("/compare", added)))
    return tuple(made)
