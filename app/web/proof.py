"""An article as read, set like a proof: what is marked in it, and an index of who speaks where."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.records import Kind, Span
from app.store.queries.views import ArticleView, ClaimRow, SpeakerRef, StatementRow
from app.web import galley, highlight, lines, links, wording
from app.web.galley import GalleyParagraph, Note, Unshown
from app.web.highlight import Mark
from app.web.pages import Link

_STYLES = {Kind.DIRECT.value: "Quoted", Kind.MIXED.value: "Partly quoted",
           Kind.INDIRECT.value: "Reported, not verbatim", "claim": "Claim"}  # fmt: skip
"""What is marked, by CSS class, in the words of the legend."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader wants marked; "" leaves nothing out."""

    kind: str = ""
    """A kind of statement, or "claim"."""
    speaker: str = ""
    q: str = ""
    """Words to highlight."""
    match: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A choice that shows fewer marks, or, where it is made, all of them again."""

    style: str
    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody in the index, and the paragraphs in which they are quoted."""

    way: Way
    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """An article as read, and what leads through it."""

    overview: str
    """What is marked, in a sentence."""
    kinds: tuple[Way, ...]
    speakers: tuple[Entry, ...]
    unnamed: tuple[Link, ...]
    """Where words are said by nobody who is named."""
    unknown: bool
    """Whether a choice was made that means nothing here."""
    narrowed: str
    """What alone is marked, "" where everything is."""
    speaker: Link | None
    """Whose words alone are marked."""
    everything: str
    """The address with everything marked."""
    found: tuple[Link, ...]
    """Paragraphs that hold the words looked for."""
    paragraphs: tuple[GalleyParagraph, ...]
    unshown: str
    """How much of the article readers do not see here, "" where they see all."""
    after: Unshown | None
    """What stands after the last paragraph shown."""


def of_article(view: ArticleView, wanted: Wanted, threshold: float) -> Proof:
    """The article with all that is `wanted` of it marked, linked and listed in the margin."""
    said = [lines.certain(row, threshold) for row in view.statements]
    claims = [lines.certain_claim(row, threshold) for row in view.claims]
    known = _known(wanted, said)
    shown = [row for row in said if _is(row.kind.value, row.speaker, known)]
    claimed = [row for row in claims if _is("claim", row.claimer, known)]
    words = highlight.hits(view.found)
    paragraphs, after, anchors = _paragraphs(view, shown, claimed, words)
    return Proof(
        overview=_overview(said, claims),
        kinds=_kinds(view, said, claims, known),
        speakers=_speakers(view, said, known, anchors),
        unnamed=tuple(_place(row, anchors) for row in shown if row.speaker is None),
        unknown=(known.kind, known.speaker) != (wanted.kind, wanted.speaker),
        narrowed=_narrowed(known, len(shown), len(claimed), said),
        speaker=next(
            (
                Link(row.speaker.name, links.speaker(row.speaker))
                for row in said
                if row.speaker and row.speaker.ident == known.speaker
            ),
            None,
        ),
        everything=_address(view, replace(known, kind="", speaker="")),
        found=tuple(
            Link(f"¶{each.number + 1}", f"#p{each.number + 1}")
            for each in view.paragraphs
            if words and highlight.find(each.words, words)
        ),
        paragraphs=paragraphs,
        unshown=f"{wording.count(len(view.hidden), 'paragraph')} not shown here" if view.hidden else "",
        after=after,
    )


def _known(wanted: Wanted, said: Iterable[StatementRow]) -> Wanted:
    """The choices that mean something in this article: another leaves everything marked."""
    idents = {row.speaker.ident for row in said if row.speaker}
    return replace(
        wanted,
        kind=wanted.kind if wanted.kind in _STYLES else "",
        speaker=wanted.speaker if wanted.speaker in idents else "",
    )


def _is(style: str, speaker: SpeakerRef | None, wanted: Wanted) -> bool:
    named = not wanted.speaker or (speaker is not None and speaker.ident == wanted.speaker)
    return named and wanted.kind in ("", style)


