"""What waits in the queue as lines: the words, who is named, and why an editor should look."""

from dataclasses import dataclass, replace

from app.store.queries.views import Queued, ReportView, StatementRow, Waiting
from app.web import lines, wording
from app.web import words as shown
from app.web.lines import Named
from app.web.pages import Link
from app.web.reviewing.asking import Part
from app.web.wording import Day
from app.web.words import Words

PROBLEMS = {
    "speaker": "wrong speaker",
    "words": "wrong words",
    "not-a-statement": "not a statement",
    "kind": "quoted or not",
    "countries": "wrong country",
    "claim": "not a claim",
    "other": "something else",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A statement or claim in the queue."""

    ident: str
    href: str
    kind: str
    words: Words
    named: Named
    reasons: tuple[str, ...]
    """Why it is in the queue."""
    urgent: bool
    """Whether somebody flagged it."""
    article: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A reader's report."""

    problem: str
    note: str
    version: str
    """The version it was about, "" where that is not known."""
    sent: Day


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the queue, with how much is in it."""

    words: str
    count: str
    href: str
    chosen: bool


def line(queued: Queued, part: Part) -> Line:
    """The line of something in the queue; here the machine's name is told however unsure it is."""
    row = queued.row
    said = isinstance(row, StatementRow)
    if isinstance(row, StatementRow):
        told = lines.statement_line(row, 0.0)
        words, named, kind = shown.of_statement(row), told.speaker, told.label
    else:
        claim = lines.claim_line(row, 0.0)
        words, named, kind = shown.of_claim(row), claim.claimer, f"Claim: {claim.type.lower()}"
    return Line(
        ident=row.ident,
        href=part.record("statement" if said else "claim", row.ident),
        kind=kind,
        words=replace(words, notes=()),
        named=named,
        reasons=_reasons(queued),
        urgent=queued.place.flagged,
        article=row.article.label,
    )


def report(found: ReportView) -> ReportLine:
    """A report as an editor reads it."""
    version = f"version {found.version}" if found.version else ""
    problem = PROBLEMS.get(found.problem, found.problem).capitalize()
    return ReportLine(problem, found.note, version, wording.day(found.sent))


def tabs(waiting: Waiting, part: Part) -> tuple[Tab, ...]:
    """The queue by why something is in it."""
    counts = {
        "": ("Everything", ""),
        "reported": ("Reported", f"{waiting.reported:,}"),
        "waiting": ("Judgement waits", f"{waiting.waiting:,}"),
        "disputed": ("Disputed", f"{waiting.disputed:,}"),
        "unsure": ("Too unsure to name anybody", _up_to(waiting.unsure, waiting.most)),
    }
    counts[""] = ("Everything", _up_to(waiting.unchecked + waiting.disputed, waiting.most))
    return tuple(
        Tab(words, count, part.with_(why=why).queue(), part.asked.why == why)
        for why, (words, count) in counts.items()
    )


def sorts(part: Part) -> tuple[Link, ...]:
    """Statements, claims, or both; without an address the one that is shown."""
    names = {"": "Both", "statement": "Statements", "claim": "Claims"}
    return tuple(
        Link(words, "" if part.asked.what == what else part.with_(what=what).queue())
        for what, words in names.items()
    )


def _reasons(queued: Queued) -> tuple[str, ...]:
    place = queued.place
    reasons = []
    if place.reports:
        reasons.append(wording.count(-place.reports, "report"))
    if place.waits:
        reasons.append(wording.count(-place.waits, "judgement waits", "judgements wait"))
    elif place.disputed:
        reasons.append("disputed")
    return (*reasons, f"{wording.confidence(place.confidence).lower()} ({place.confidence:.2f})")


def _up_to(count: int, most: int) -> str:
    return f"{most:,} or more" if count >= most else f"{count:,}"
