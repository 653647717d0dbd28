"""What an editor's form says, as a judgement; or what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.errors import Gone, NotFound
from app.records import ClaimType, Judgement, Kind, SpeakerKind, Verdict
from app.store import identifiers
from app.store.queries import suggestions
from app.store.queries.views import NamedSpeaker, ParagraphView, Piece
from app.web import wording
from app.web.reviewing import extents, panels

LONGEST = 300
"""Characters of a reason."""
_IDENT = re.compile(r"(?:^|[(/·\s])([0-9a-zA-Z]{8})(?:$|[)/\s])")
_SAME_NAME = 6


class Wrong(Exception):
    """The form cannot be taken as it is; says what is wrong and what would be right."""


@dataclass(frozen=True, slots=True)
class About:
    """What a form is about."""

    kind: str
    """"statement" or "claim"."""
    ident: str
    paragraphs: Sequence[ParagraphView] = ()
    pieces: Sequence[Piece] = ()


def judgement(db: Session, about: About, form: Mapping[str, str]) -> Judgement:
    """The decision that a form says. Raises Wrong."""
    try:
        verdict = Verdict(form.get("verdict", ""))
    except ValueError:
        raise Wrong("Choose what you decide.") from None
    reason = panels.reason(form)
    if not reason and verdict is not Verdict.CONFIRMED:
        raise Wrong("Give the reason: it is shown to readers with the correction.")
    if len(reason) > LONGEST:
        raise Wrong(f"The reason has {len(reason)} characters, and may have {LONGEST}.")
    return Judgement(verdict, about.ident, reason, value=_value(db, verdict, about, form))


def speaker(db: Session, typed: str) -> str:
    """The identifier of a speaker by name, by address, or by identifier in parentheses. Raises Wrong."""
    words = " ".join(typed.split())
    if not words:
        raise Wrong("Say which speaker: type the name, and choose from what is offered.")
    if found := _IDENT.search(words):
        try:
            return identifiers.resolve(db, found[1], "speaker").ident
        except (NotFound, Gone):
            pass
    known = suggestions.speakers(db, words, 50)
    named = {each.speaker.ident: each.speaker for each in known if words.casefold() in _names(each)}
    if len(named) == 1:
        return next(iter(named))
    near = list(named.values()) or [each.speaker for each in known]
    if not near:
        raise Wrong(f"Nobody called “{words}” is filed here: choose “Somebody new” to name them.")
    offered = "; ".join(f"{each.name} ({each.ident})" for each in near[:_SAME_NAME])
    raise Wrong(f"Which one is “{words}”? Give the identifier too: {offered}.")


def codes(typed: str) -> list[str]:
    """Countries by name or code, separated by commas, as codes. Raises Wrong."""
    names = {name.casefold(): code for code, name in wording.countries().items()}
    made: dict[str, None] = {}
    for part in filter(None, (" ".join(each.split()) for each in re.split(r"[,;\n]", typed))):
        plain = wording.country_code(part)
        code = names.get(part.casefold()) or (plain if wording.is_country(plain) else "")
        if not code:
            raise Wrong(f"“{part}” is no country: give its English name or its two-letter code.")
        made[code] = None
    return list(made)


def _names(known: NamedSpeaker) -> set[str]:
    return {known.speaker.name.casefold(), known.alias.casefold()}


def _value(db: Session, verdict: Verdict, about: About, form: Mapping[str, str]) -> dict[str, Any]:
    match verdict:
        case Verdict.SPEAKER:
            return _speaker(db, form)
        case Verdict.EXTENT:
            return {"spans": _spans(about, form)}
        case Verdict.KIND:
            return {"kind": _one_of(Kind, form.get("kind", ""))}
        case Verdict.TYPE:
            return {"type": _one_of(ClaimType, form.get("type", ""))}
        case Verdict.COUNTRIES:
            return {"codes": codes(form.get("codes", ""))}
        case Verdict.CONFIRMED | Verdict.DISPUTED | Verdict.REJECTED:
            return {}
    raise Wrong("This decision is not made here.")


def _speaker(db: Session, form: Mapping[str, str]) -> dict[str, Any]:
    match form.get("speaker", ""):
        case "":
            raise Wrong("Choose who said it, or that nobody is named.")
        case panels.NOBODY:
            return {}
        case panels.OTHER:
            return {"speaker": speaker(db, form.get("other", ""))}
        case panels.NEW:
            name = " ".join(form.get("name", "").split())
            if not name:
                raise Wrong("Give the name of somebody new as the article prints it.")
            return {"name": name, "kind": _one_of(SpeakerKind, form.get("speaker-kind", "person"))}
        case ident:
            return {"speaker": speaker(db, ident)}


def _spans(about: About, form: Mapping[str, str]) -> list[list[int]]:
    chosen = []
    for number in range(1, 100):
        first, last = (form.get(f"{end}{number}", "").strip() for end in ("first", "last"))
        if first or last:
            try:
                chosen.append((int(first or last), int(last or first)))
            except ValueError:
                raise Wrong(f"Range {number} is not two numbers of words: {first} to {last}.") from None
    try:
        found = extents.spans(about.paragraphs, chosen, about.pieces)
    except ValueError as error:
        raise Wrong(f"Which words it is: {error}.") from error
    return [[span.start, span.end] for span in found]


def _one_of(kinds: type[Kind] | type[ClaimType] | type[SpeakerKind], typed: str) -> str:
    try:
        return kinds(typed).value
    except ValueError:
        raise Wrong(f"Choose one of {', '.join(kind.value for kind in kinds)}.") from None
