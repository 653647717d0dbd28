"""The form of a decision: a panel for each verdict, with its key, its choices and usual reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from app.records import ClaimType, Kind, SpeakerKind, Verdict
from app.store.queries.views import Candidate, SpeakerRef
from app.web import wording

Named = TypeVar("Named", Kind, ClaimType, SpeakerKind)
NOBODY, OTHER, NEW = "nobody", "other", "new"
"""Values of the choice of a speaker beside identifiers."""
_KEYED = 9
_REASONS = {
    Verdict.DISPUTED: ("Several readings are possible", "The article contradicts itself"),
    Verdict.REJECTED: (
        "Nobody says it: it is the article’s own narration",
        "A title or a name, not somebody’s words",
        "The same words are filed already",
    ),
    Verdict.SPEAKER: (
        "The attribution beside the words names somebody else",
        "The pronoun stands for somebody else",
        "The article does not tell who said it",
    ),
    Verdict.EXTENT: ("Words of the article’s own were taken in", "Words were left out"),
    Verdict.KIND: ("The words stand inside quotation marks", "The words are reported, not quoted"),
    Verdict.COUNTRIES: ("The words are about another country", "The country is only where it was said"),
    Verdict.TYPE: ("The claim is of another type",),
}
_LABELS = {
    Verdict.CONFIRMED: ("c", "Right as it stands"),
    Verdict.SPEAKER: ("s", "Wrong speaker"),
    Verdict.REJECTED: ("x", "Not a statement"),
    Verdict.EXTENT: ("w", "Wrong words"),
    Verdict.KIND: ("k", "Quoted or not"),
    Verdict.TYPE: ("t", "Wrong type"),
    Verdict.COUNTRIES: ("o", "Wrong countries"),
    Verdict.DISPUTED: ("d", "In doubt, not settled"),
}
_OF_CLAIMS = (Verdict.CONFIRMED, Verdict.REJECTED, Verdict.TYPE, Verdict.COUNTRIES, Verdict.DISPUTED)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    value: str
    words: str
    note: str = ""
    key: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class WordRange:
    """Two fields of word numbers."""

    number: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What a verdict asks for."""

    verdict: str
    key: str
    label: str
    chosen: bool
    reasons: tuple[Choice, ...]
    """Usual ones; none for a confirmation."""
    choices: tuple[Choice, ...] = ()
    more: tuple[Choice, ...] = ()
    """Those hardly ever meant, folded away."""
    folded: bool = True
    words: tuple[WordRange, ...] = ()
    codes: str | None = None
    """The countries, as typed or as they stand; None where they are not asked for."""
    typed: str = ""
    """Which of the ways to name somebody else was chosen."""
    other: str = ""
    name: str = ""
    kinds: tuple[Choice, ...] = ()
    """Of a speaker not known yet."""


@dataclass(frozen=True, slots=True)
class Stands:
    """What stands of a statement or claim, which the panels begin with."""

    speaker: SpeakerRef | None
    kind: Kind | None
    type: ClaimType | None
    countries: tuple[str, ...]
    words: tuple[tuple[int, int], ...] = ()
    """The first and last word of each piece, by number."""


def of_statement(
    stands: Stands, candidates: Sequence[Candidate], typed: Mapping[str, str]
) -> tuple[Panel, ...]:
    """The panels of a statement."""
    return tuple(
        _panel(verdict, stands, typed, candidates) for verdict in _LABELS if verdict is not Verdict.TYPE
    )


def of_claim(stands: Stands, typed: Mapping[str, str]) -> tuple[Panel, ...]:
    """The panels of a claim."""
    return tuple(_panel(verdict, stands, typed, ()) for verdict in _OF_CLAIMS)


def reason(form: Mapping[str, str]) -> str:
    """The reason given: in the editor's own words, or the usual one chosen."""
    typed = " ".join(form.get("reason", "").split())
    return typed or form.get(f"usual-{form.get('verdict', '')}", "")


def _panel(
    verdict: Verdict, stands: Stands, typed: Mapping[str, str], candidates: Sequence[Candidate]
) -> Panel:
    key, label = _LABELS[verdict]
    if verdict is Verdict.REJECTED and stands.kind is None:
        label = "Not a claim"
    usual = typed.get(f"usual-{verdict}", "")
    reasons = tuple(Choice(words, words, chosen=words == usual) for words in _REASONS.get(verdict, ()))
    made = Panel(verdict, key, label, typed.get("verdict") == verdict, reasons)
    match verdict:
        case Verdict.SPEAKER:
            return _speaker(made, stands, candidates, typed)
        case Verdict.EXTENT:
            return replace(made, words=_words(stands, typed))
        case Verdict.KIND:
            shown = {kind: wording.KINDS[kind] for kind in Kind}
            return replace(made, choices=_of(shown, typed.get("kind"), stands.kind))
        case Verdict.TYPE:
            return replace(made, choices=_of(wording.TYPES, typed.get("type"), stands.type))
        case Verdict.COUNTRIES:
            names = ", ".join(wording.country(code) for code in stands.countries)
            return replace(made, codes=typed.get("codes", "" if "verdict" in typed else names))
        case _:
            return made


def _speaker(made: Panel, stands: Stands, candidates: Sequence[Candidate], typed: Mapping[str, str]) -> Panel:
    chosen = typed.get("speaker", "")
    others = [each for each in candidates if each.speaker != stands.speaker]
    choices = [
        Choice(
            each.speaker.ident,
            each.speaker.name,
            each.role or (f"here: {each.name}" if each.name != each.speaker.name else ""),
            str(number) if number <= _KEYED else "",
            chosen == each.speaker.ident,
        )
        for number, each in enumerate(others, 1)
    ]
    nobody = Choice(NOBODY, "Nobody is named", "the article does not tell", "0", chosen == NOBODY)
    kinds = _of(wording.SPEAKER_KINDS, typed.get("speaker-kind"), SpeakerKind.PERSON)
    return replace(
        made,
        choices=(*choices[:_KEYED], nobody),
        more=tuple(choices[_KEYED:]),
        folded=chosen not in {each.value for each in choices[_KEYED:]},
        typed=chosen,
        other=typed.get("other", ""),
        name=typed.get("name", ""),
        kinds=kinds,
    )


def _words(stands: Stands, typed: Mapping[str, str]) -> tuple[WordRange, ...]:
    if typed.get("verdict"):
        given = [
            (number, typed.get(f"first{number}", ""), typed.get(f"last{number}", ""))
            for number in range(1, 10)
        ]
        full = [each for each in given if each[1] or each[2]]
        rows = given[: max((each[0] for each in full), default=0) + 1]
    else:
        rows = [(number, str(a), str(b)) for number, (a, b) in enumerate(stands.words, 1)]
        rows.append((len(rows) + 1, "", ""))
    return tuple(WordRange(*each) for each in rows)


def _of(names: Mapping[Named, str], typed: str | None, now: Named | None) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            value.value, words, "as it stands" if value is now else "", chosen=value.value == (typed or now)
        )
        for value, words in names.items()
    )
