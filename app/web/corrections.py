"""What editors decided, as the public record tells it: what it was, what it is now, why, and who says so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.records import Kind, Verdict
from app.store.queries.views import JudgementView, NamedView, SubjectView, ToldView
from app.web import links, standing, wording
from app.web import words as shown
from app.web.elsewhere import Run
from app.web.highlight import Segment
from app.web.pages import Link
from app.web.wording import Day
from app.web.words import Fragment, Words

PATH = "/corrections"
LETTERS = {"statement": "s", "claim": "c", "speaker": "p", "article": "a"}
"""What permalinks of each kind of record begin with."""
VERDICTS: Mapping[Verdict, str] = {
    Verdict.SPEAKER: "Speaker corrected",
    Verdict.EXTENT: "Words corrected",
    Verdict.KIND: "Kind corrected",
    Verdict.COUNTRIES: "Countries corrected",
    Verdict.TYPE: "Type corrected",
    Verdict.REJECTED: "Found to be no statement or claim",
    Verdict.DISPUTED: "Disputed",
    Verdict.SAME: "Found to be the same",
    Verdict.DIFFERENT: "Found to be different",
    Verdict.APART: "Speaker told apart",
    Verdict.CONFIRMED: "Checked and found right",
}
_NOBODY = "nobody named"
_NONE = "none"
_CLIPPED = 320


@dataclass(frozen=True, slots=True)
class Told:
    """Something told: what leads somewhere has an address."""

    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What was shown, and what is shown instead."""

    was: tuple[Told, ...]
    now: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One decision in the public record."""

    ident: str
    href: str
    heading: str
    turn: Turn | None
    sentence: tuple[Told, ...]
    """What was decided, where that is no turn from one thing to another."""
    runs: tuple[Run, ...]
    """Where the words were corrected, how."""
    words: Words | None
    """The words it is about; None where the runs tell them, and where there are none to be shown."""
    subject: Link | None
    """The statement, claim or speaker; None where it leads nowhere any more."""
    article: Link | None
    notes: tuple[str, ...]
    """What is to be known before the words are repeated."""
    reason: str
    made: Day
    editor: str
    state: str
    """"applied", "waiting", "superseded" or "withdrawn"."""
    standing: str
    """The same in a word."""
    fate: str
    """What became of it since, in words; "" where it stands."""
    fate_day: Day | None
    fate_reason: str


def line(view: JudgementView, *, whole: bool = False) -> CorrectionLine:
    """A decision; its words are clipped unless the `whole` is asked for."""
    extent = view.verdict is Verdict.EXTENT and view.subject.shown and bool(view.after.words)
    fate, day, why = _fate(view)
    return CorrectionLine(
        ident=view.ident,
        href=f"{PATH}/{view.ident}",
        heading=heading(view),
        turn=_turn(view) if view.subject.shown else None,
        sentence=_sentence(view),
        runs=_runs(view.before.words or "", view.after.words or "") if extent else (),
        words=None if extent else _words(view, whole=whole),
        subject=_subject(view.subject),
        article=(
            Link(view.subject.article.label, links.article(view.subject.article))
            if view.subject.article
            else None
        ),
        notes=_notes(view),
        reason=view.reason,
        made=wording.day(view.made),
        editor=view.editor,
        state=view.state,
        standing="stands" if view.stands else view.state,
        fate=fate,
        fate_day=day,
        fate_reason=why,
    )


def heading(view: JudgementView) -> str:
    """What was decided, in two or three words."""
    kind = view.subject.kind
    match view.verdict:
        case Verdict.REJECTED:
            return f"Not a {kind}"
        case Verdict.SAME:
            return "One speaker, not two" if kind == "speaker" else f"The same {kind}"
        case Verdict.DIFFERENT:
            return "Two speakers, not one" if kind == "speaker" else f"Not the same {kind}"
        case verdict:
            return VERDICTS[verdict]


def plain(told: CorrectionLine) -> str:
    """What was decided as one line of plain text: “Speaker corrected: was …; now …”."""
    words = "".join(each.words for each in told.sentence)
    if told.turn:
        was, now = (", ".join(each.words for each in side) for side in (told.turn.was, told.turn.now))
        words = f"was {was}; now {now}"
    elif told.runs:
        now = "".join(each.words for each in told.runs if each.kind != "removed")
        words = f"now “{wording.clipped(now, _CLIPPED)}”"
    return f"{told.heading}: {words}" if words else told.heading


def _turn(view: JudgementView) -> Turn | None:
    before, after = view.before, view.after
    match view.verdict:
        case Verdict.SPEAKER:
            return Turn((_named(before.speaker),), (_named(after.speaker),))
        case Verdict.KIND:
            return Turn((_kind(before.kind),), (_kind(after.kind),))
        case Verdict.COUNTRIES:
            return Turn(_countries(before), _countries(after))
        case Verdict.TYPE if before.type and after.type:
            return Turn((Told(wording.TYPES[before.type]),), (Told(wording.TYPES[after.type]),))
        case _:
            return None


def _sentence(view: JudgementView) -> tuple[Told, ...]:
    if not view.subject.shown:
        return (Told(f"What this was about was {view.subject.state}, and is not shown here any more."),)
    if view.other:
        return _of_two(view, _label(view.subject), _label(view.other))
    told: tuple[Told, ...] = ()
    match view.verdict:
        case Verdict.REJECTED:
            told = (Told(f"This is no {view.subject.kind}"), *_by(", shown as said by ", view.before))
        case Verdict.DISPUTED:
            told = (Told("It is in doubt whether this is right, and not settled yet"),)
        case Verdict.CONFIRMED:
            told = (Told("Right as it stands"), *_by(": said by ", view.after))
        case Verdict.EXTENT if not view.after.words:
            told = (Told("These words begin or end in the wrong place"),)
    return told


def _of_two(view: JudgementView, one: Told, other: Told) -> tuple[Told, ...]:
    if view.verdict is Verdict.APART:
        whom = _named(view.after.speaker) if view.after.speaker else Told("somebody else of that name")
        return (Told("In “"), other, Told("”, "), one, Told(" is "), whom)
    same = view.verdict is Verdict.SAME
    if view.subject.kind == "speaker":
        return (one, Told(" and "), other, Told(" are one and the same" if same else " are not the same"))
    return (Told("It says the same as: " if same else "It does not say the same as: "), other)


def _by(words: str, told: ToldView) -> tuple[Told, ...]:
    return (Told(words), _named(told.speaker)) if told.speaker else ()


def _fate(view: JudgementView) -> tuple[str, Day | None, str]:
    match view.state:
        case "withdrawn":
            by = f"Withdrawn by {view.withdrawn_by}" if view.withdrawn_by else "Withdrawn"
            return by, wording.day(view.withdrawn), view.withdrawn_reason
        case "superseded":
            return "A later decision stands in its place", None, ""
        case "waiting":
            return "It waits for an editor", None, view.waits
        case _:
            return "", None, ""


def _runs(before: str, words: str) -> tuple[Run, ...]:
    """How the words differ; those that are now the first have no space before them of their own."""
    first, *rest = standing.runs(" ".join(before.split()), " ".join(words.split()))
    if first.kind == "removed" and rest and not rest[0].words.startswith(" "):
        first = replace(first, words=f"{first.words} ")
    return (first, *rest)


def _words(view: JudgementView, *, whole: bool) -> Words | None:
    if not view.before.words or not view.subject.shown or view.subject.kind == "speaker":
        return None
    kind = _kind_of(view)
    said = " ".join(view.before.words.split())
    told = said if whole else wording.clipped(said, _CLIPPED).removesuffix("…")
    article = view.subject.article
    return Words(
        ((Fragment((Segment(told),)),),),
        kind.value if kind else "narration",
        quoted=kind is Kind.DIRECT and view.subject.kind == "statement",
        notes=(),
        listed=(),
        lang=(article.language or "") if article else "",
        more=told != said,
    )


def _notes(view: JudgementView) -> tuple[str, ...]:
    if view.subject.article is None:
        return ()
    return shown.notes(_kind_of(view), view.subject.article)


def _kind_of(view: JudgementView) -> Kind | None:
    """By which the words are set: quotation marks never stand around what is no longer taken for quoted."""
    return (view.after if view.stands else view.before).kind


def _subject(subject: SubjectView) -> Link | None:
    if subject.state == "erased":
        return None
    return Link(f"The {subject.kind}", f"/{LETTERS[subject.kind]}/{subject.ident}")


def _label(subject: SubjectView) -> Told:
    if not subject.shown:
        return Told(f"a {subject.kind} that was {subject.state}")
    return Told(
        wording.clipped(subject.label, 100) or f"the {subject.kind} {subject.ident}",
        f"/{LETTERS[subject.kind]}/{subject.ident}",
    )


def _named(named: NamedView | None) -> Told:
    if named is None:
        return Told(_NOBODY)
    return Told(named.name or "a name that was erased", f"/p/{named.ident}" if named.ident else "")


def _kind(kind: Kind | None) -> Told:
    return Told(wording.KINDS[kind] if kind else _NONE)


def _countries(told: ToldView) -> tuple[Told, ...]:
    codes = told.countries or ()
    return tuple(Told(wording.country(code), links.country(code)) for code in codes) or (Told(_NONE),)
