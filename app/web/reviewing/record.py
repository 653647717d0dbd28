"""The page on which a statement or claim is judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.records import Verdict
from app.store.queries.views import (
    Candidate,
    ClaimView,
    Found,
    JudgementView,
    ReportView,
    StatementView,
)
from app.web import galley, history, lines, wording
from app.web import links as addresses
from app.web import words as shown
from app.web.editing.allowed import Editing
from app.web.editing.strip import Strip, strip
from app.web.galley import GalleyParagraph
from app.web.history import Edition
from app.web.lines import Named, Printed
from app.web.pages import Head, Link
from app.web.reviewing import decided, extents, panels
from app.web.reviewing.asking import Part
from app.web.reviewing.decided import Decided
from app.web.reviewing.lines import ReportLine, report
from app.web.reviewing.panels import Panel, Stands
from app.web.words import Words


@dataclass(frozen=True, slots=True)
class Notice:
    """What was just done, or what came between."""

    words: str
    lines: tuple[str, ...] = ()
    undo: str = ""
    """Where it is undone, "" where there is nothing to undo."""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Machine:
    """What the machine read, and on what evidence."""

    facts: tuple[tuple[str, str], ...]
    """Names of facts with them."""
    reasons: tuple[str, ...]
    differs: tuple[tuple[str, str], ...]
    """Where people judged it: what the machine would say."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside a record: how it came here, and where to go on."""

    editing: Editing
    part: Part
    before: tuple[str, str] | None
    """The kind and identifier of what stands before it in the queue."""
    after: tuple[str, str] | None
    basis: str
    reports: tuple[ReportView, ...]
    judgements: tuple[JudgementView, ...]
    withdrawn: str
    """Why it is withdrawn, "" where it is not."""
    threshold: float
    typed: Mapping[str, str]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One statement or claim, its source, and the form of a decision."""

    head: Head
    strip: Strip
    heading: str
    kind: str
    public: str
    """Its own page."""
    withdrawn: str
    notices: tuple[Notice, ...]
    words: Words
    named: Named
    state: str
    doubt: str
    """That readers are told no name, where that is so."""
    printed: Printed
    paragraphs: tuple[GalleyParagraph, ...]
    counted: tuple[tuple[int, str], ...]
    machine: Machine
    reports: tuple[ReportLine, ...]
    judgements: tuple[Decided, ...]
    versions: tuple[Edition, ...]
    panels: tuple[Panel, ...]
    reason: str
    basis: str
    action: str
    dismiss: str
    may: bool
    """Whether whoever is logged in may judge."""
    others: tuple[Link, ...]
    """The claims in a statement, or a claim's statement: each is judged by itself."""
    queue: Link
    before: str
    after: str


def of_statement(
    view: StatementView, found: Found | None, candidates: Sequence[Candidate], around: Around
) -> RecordPage:
    """The page of a statement."""
    row = view.row
    line = lines.statement_line(row, 0.0)
    stands = Stands(row.speaker, row.kind, None, row.about, extents.of(view.paragraphs, row.pieces))
    told = extents.numbered(view.paragraphs)
    made = galley.of_statement(view)
    unsure = row.speaker is not None and row.confidence < around.threshold
    return _page(
        around,
        kind="statement",
        ident=row.ident,
        public=line.href,
        words=replace(shown.of_statement(row), notes=()),
        named=line.speaker,
        state=line.label,
        doubt="Too unsure: readers are shown the source as written" if unsure else "",
        printed=line.printed,
        paragraphs=tuple(replace(each, numbered=n) for each, n in zip(made, told, strict=True)),
        counted=extents.counted(view.paragraphs),
        machine=_statement_machine(view, found, around),
        versions=history.editions(view),
        panels=panels.of_statement(stands, candidates, around.typed),
        others=tuple(
            Link(wording.clipped(each.words, 90), around.part.record("claim", each.ident))
            for each in view.claims
        ),
    )


def of_claim(view: ClaimView, around: Around) -> RecordPage:
    """The page of a claim."""
    row = view.row
    line = lines.claim_line(row, 0.0)
    whole = view.statement
    others = whole and Link("The statement it stands in", around.part.record("statement", whole.ident))
    return _page(
        around,
        kind="claim",
        ident=row.ident,
        public=addresses.claim(row),
        words=replace(shown.of_claim(row), notes=()),
        named=line.claimer,
        state=f"Claim: {line.type.lower()}",
        doubt="",
        printed=line.printed,
        paragraphs=galley.of_claim(view),
        counted=(),
        machine=Machine(
            (
                (_told("Type", Verdict.TYPE, around), line.type),
                (
                    _told("Countries", Verdict.COUNTRIES, around),
                    ", ".join(link.words for link in line.about) or "none",
                ),
                ("Worth checking", line.worth or "not told"),
                *_sure(view.confidence, view.rule),
            ),
            row.worth.reasons if row.worth else (),
            (),
        ),
        versions=(),
        panels=panels.of_claim(Stands(row.claimer, None, row.type, row.about), around.typed),
        others=(others,) if others else (),
    )


def _page(around: Around, *, kind: str, ident: str, named: Named, **more: object) -> RecordPage:
    part = around.part
    title = f"Review: {kind} {ident}"
    path = part.record(kind, ident).partition("?")[0]
    return RecordPage(
        head=Head(title, f"A {kind} and what to decide about it.", path, searchbox=False, index=False),
        strip=strip(around.editing),
        heading=f"{kind.capitalize()} {ident}",
        kind=kind,
        withdrawn=around.withdrawn,
        notices=around.notices,
        named=named,
        reports=tuple(report(each) for each in around.reports),
        judgements=tuple(decided.decided(view, part) for view in around.judgements),
        reason=around.typed.get("reason", ""),
        basis=around.basis,
        action=part.record(kind, ident),
        dismiss=part.record(kind, ident).replace(ident, f"{ident}/dismiss", 1),
        may=around.editing.may("editor"),
        queue=Link("Queue", part.queue()),
        before=part.record(*around.before) if around.before else "",
        after=part.record(*around.after) if around.after else "",
        **more,  # type: ignore[arg-type]
    )


def _statement_machine(view: StatementView, found: Found | None, around: Around) -> Machine:
    evidence = view.evidence
    facts = [
        ("Source as written", " … ".join(evidence.source) or "none named"),
        ("Cue", " … ".join(evidence.cue) or "none"),
    ]
    if evidence.medium:
        facts.append(("Said to, or quoted by", evidence.medium))
    about = ", ".join(wording.country(code) for code in view.row.about) or "none"
    facts.append((_told("Countries", Verdict.COUNTRIES, around), about))
    if found is None:
        return Machine((*facts, *_sure(evidence.confidence, evidence.rule)), evidence.reasons, ())
    differs = [("The machine names", found.speaker.name if found.speaker else "nobody")]
    if found.words != " ".join(piece.words for piece in view.row.pieces):
        differs.append(("Its words", found.words))
    if found.kind is not view.row.kind:
        differs.append(("Its kind", wording.KINDS[found.kind]))
    if not found.found:
        differs.append(("Now", "it no longer finds this"))
    return Machine((*facts, *_sure(found.confidence, found.rule)), found.reasons, tuple(differs))


def _told(name: str, verdict: Verdict, around: Around) -> str:
    """The name of a fact, which says so where what stands is not the machine's."""
    judged = any(each.stands and each.verdict is verdict for each in around.judgements)
    return f"{name}, as judged" if judged else name


def _sure(confidence: float, rule: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Confidence", f"{wording.confidence(confidence)} ({confidence:.2f})"),
        ("Found by", rule),
    )
