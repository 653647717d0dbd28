"""What a judgement may say, by verdict: checked against what it is about before anything of it is written."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pycountry

from app.errors import BadInput
from app.records import ClaimType, Kind, Span, Verdict

OF = {
    "statement": frozenset(set(Verdict) - {Verdict.TYPE, Verdict.APART}),
    "claim": frozenset(
        {Verdict.CONFIRMED, Verdict.DISPUTED, Verdict.REJECTED, Verdict.COUNTRIES, Verdict.TYPE}
    ),
    "speaker": frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.APART}),
}
"""By kind of subject, the verdicts about one."""
OF_TWO = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.APART})
"""Verdicts about two: two speakers, two statements, or a speaker and an article."""
_NOT_LISTED = frozenset({"XK"})
"""Kosovo: in use everywhere, and not in ISO 3166."""


def require(kind: str, verdict: Verdict) -> None:
    """Raise BadInput where things of a kind are not judged so."""
    allowed = OF.get(kind, frozenset())
    if verdict not in allowed:
        ways = ", ".join(sorted(allowed)) or "not at all"
        article = "an" if kind[:1] in "aeiou" else "a"
        raise BadInput(f"“{verdict}” is no verdict about {article} {kind}: {kind}s are judged {ways}.")


def one_of(allowed: type[Kind] | type[ClaimType], name: str, value: Mapping[str, Any]) -> dict[str, str]:
    """The value that names a kind of statement or a type of claim. Raises BadInput for an unknown one."""
    given = value.get(name)
    if given not in set(allowed):
        raise BadInput(f"“{given}” is no {name}: it is one of {', '.join(allowed)}.")
    return {name: str(given)}


def countries(value: Mapping[str, Any]) -> dict[str, list[str]]:
    """The value that says what something is about. Raises BadInput for codes that no country has."""
    given = value.get("codes")
    if not isinstance(given, list | tuple):
        raise BadInput("Codes of countries have to be a list, as in FR, DE; an empty one says: about none.")
    named = {str(code).strip() for code in given}
    # Before they are capitals: those of other letters, such as ß, may be a country's.
    codes = sorted({code.upper() if code.isascii() else code for code in named})
    for code in codes:
        known = pycountry.countries.get(alpha_2=code) or code in _NOT_LISTED
        if not known or not code.isascii() or len(code) != 2:
            raise BadInput(f"“{code}” is no code of a country: it has two letters, as FR for France.")
    return {"codes": codes}


def extent(value: Mapping[str, Any], text: str) -> tuple[Span, ...]:
    """The spans in a text that are a statement's words. Raises BadInput where they cannot be."""
    given = value.get("spans")
    try:
        spans = tuple(Span(int(start), int(end)) for start, end in given or ())
    except (TypeError, ValueError) as error:
        raise BadInput("The words have to be given by where they begin and end in the text.") from error
    if not spans:
        raise BadInput("No words were chosen: a statement has some. If it is none, it is “rejected”.")
    for span in spans:
        if not 0 <= span.start < span.end <= len(text):
            raise BadInput(
                f"{span.start}-{span.end} is not in the article's text, which ends at {len(text)}."
            )
    if any(after.start < before.end for before, after in pairwise(spans)):
        raise BadInput("The parts of a statement have to be in the order of the text, and apart.")
    trimmed = tuple(_trimmed(span, text) for span in spans)
    if any(not any(c.isalnum() for c in span.of(text)) for span in trimmed):
        raise BadInput("There are no words in what was chosen.")
    return trimmed


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - len(words) + len(words.rstrip())))
