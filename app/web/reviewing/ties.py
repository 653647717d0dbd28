"""Speakers side by side, and one speaker with all that can be done to it, as editors see them."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.store.queries.views import JudgementView, NamedIn, Page, Pair, Party
from app.web import links, wording
from app.web.editing.strip import Strip, strip
from app.web.pages import Head, Link
from app.web.reviewing import asking, decided
from app.web.reviewing.decided import Decided
from app.web.reviewing.desk import Desk
from app.web.reviewing.record import Notice

REASONS = {
    "same": ("One person or body, named in two ways", "The articles give both the same role"),
    "different": ("Namesakes: their roles differ", "A body and one of its parts"),
    "apart": ("In this article it is a namesake", "Two persons were taken for one in this article"),
}
"""Usual reasons, by what is decided."""


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One of two speakers."""

    ident: str
    name: str
    href: str
    work: str
    """Where an editor can do more with it."""
    shown: str
    """The name that pages show in its place, "" where that is its own."""
    facts: tuple[tuple[str, str], ...]
    samples: tuple[tuple[Link, str], ...]
    """Words of theirs, and the article."""


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two speakers that may be one."""

    number: int
    a: PartyLine
    b: PartyLine
    rule: str
    reasons: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class TiesPage:
    """Pairs of speakers."""

    head: Head
    strip: Strip
    notices: tuple[Notice, ...]
    tabs: tuple[tuple[Link, bool], ...]
    same: bool
    """Whether these are pairs that the machine joined."""
    pairs: tuple[PairLine, ...]
    usual: tuple[str, ...]
    total: str
    may: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PartyPage:
    """One speaker: merged with another, or parted in an article."""

    head: Head
    strip: Strip
    notices: tuple[Notice, ...]
    party: PartyLine
    pairs: tuple[PairLine, ...]
    joined: tuple[PairLine, ...]
    articles: tuple[tuple[str, Link, str], ...]
    """Identifier, link, and what the article calls them."""
    judgements: tuple[Decided, ...]
    usual: Mapping[str, tuple[str, ...]]
    typed: Mapping[str, str]
    may: bool


def ties(
    desk: Desk,
    notices: tuple[Notice, ...],
    found: Page[Pair],
    bases: Mapping[tuple[str, str], str],
    *,
    same: bool,
) -> TiesPage:
    """A page of pairs."""
    here = asking.SPEAKERS + ("?show=joined" if same else "")
    joiner = "&" if same else "?"
    return TiesPage(
        head=Head(
            "Speakers to join", "Speakers that may be one.", asking.SPEAKERS, searchbox=False, index=False
        ),
        strip=strip(desk.editing),
        notices=notices,
        tabs=(
            (Link("May be the same", asking.SPEAKERS), not same),
            (Link("Joined by machine", f"{asking.SPEAKERS}?show=joined"), same),
        ),
        same=same,
        pairs=_pairs(found, bases),
        usual=(*REASONS["same"], *REASONS["different"]),
        total=wording.count(found.total, "pair"),
        may=desk.editing.may("editor"),
        before=f"{here}{joiner}before={found.before}" if found.before else "",
        after=f"{here}{joiner}after={found.after}" if found.after else "",
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one speaker."""

    party: Party
    suggested: Page[Pair]
    joined: Page[Pair]
    bases: Mapping[tuple[str, str], str]
    articles: tuple[NamedIn, ...]
    judgements: tuple[JudgementView, ...]


def party(desk: Desk, known: Known, notices: tuple[Notice, ...], typed: Mapping[str, str]) -> PartyPage:
    """The page of one speaker."""
    one = _party(known.party)
    return PartyPage(
        head=Head(f"Review: {one.name}", "A speaker.", one.work, searchbox=False, index=False),
        strip=strip(desk.editing),
        notices=notices,
        party=one,
        pairs=_pairs(known.suggested, known.bases),
        joined=_pairs(known.joined, known.bases),
        articles=tuple(
            (
                each.article.ident,
                Link(each.article.label, links.article(each.article)),
                ", ".join(filter(None, (each.name, each.role))),
            )
            for each in known.articles
        ),
        judgements=tuple(map(decided.decided, known.judgements)),
        usual=REASONS,
        typed={name: typed.get(name, "") for name in ("other", "reason", "apart-reason", "apart-other")},
        may=desk.editing.may("editor"),
    )


def _pairs(found: Page[Pair], bases: Mapping[tuple[str, str], str]) -> tuple[PairLine, ...]:
    return tuple(
        PairLine(
            number, _party(each.a), _party(each.b), each.rule, each.reasons, bases[each.a.ident, each.b.ident]
        )
        for number, each in enumerate(found.rows, 1)
    )


def _party(each: Party) -> PartyLine:
    facts = [
        ("Kind", wording.SPEAKER_KINDS[each.kind]),
        ("Speaks from", wording.country(each.country) if each.country else wording.NOT_STATED),
        ("Also called", ", ".join(each.aliases)),
        ("Role as printed", "; ".join(each.roles)),
        ("Statements", f"{each.statements:,}"),
    ]
    return PartyLine(
        ident=each.ident,
        name=each.name,
        href=links.speaker(each.shown),
        work=f"{asking.QUEUE}/p/{each.ident}",
        shown=each.shown.name if each.shown.ident != each.ident else "",
        facts=tuple((name, words) for name, words in facts if words),
        samples=tuple(
            (Link(wording.clipped(sample.words, 160), f"/s/{sample.ident}"), sample.article)
            for sample in each.samples
        ),
    )