def _paragraphs(
    view: ArticleView, said: list[StatementRow], claims: list[ClaimRow], words: frozenset[str]
) -> tuple[tuple[GalleyParagraph, ...], Unshown | None, frozenset[str]]:
    """The paragraphs, what is not shown after them, and the anchors that stand in them."""
    marks = [mark for row in said for mark in _statement_marks(row)]
    # Claims are stops of their own only where no statement is: most stand inside one.
    marks += [_claim_mark(row, anchored=not said) for row in claims]
    notes: dict[int, list[Note]] = {}
    for row in said:
        name = lines.named(row.speaker, row.source)
        told = f"{name.words} (disputed)" if row.review == "disputed" else name.words
        note = Note(row.kind.value, wording.KINDS[row.kind], told, links.statement(row))
        notes.setdefault(row.pieces[0].paragraph, []).append(note)
    for claim in claims:
        note = Note("claim", "Claim", wording.TYPES[claim.type], links.claim(claim))
        notes.setdefault(claim.paragraph, []).append(note)
    made = []
    hidden = list(view.hidden)
    for each in view.paragraphs:
        hits = highlight.find(each.words, words) if words else ()
        found = [Mark(_moved(span, each.span.start), "hit") for span in hits]
        leading = [number for number in hidden if number < each.number]
        del hidden[: len(leading)]
        set_ = galley.paragraph(each, view.article, marks + found, tuple(notes.get(each.number, ())))
        made.append(replace(set_, before=galley.unshown(leading, notes)))
    runs = [run for paragraph in made for run in paragraph.runs]
    anchors = (run.mark.anchor for run in runs if run.mark and run.begins)
    return tuple(made), galley.unshown(hidden, notes), frozenset(anchor for anchor in anchors if anchor)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _statement_marks(row: StatementRow) -> list[Mark]:
    name = lines.named(row.speaker, row.source)
    label = f"{wording.KINDS[row.kind]}, {name.words}: "
    anchors = [f"s-{row.ident}", *[None] * len(row.pieces)]
    return [
        Mark(piece.span, row.kind.value, links.statement(row), label, anchor)
        for piece, anchor in zip(row.pieces, anchors, strict=False)
    ]


def _claim_mark(row: ClaimRow, *, anchored: bool) -> Mark:
    label = f"Claim, {wording.TYPES[row.type].lower()}: "
    return Mark(row.span, "claim", links.claim(row), label, f"c-{row.ident}" if anchored else None)


def _kinds(
    view: ArticleView, said: list[StatementRow], claims: list[ClaimRow], wanted: Wanted
) -> tuple[Way, ...]:
    anybody = replace(wanted, kind="")
    counts = Counter(row.kind.value for row in said if _is(row.kind.value, row.speaker, anybody))
    counts["claim"] = sum(_is("claim", row.claimer, anybody) for row in claims)
    return tuple(
        _way(view, style, label, counts[style], wanted, {"kind": style}) for style, label in _STYLES.items()
    )


def _speakers(
    view: ArticleView, said: list[StatementRow], wanted: Wanted, anchors: frozenset[str]
) -> tuple[Entry, ...]:
    """Who is quoted, in the order in which they first speak; counts leave the choice of speaker out."""
    rows: dict[SpeakerRef, list[StatementRow]] = {}
    for row in said:
        if row.speaker and _is(row.kind.value, row.speaker, replace(wanted, speaker="")):
            rows.setdefault(row.speaker, []).append(row)
    return tuple(
        Entry(
            _way(view, "speaker", speaker.name, len(their), wanted, {"speaker": speaker.ident}),
            tuple(_place(row, anchors) for row in their),
        )
        for speaker, their in rows.items()
    )


def _place(row: StatementRow, anchors: frozenset[str]) -> Link:
    number = row.pieces[0].paragraph + 1
    anchor = f"s-{row.ident}"
    # Words inside the words of another statement have no mark of their own.
    return Link(f"¶{number}", f"#{anchor}" if anchor in anchors else f"#p{number}")


def _way(
    view: ArticleView, style: str, label: str, count: int, wanted: Wanted, change: Mapping[str, str]
) -> Way:
    chosen = all(getattr(wanted, name) == value for name, value in change.items())
    changed = replace(wanted, **(dict.fromkeys(change, "") if chosen else change))
    return Way(style, label, count, _address(view, changed), chosen)


def _address(view: ArticleView, wanted: Wanted) -> str:
    values = links.query(
        [("kind", wanted.kind), ("p", wanted.speaker), ("q", wanted.q), ("match", wanted.match)]
    )
    return links.article(view.article) + (f"?{values}" if values else "")


def _overview(said: list[StatementRow], claims: list[ClaimRow]) -> str:
    speakers = len({row.speaker.ident for row in said if row.speaker})
    by = f" by {wording.count(speakers, 'speaker')}" if speakers else ""
    return f"{wording.count(len(said), 'statement')}{by}, {wording.count(len(claims), 'claim')}"


def _narrowed(wanted: Wanted, statements: int, claims: int, said: Iterable[StatementRow]) -> str:
    if not wanted.kind and not wanted.speaker:
        return ""
    name = next((row.speaker.name for row in said if row.speaker and row.speaker.ident == wanted.speaker), "")
    chosen = ", ".join(filter(None, (_STYLES.get(wanted.kind, ""), name)))
    found = filter(
        None,
        (
            wording.count(statements, "statement") if wanted.kind != "claim" else "",
            wording.count(claims, "claim") if wanted.kind in ("", "claim") else "",
        ),
    )
    return f"Marked only: {chosen} ({', '.join(found)})"
