"""Who is named beside a quotation in a text that somebody pastes: by a light rule, and rather nobody.

A name counts where it stands in the quotation's own sentence as the subject of a verb of saying, after
"according to", or before a colon. Two names, or a pronoun, are nobody's.
"""

import re

from app.link import lexicon
from app.link.normal import folded

_NAME = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
    r"(?:\s+(?:(?:de|del|der|di|da|dos|van|von|al|el|bin|ibn|of the|of)\s+)*[A-ZÀ-ÖØ-Þ][\w'’.-]*)*"
)
_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bMs)(?<!\bMrs)[.!?]['\"”’)\]]*(?=\s)|\n")
_ACCORDING = re.compile(r"\b[Aa]ccording to\b|\b[Aa]s quoted by\b")
_LABEL = re.compile(r":\s*$")
_FARTHEST = 160
"""Characters of a sentence that are looked through on each side."""
_STOPS = re.compile(r"[,;:()–—]|\b(?:on|in|at|to|during|after|before|when|while|as|who|that|during|with)\b")
_NOBODY = {"i", "he", "she", "they", "we", "it", "the", "a", "an", "this", "that", "but", "and", "his", "her"}


def named(text: str, start: int, end: int) -> str:
    """The name beside the quotation at ``text[start:end]``, its marks included; "" where there is none."""
    before = text[max(0, start - _FARTHEST) : start]
    before = before[max((found.end() for found in _SENTENCE.finditer(before)), default=0) :]
    after = text[end : end + _FARTHEST]
    stop = _SENTENCE.search(after + "\n")
    after = after[: stop.start() if stop else len(after)]
    ended = re.search(r"\.['\"”’)\]]*\s*$", text[start:end]) is not None
    found = {_before(before), "" if ended and after[:2].strip() else _after(after)} - {""}
    return found.pop() if len(found) == 1 else ""


def _before(clause: str) -> str:
    label = _LABEL.search(clause)
    if label:
        whole = _NAME.fullmatch(clause[: label.start()].strip())
        if whole:
            return _cleaned(whole.group())
    according = list(_ACCORDING.finditer(clause))
    if according:
        return _subject(clause[according[-1].end() :], last=False)
    cues = [found for found in re.finditer(r"\w+", clause) if _is_cue(found.group())]
    return _subject(clause[: cues[-1].start()], last=True) if cues else ""


def _after(clause: str) -> str:
    according = _ACCORDING.search(clause)
    if according:
        return _subject(clause[according.end() :], last=False)
    cue = next((found for found in re.finditer(r"\w+", clause) if _is_cue(found.group())), None)
    if cue is None:
        return ""
    subject = clause[: cue.start()].strip(" ,–—-”\"'’")
    return _subject(subject, last=True) if subject else _subject(clause[cue.end() :], last=False)


def _subject(phrase: str, *, last: bool) -> str:
    """The name in a phrase: in its first part, up to a comma, where an apposition begins."""
    phrase = phrase.strip(" ,–—-")
    parts = [part for part in _STOPS.split(phrase) if part.strip()]
    if not parts:
        return ""
    names = [_cleaned(found.group()) for found in _NAME.finditer(parts[0])]
    names = [name for name in names if name]
    if not names and last and len(parts) > 1:
        # "On Monday, Kirby said": what stands before the comma is no subject.
        names = [name for found in _NAME.finditer(parts[-1]) if (name := _cleaned(found.group()))]
    return names[-1] if names else ""


def _cleaned(name: str) -> str:
    words = name.rstrip(".,'’").split()
    while words and words[0].casefold() in _NOBODY:
        words = words[1:]
    return " ".join(words).removesuffix("'s").removesuffix("’s")


def _is_cue(word: str) -> bool:
    found = folded(word)
    return bool(found) and found[0] in lexicon.words("saying")
