"""Cues: the words that signal that somebody said something."""

import re
from functools import cache

from app.extract.lexicon import rows, words
from app.records import Span

_SECOND_DASH = re.compile(r"[,.]\s*[-–—]\s+")
_LONGEST_INTERPOSED = 100


@cache
def verbs() -> dict[str, str]:
    """Every form of every verb of speech → its lemma, lower case."""
    found: dict[str, str] = {}
    for row in rows("cues"):
        lemma, *irregular = row.split()
        for form in (*_forms(lemma), *irregular):
            found.setdefault(form, lemma)
    return found


def is_strict(lemma: str) -> bool:
    """Whether a verb means speech even without quotation marks or "that" beside it."""
    return lemma not in words("loose_cues")


def dash_clause(text: str, start: int, end: int) -> int | None:
    """Where words end at a dash that an attribution follows (`…, - said the man`), or None."""
    found = _dash_pattern().search(text, start, end)
    return found.start() if found else None


def interposed(text: str, start: int, end: int) -> Span | None:
    """Where a clause between dashes interrupts somebody's words (`…, - said the man, - …`), or None."""
    for opening in _dash_pattern().finditer(text, start, end):
        punctuated = "," in opening.group() or text[opening.start() - 1] in ".!?…"
        closing = _SECOND_DASH.search(text, opening.end(), min(end, opening.end() + _LONGEST_INTERPOSED))
        if punctuated and closing:
            return Span(opening.start(), closing.end())
    return None


def _forms(lemma: str) -> tuple[str, ...]:
    stem = lemma[:-1]
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", stem + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma, stem + "ies", stem + "ied", lemma + "ing"
    plural = "es" if lemma.endswith(("s", "sh", "ch", "x", "o")) else "s"
    return lemma, lemma + plural, lemma + "ed", lemma + "ing"


@cache
def _dash_pattern() -> re.Pattern[str]:
    past = sorted(form for form in verbs() if not form.endswith("ing") and form != verbs()[form])
    verb = "(?:" + "|".join(past) + ")"
    name = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|al|bin|de|van|von)){0,3}"
    described = r"(?:the|a|an|his|her|their) (?:[\w'’-]+ ){1,3}"
    return re.compile(
        # No run of spaces is gone into twice: it may be as long as an article.
        rf"(?!(?<=\s)\s)(?:\s*+,\s*+|\s++|(?<=[!?…]))[-–—]\s*+"
        rf"(?={verb}\b(?! that)|(?:{name} |he |she |they |{described}){verb}\b)"
    )
