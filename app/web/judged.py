"""What people decided of a statement or claim, in words: beside it, and wherever it is repeated."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.records import ClaimType, Kind, Verdict
from app.store.queries.views import ClaimRow, Correction, StatementRow
from app.web import wording
from app.web.pages import Link

_BEFORE = {
    Verdict.SPEAKER: "speaker was",
    Verdict.EXTENT: "words were",
    Verdict.KIND: "was shown as",
    Verdict.COUNTRIES: "countries it is about were",
    Verdict.TYPE: "type was",
}
_NOTHING = {Verdict.SPEAKER: "nobody was named", Verdict.COUNTRIES: "no country was named"}


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision as a page tells it."""

    verdict: str
    """"Corrected", "Checked" or "Disputed"."""
    day: str
    what: str
    """“speaker was”; "" where nothing was changed."""
    was: str
    speaker: Link | None
    """Who was named before: said to be wrong, with the page that says so, too."""
    why: str
    record: Link
    """The decision's own page."""


def slug(row: StatementRow | ClaimRow) -> str:
    """How far people have looked at it, in a word or two; of an old version, that it is one."""
    if isinstance(row, StatementRow) and row.superseded and row.review != "disputed":
        return "superseded"
    return {"checked": "checked", "disputed": "disputed"}.get(row.review, "machine-extracted")


def titled(row: StatementRow | ClaimRow, title: str) -> str:
    """A title that repeats the words, with what is in doubt of them said first."""
    return f"Disputed: {title}" if row.review == "disputed" else title


def decided(row: StatementRow | ClaimRow) -> tuple[Decided, ...]:
    """Every decision that holds or waits, the newest first."""
    return tuple(one(each) for each in reversed(row.corrections))


def told(row: StatementRow | ClaimRow) -> tuple[str, ...]:
    """What has to be said with the words wherever they are repeated, each without its full stop."""
    return (*_doubts(row), *(sentence(each) for each in row.corrections if corrects(each)), *_late(row))


def listed(row: StatementRow | ClaimRow) -> tuple[str, ...]:
    """The same in a list: who was wrongly named is not named there."""
    dates = dict.fromkeys(date(each) for each in row.corrections if corrects(each))
    return (*_doubts(row), *(f"Corrected {day}" for day in dates), *_late(row))


def right(row: StatementRow | ClaimRow) -> bool:
    """Whether a person found it right as it is, and had nothing to set right."""
    return row.review == "checked" and not any(corrects(each) for each in row.corrections)


def date(correction: Correction) -> str:
    """The day of a decision as it is written with the words: 2026-11-21."""
    return correction.made.date().isoformat()


def speaker(row: StatementRow | ClaimRow) -> Correction | None:
    """The decision that who is named here is right."""
    held = (each for each in reversed(row.corrections) if not each.waits)
    return next((each for each in held if each.verdict in (Verdict.SPEAKER, Verdict.CONFIRMED)), None)


def in_words(correction: Correction) -> str:
    """What was shown before a decision, as readers know it."""
    if not correction.was:
        return ""
    if correction.verdict is Verdict.KIND:
        return wording.KINDS[Kind(correction.was)].lower()
    if correction.verdict is Verdict.TYPE:
        return wording.TYPES[ClaimType(correction.was)].lower()
    if correction.verdict is Verdict.COUNTRIES:
        return ", ".join(wording.country(code) for code in correction.was.split(", "))
    if correction.verdict is Verdict.EXTENT:
        return f"“{wording.clipped(correction.was, 160)}”"
    return correction.was


def one(correction: Correction) -> Decided:
    """One decision as a page tells it."""
    if correction.waits or correction.verdict is Verdict.DISPUTED:
        verdict = "Disputed"
    else:
        verdict = "Corrected" if corrects(correction) else "Checked"
    was = in_words(correction)
    what = _BEFORE.get(correction.verdict, "") if was else _NOTHING.get(correction.verdict, "")
    # Somebody judged not to have said it is found from here, and told so on their page.
    former = Link(was, f"/p/{correction.was_speaker}#corrected") if correction.was_speaker else None
    why = correction.reason
    if correction.waits:
        why = f"{why.rstrip('.')}. It waits for an editor: {correction.waits}" if why else correction.waits
    return Decided(
        verdict,
        date(correction),
        what if verdict == "Corrected" else "",
        was if verdict == "Corrected" else "",
        former if verdict == "Corrected" else None,
        wording.stopped(why),
        Link("The correction" if verdict == "Corrected" else "The decision", f"/corrections/{correction.id}"),
    )


def reasoned(correction: Correction) -> str:
    """What was shown before a decision, and why it was made, on one line."""
    was = f"was {in_words(correction)}" if correction.was else ""
    return ", ".join(part for part in (was, " ".join(correction.reason.split())) if part)


def sentence(correction: Correction) -> str:
    """What was set right, as it is said with the words: “Corrected 2026-11-21: speaker was …”."""
    was = in_words(correction)
    what = f"{_BEFORE[correction.verdict]} {was}" if was else _NOTHING.get(correction.verdict, "")
    return f"Corrected {date(correction)}" + (f": {what}" if what else "")


def _doubts(row: StatementRow | ClaimRow) -> Iterator[str]:
    if row.review != "disputed":
        return
    doubts = [each for each in row.corrections if each.waits or each.verdict is Verdict.DISPUTED]
    for each in doubts:
        why = each.waits or each.reason
        yield f"Disputed: {wording.clipped(why, 200).rstrip('.')}" if why else "Disputed"
    if not doubts:
        yield "Disputed"


def _late(row: StatementRow | ClaimRow) -> Iterator[str]:
    """What is to be known of a version that no longer stands."""
    if isinstance(row, ClaimRow) or row.superseded is None:
        return
    if row.misattributed:
        yield f"Speaker judged wrong {date(row.misattributed)}"
    yield f"Superseded by version {row.superseded}"


def corrects(correction: Correction) -> bool:
    """Whether it set something right."""
    return not correction.waits and correction.verdict in _BEFORE
