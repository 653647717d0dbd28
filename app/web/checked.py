"""A quotation's answer as a page tells it: what is here, how it differs, and what that does not say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.checking import Answer, Checked, Narrated, Place
from app.link.checking import Exact, Near
from app.link.difference import difference
from app.records import Span
from app.store.queries.filters import Filter
from app.store.queries.views import Coverage
from app.web import covered, lines, links, wording
from app.web import words as shown
from app.web.lines import Named, Printed
from app.web.pages import Link

Kind = Literal["", "hit", "around", "removed", "added"]
_ANSWERS: dict[Answer, str] = {
    "exact": "These exact words are here",
    "other wording": "In other wording",
    "somebody else": "Said by somebody else",
    "narration": "In an article, but nobody’s quotation",
    "not here": "Not in this archive",
    "too short": "Too few words to look for",
}
_PARTS = {
    "whole": "",
    "sentences": "Part of a longer statement: the rest stands around the marked words.",
    "clipped": "Clipped: these words are part of a longer sentence. The rest stands around them.",
}
_APART = {
    "opposite": "a word of one says the opposite of a word of the other",
    "negation": "one of the two has a negation that the other has not",
    "number": "their figures differ",
}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a statement that are, or differ from, those asked about."""

    words: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Found:
    """A statement beside the quotation."""

    href: str
    runs: tuple[Run, ...]
    label: str
    """How its words are printed: "Quoted", "Reported, not verbatim"."""
    style: str
    cautions: tuple[str, ...]
    warning: str
    """What turns clipped words around; "" where nothing does."""
    notes: tuple[str, ...]
    """How it goes together with what was asked."""
    named: Named
    role: str
    printed: Printed
    ident: str
    lang: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that has the words outside any statement."""

    runs: tuple[Run, ...]
    printed: Link
    article: Link
    notes: tuple[str, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One quotation with its answer."""

    id: str
    number: int
    asked: str
    by: str
    """Whose it is said to be, "" where nobody is named."""
    answer: str
    style: str
    reasons: tuple[str, ...]
    differs: bool
    """Whether words are shown that differ from those asked about."""
    found: tuple[Found, ...]
    others_title: str
    others: tuple[Found, ...]
    paragraph: Paragraph | None
    meant: tuple[Link, ...]
    """Where a name fits several speakers: the same question about each of them."""
    search: str


def entry(number: int, checked: Checked, held: Coverage, threshold: float) -> Entry:
    """One line of the page; below `threshold` no speaker is named."""
    question = checked.question
    names = tuple(each.name for each in checked.speakers)
    by = question.name or (names[0] if names else "")
    style = checked.answer.replace(" ", "-")
    return Entry(
        id=f"q{number}",
        number=number,
        asked=question.words,
        by=by,
        answer=_title(checked),
        style=style,
        reasons=tuple(_reasons(checked, by, held, threshold)),
        differs=any(isinstance(place.how, Near) for place in (*checked.places, *checked.others)),
        found=tuple(_found(place, question.words, threshold) for place in checked.places),
        others_title=_others_title(checked),
        others=tuple(_found(place, question.words, threshold) for place in checked.others),
        paragraph=_paragraph(checked.narrated) if checked.narrated else None,
        meant=tuple(
            Link(each.name, address(question.words, ident=each.ident))
            for each in (checked.speakers if len(checked.speakers) > 1 else ())
        ),
        search=links.listing(
            "/quotes", Filter(q=wording.clipped(question.words, 400), match="any", sort="relevance")
        ),
    )


def address(words: str, *, name: str = "", ident: str = "") -> str:
    """The address of a question."""
    asked = links.query([("q", words), ("by", name), ("p", ident)])
    return f"/check?{asked}" if asked else "/check"


def _title(checked: Checked) -> str:
    said = _ANSWERS[checked.answer]
    if (
        checked.answer == "exact"
        and checked.places
        and all(isinstance(place.how, Exact) and place.how.part == "clipped" for place in checked.places)
    ):
        said = f"{said}, clipped"
    if checked.answer == "exact" and all(place.row.article.translated_from for place in checked.places):
        said = f"{said}, in a translation"
    return said


