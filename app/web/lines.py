"""Rows of the store as the lines of a list: every label and address worked out, nothing left to templates."""

from dataclasses import dataclass, replace
from typing import TypeVar

from app.records import Kind, SpeakerKind
from app.store.queries.views import (
    ArticleRef,
    ArticleRow,
    ClaimRow,
    SpeakerRef,
    SpeakerRow,
    StatementRow,
)
from app.web import highlight, judged, links, wording
from app.web import words as shown
from app.web.highlight import Segment
from app.web.pages import Link
from app.web.ranges import Range
from app.web.wording import Day
from app.web.words import Words

Said = TypeVar("Said", bound=StatementRow)
Claimed = TypeVar("Claimed", bound=ClaimRow)


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named for some words; without `href` it is the source as written, or nobody."""

    words: str
    href: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """Where and when something was printed."""

    article: Link
    outlet: Link
    """Without an address where none is stated."""
    published: Day
    paragraph: Link


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement in a list."""

    ident: str
    href: str
    words: Words
    kind: str
    label: str
    """The kind, as fully as a reader has to know it: "Reported, not verbatim"."""
    cautions: tuple[str, ...]
    """What else to know before repeating the words."""
    checked: bool
    """Whether a person found it right as it is."""
    speaker: Named
    role: str
    printed: Printed
    about: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a list."""

    ident: str
    href: str
    words: Words
    wording: tuple[Segment, ...]
    """The claim made to stand alone, our insertions in brackets; () where its words do already."""
    type: str
    worth: str
    """How much it asks to be checked, in a word; "" where that is unknown."""
    checked: bool
    """Whether a person found it right as it is."""
    claimer: Named
    statement: Link | None
    printed: Printed
    about: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A speaker in a list."""

    ident: str
    href: str
    name: str
    kind: str
    role: str
    country: Link | None
    counts: str
    dates: str


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a list."""

    ident: str
    href: str
    label: str
    titled: bool
    """False where the label is the opening words of the text."""
    outlet: Link
    published: Day
    counts: str
    excerpt: tuple[Segment, ...]
    notes: tuple[str, ...]
    copies: Link | None
    """Where else its report is printed, if it is."""


def certain(row: Said, threshold: float) -> Said:
    """The row without its speaker where that is too unsure to be shown."""
    return row if row.confidence >= threshold else replace(row, speaker=None, role=None)


def certain_claim(row: Claimed, threshold: float) -> Claimed:
    """The row without its claimer where that is too unsure to be shown."""
    return row if row.confidence >= threshold else replace(row, claimer=None)


def statement_line(row: StatementRow, threshold: float, chosen: Range | None = None) -> StatementLine:
    """A statement's line, or that of the words `chosen`; below `threshold` it names the source as written."""
    row = certain(row, threshold)
    return StatementLine(
        row.ident,
        links.version(row, chosen) if chosen else links.statement(row),
        shown.excerpt(row, chosen) if chosen else shown.of_statement(row),
        wording.KINDS[row.kind],
        wording.KIND_NOTES[row.kind] if row.kind is Kind.INDIRECT else wording.KINDS[row.kind],
        (*judged.listed(row), *([wording.TRANSLATED] if row.article.translated_from else [])),
        judged.right(row),
        _misattributed(row) or named(row.speaker, row.source),
        "" if row.misattributed else row.role or "",
        _printed(row.article, row.pieces[0].paragraph),
        countries(row.about),
    )


def claim_line(row: ClaimRow, threshold: float) -> ClaimLine:
    """A claim's line; its claimer is the outlet where the article's narration makes it."""
    row = certain_claim(row, threshold)
    narrated = (
        Named(row.article.outlet, links.outlet(row.article), "in its narration")
        if row.article.outlet
        else Named("The article itself")
    )
    return ClaimLine(
        row.ident,
        links.claim(row),
        shown.of_claim(row),
        shown.worded(row),
        wording.TYPES[row.type],
        "" if row.worth is None else wording.worth(row.worth.score),
        judged.right(row),
        named(row.claimer, row.source) if row.statement else narrated,
        Link("from a statement", f"/s/{row.statement}") if row.statement else None,
        _printed(row.article, row.paragraph),
        countries(row.about),
    )


def speaker_line(row: SpeakerRow) -> SpeakerLine:
    """A speaker's line."""
    return SpeakerLine(
        row.speaker.ident,
        links.speaker(row.speaker),
        row.speaker.name,
        wording.SPEAKER_KINDS[row.speaker.kind],
        row.role or "",
        country_link(row.speaker.country),
        f"{wording.count(row.statements, 'statement')} in {wording.count(row.articles, 'article')}",
        wording.span(row.first, row.last),
    )


def article_line(row: ArticleRow) -> ArticleLine:
    """An article's line."""
    return ArticleLine(
        row.article.ident,
        links.article(row.article),
        row.article.label,
        row.article.title is not None,
        outlet(row.article),
        wording.day(row.article.published),
        _counts(row),
        highlight.excerpt(row.snippet or ""),
        (f"Translated from {wording.language(row.article.translated_from)}",)
        if row.article.translated_from
        else (),
        Link(f"and {wording.count(row.copies, 'copy', 'copies')}", f"{links.article(row.article)}#copies")
        if row.copies
        else None,
    )


def _counts(row: ArticleRow) -> str:
    if not row.article.extracted:
        # Nobody looked: "0 statements" would say that there are none.
        return f"Not extracted: in {wording.language(row.article.language or row.article.detected_language)}"
    return f"{wording.count(row.statements, 'statement')}, {wording.count(row.claims, 'claim')}"


def _misattributed(row: StatementRow) -> Named | None:
    """Who was named before a person found that wrong: nothing may repeat it as if it held."""
    if row.speaker is None or row.misattributed is None:
        return None
    day = judged.date(row.misattributed)
    return Named(f"Once attributed to {row.speaker.name}", None, f"judged wrong {day}")


def named(speaker: SpeakerRef | None, source: str) -> Named:
    """The speaker, else the source as written."""
    if speaker is None:
        return Named(source, None, "source as written") if source else Named("Nobody named")
    note = "unnamed source" if speaker.kind is SpeakerKind.UNNAMED else ""
    return Named(speaker.name, links.speaker(speaker), note)


def countries(codes: tuple[str, ...]) -> tuple[Link, ...]:
    """Countries by name, each with its page."""
    return tuple(Link(wording.country(code), links.country(code)) for code in codes)


def outlet(article: ArticleRef) -> Link:
    """An article's outlet with its page, or the words that none is stated."""
    return Link(article.outlet or "Outlet not stated", links.outlet(article))


def country_link(code: str | None) -> Link | None:
    """A country by name, where there is one."""
    return countries((code,))[0] if code else None


def _printed(article: ArticleRef, paragraph: int) -> Printed:
    return Printed(
        Link(article.label, links.article(article)),
        outlet(article),
        wording.day(article.published),
        Link(f"¶{paragraph + 1}", links.article(article, paragraph)),
    )
