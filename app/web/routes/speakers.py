"""The list of speakers, and one speaker."""

from dataclasses import dataclass, replace
from functools import cache

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.store.queries import profile, speakers
from app.store.queries.views import RoleView, SpeakerView
from app.web import formats, jsonld, judged, lines, links, lists, records, wording
from app.web import words as shown
from app.web.judged import Decided
from app.web.listing import Listing
from app.web.pages import Head, Link
from app.web.params import Asked
from app.web.rooms import Room
from app.web.routes.statements import ListPage
from app.web.sessions import Chosen, Db, Templates

_NOTHING = "nothing quoted or reported with confidence"
_EMPTY = (
    "No statement here is attributed to this speaker with enough confidence to name them. "
    "That says nothing about whether they said anything."
)
_STATING = 3
"""Articles named that state an entry elsewhere."""
router = Room(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Counted:
    """A country spoken about, and in how many statements."""

    country: Link
    count: str
    href: str


@dataclass(frozen=True, slots=True)
class PrintedRole:
    """A role as articles print it, with the first of them that do."""

    words: str
    article: Link
    published: wording.Day
    often: str = ""
    """In how many articles, and from when until when; "" where it is printed in this one alone."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two names that are one speaker here."""

    name: str
    other: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The speaker's entry elsewhere, and the articles whose metadata states it."""

    there: Link
    articles: tuple[Link, ...]
    more: str
    """How many others state it, "" where none does."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another speaker, kept apart, that may be the same."""

    speaker: Link
    reasons: str


@dataclass(frozen=True, slots=True)
class Former:
    """A statement that was wrongly attributed to the speaker."""

    words: Link
    style: str
    notes: tuple[str, ...]
    """What to know before repeating the words."""
    article: Link
    published: wording.Day
    decided: Decided


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """One speaker."""

    head: Head
    ident: str
    name: str
    kind: str
    country: Link | None
    country_words: str
    aliases: tuple[str, ...]
    entries: tuple[Entry, ...]
    roles: tuple[PrintedRole, ...]
    looked_through: Link | None
    """Where more articles name the speaker than were looked through for what they print of it."""
    about: tuple[Counted, ...]
    counts: str
    claims: Link
    compare: str
    """Where the speaker stands beside another."""
    said_about: Link | None
    ties: tuple[Tie, ...]
    suggestions: tuple[Suggestion, ...]
    formerly: tuple[Former, ...]
    listing: Listing


@router.get("/speakers")
def speaker_list(request: Request, db: Db, pages: Templates, chosen: Chosen, asked: Asked) -> Response:
    """Everybody who is quoted or reported."""
    listing = lists.listing(db, lists.SPEAKERS, asked, chosen)
    head = Head(
        "Speakers",
        "People, organisations, publications and unnamed sources whose words are in this archive.",
        listing.address,
        section="Speakers",
        json=listing.address.replace("/speakers", "/speakers.json", 1),
        formats=listing.formats,
        searchbox=False,
    )
    standfirst = "People, organisations, publications and unnamed sources whose words are filed here."
    page = ListPage(head, "Speakers", standfirst, listing, compare="/compare")
    return lists.answer(request, pages, "list.html", lambda: page, listing)


@router.get("/p/{ident}")
@router.get("/p/{ident}/{slug}")
def speaker(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: str, asked: Asked) -> Response:
    """Who the speaker is as printed, and every statement, with a search within them."""
    ref = speakers.ref(db, ident)
    if suffix := records.suffix(request):
        return RedirectResponse(f"/p/{ref.ident}{suffix}", 301)
    right = links.speaker(ref)
    moved = records.moved(request, right)
    if moved:
        return moved
    listing = lists.listing(db, lists.STATEMENTS, asked, chosen, lists.Within(right, "p", ref.ident))
    view = cache(lambda: profile.standing(db, ref.ident))
    if listing.empty and not view().statements:
        listing = replace(listing, empty=_EMPTY)
    return lists.answer(
        request, pages, "speaker.html", lambda: _page(view(), listing, pages.origin(request)), listing
    )


def _page(view: SpeakerView, listing: Listing, origin: str) -> SpeakerPage:
    ref = view.speaker
    said, where = wording.count(view.statements, "statement"), wording.count(view.article_count, "article")
    counts = f"{said} in {where}" if view.statements else _NOTHING
    role = f", {view.roles[0].words}" if view.roles else ""
    head = Head(
        f"{ref.name}: statements",
        wording.clipped(f"{ref.name}{role}: {counts}, each with its source paragraph.", 260),
        listing.address,
        section="Speakers",
        kind="profile",
        json=f"/p/{ref.ident}.json",
        formats=formats.of_record(f"/p/{ref.ident}"),
        jsonld=jsonld.embedded(jsonld.of_speaker(view, origin)),
        searchbox=False,
    )
    return SpeakerPage(
        head=head,
        ident=ref.ident,
        name=ref.name,
        kind=wording.SPEAKER_KINDS[ref.kind],
        country=lines.country_link(ref.country),
        country_words=view.country_words or "",
        aliases=view.aliases,
        entries=_entries(view),
        roles=tuple(map(_role, view.roles)),
        looked_through=_looked_through(view),
        about=tuple(
            Counted(lines.countries((option.value,))[0], f"{option.count:,}",
                    f"{links.speaker(ref)}?{links.query([('about', option.value)])}")
            for option in view.about
        ),
        counts=counts,
        claims=Link(wording.count(view.claims, "claim"), f"/claims?{links.query([('p', ref.ident)])}"),
        compare=f"/compare?{links.query([('p', ref.ident)])}",
        said_about=Link(
            f"{wording.count(view.said_about, 'statement')} by others",
            f"/quotes?{links.query([('named', ref.ident)])}",
        ) if view.said_about else None,
        # That a name is the same name tells nobody anything.
        ties=tuple(
            Tie(tie.name, tie.other, "; ".join(tie.reasons)) for tie in view.ties if tie.name != tie.other
        ),
        suggestions=tuple(
            Suggestion(Link(each.speaker.name, links.speaker(each.speaker)), "; ".join(each.reasons))
            for each in view.suggestions
        ),
        formerly=tuple(
            Former(
                Link(wording.clipped(each.words, 200), links.record("s", each.ident, each.words)),
                each.kind.value,
                shown.notes(each.kind, each.article),
                Link(each.article.label, links.article(each.article)),
                wording.day(each.article.published),
                judged.one(each.correction),
            )
            for each in view.formerly
        ),
        listing=listing,
    )  # fmt: skip


def _entries(view: SpeakerView) -> tuple[Entry, ...]:
    stating: dict[str, list[Link]] = {}
    for each in view.same_as:
        if links.outside(each.url):
            stating.setdefault(each.url, []).append(Link(each.article.label, links.article(each.article)))
    return tuple(
        Entry(
            Link(url.partition("://")[2].removeprefix("www."), url),
            tuple(articles[:_STATING]),
            f"{len(articles) - _STATING:,} more" if len(articles) > _STATING else "",
        )
        for url, articles in stating.items()
    )


def _role(role: RoleView) -> PrintedRole:
    often = ", ".join(
        filter(None, (f"in {wording.count(role.articles, 'article')}", wording.span(role.first, role.last)))
    )
    return PrintedRole(
        role.words,
        Link(role.article.label, links.article(role.article)),
        wording.day(role.article.published),
        often if role.articles > 1 else "",
    )


def _looked_through(view: SpeakerView) -> Link | None:
    if view.looked_through is None:
        return None
    return Link(
        f"{view.looked_through} articles, those read last",
        f"/articles?{links.query([('p', view.speaker.ident)])}",
    )