def _reasons(checked: Checked, by: str, held: Coverage, threshold: float) -> Iterator[str]:
    named = checked.question.names_somebody
    if len(checked.speakers) > 1:
        yield f"“{by}” fits {len(checked.speakers)} speakers here; any of them was looked for."
    if named and not checked.speakers:
        yield f"No speaker in this archive is called “{by}”."
    if checked.answer == "somebody else":
        whom = dict.fromkeys(_named(place, threshold).words for place in checked.others or checked.places)
        yield f"The words are here, attributed to {' and '.join(whom)}, not to {by}."
    if (
        checked.answer == "exact"
        and named
        and not any(_is_named(place, threshold) for place in checked.places)
    ):
        yield f"Who said them is not certain here, so neither is whether it was {by}."
    if checked.answer == "other wording":
        yield "Not these words, but these, which may say the same:"
    if checked.answer == "narration":
        yield "The words stand in the article’s own text: it attributes them to nobody."
    if checked.answer == "not here":
        yield (
            "Nothing here has these words or other words near enough. "
            f"This archive holds {covered.words(held)}. That says nothing about whether it was ever said."
        )
    if checked.answer == "too short":
        yield "Fewer than three words may be anybody’s. Give more of the sentence."


def _is_named(place: Place, threshold: float) -> bool:
    return place.row.speaker is not None and place.row.confidence >= threshold


def _named(place: Place, threshold: float) -> Named:
    row = lines.certain(place.row, threshold)
    return lines.named(row.speaker, row.source)


def _others_title(checked: Checked) -> str:
    if not checked.others:
        return ""
    if checked.answer == "not here":
        return "Nearest words here"
    return "" if checked.answer == "somebody else" else "The same words, attributed otherwise"


def _found(place: Place, asked: str, threshold: float) -> Found:
    line = lines.statement_line(place.row, threshold)
    return Found(
        href=line.href,
        runs=_runs(place, asked),
        label=line.label,
        style=line.words.style,
        cautions=line.cautions,
        warning=_warning(place),
        notes=tuple(_notes(place)),
        named=line.speaker,
        role=line.role,
        printed=line.printed,
        ident=line.ident,
        lang=line.words.lang,
    )


def _warning(place: Place) -> str:
    turned = place.how.turned if isinstance(place.how, Exact) else ""
    return f"Read what stands before: “{turned}” changes what these words say." if turned else ""


def _notes(place: Place) -> Iterator[str]:
    how = place.how
    if isinstance(how, Exact):
        if _PARTS[how.part]:
            yield _PARTS[how.part]
        if how.respelled:
            yield "In another spelling."
    elif how.apart:
        yield f"Not the same: {_APART[how.apart]}."


def _runs(place: Place, asked: str) -> tuple[Run, ...]:
    how, words = place.how, place.words
    if isinstance(how, Exact):
        return _marked(words, how.spans)
    start, end = how.span.start, how.span.end
    parts = difference(asked, words[start:end])
    made = [Run(words[:start], "around")]
    for part, after in zip(parts, (*parts[1:], None), strict=True):
        # What only the question has is not set against the word that follows.
        apart = " " if part.kind == "removed" and after and not after.words[:1].isspace() else ""
        made.append(Run(part.words + apart, "" if part.kind == "same" else part.kind))
    made.append(Run(words[end:], "around"))
    return tuple(run for run in made if run.words)


def _marked(words: str, spans: Sequence[Span], start: int = 0) -> tuple[Run, ...]:
    made, at = [], start
    for span in spans:
        first, last = max(span.start, start), min(span.end, start + len(words))
        if first >= last:
            continue
        made += [
            Run(words[at - start : first - start], "around"),
            Run(words[first - start : last - start], "hit"),
        ]
        at = last
    made.append(Run(words[at - start :], "around"))
    return tuple(run for run in made if run.words)


def _paragraph(narrated: Narrated) -> Paragraph:
    article, paragraph = narrated.article, narrated.paragraph
    return Paragraph(
        _marked(paragraph.words, narrated.spans, paragraph.span.start),
        Link(f"¶{paragraph.number + 1}", links.article(article, paragraph.number)),
        Link(article.label, links.article(article)),
        shown.notes(None, article),
        article.language or "",
    )
