"""A passage's words as they are compared: folded, numbers as values, small words by class."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from app.link import lexicon
from app.link.normal import Written, per_cent, piece
from app.link.numbers import valued

REMEMBERED = 1 << 14
"""Passages of which is remembered what was made of their words: each is compared with dozens."""
Break = Literal["", "mark", "cut"]
_CUT = re.compile(r"(?:…|\.\.\.|\[…\])[\"”’')\]»]*$")
_ACRONYM = re.compile(r"\s\([A-Z]{2,8}\)")
"""A name's letters after the name say nothing that it does not."""
_OPENING = re.compile(r"^(?:…|\.\.\.|\[…\])")
_MARK = re.compile(r"[^\w\s]$")
_OPEN_MARK = re.compile(r"^[^\w\s$€£#@&+-]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, or one number of several words."""

    form: str
    name: bool = False
    """Written with a capital, and not only because the passage begins."""
    after: Break = ""
    """What stands before it: a mark, or dots for words left out."""
    asked: bool = False
    """Whether a question mark follows it."""

    small: str | None = None
    """The class of a word that says little by itself."""

    @property
    def number(self) -> bool:
        """Whether it is a number, or has digits."""
        return self.form[0].isdigit()

    @property
    def negation(self) -> bool:
        """Whether it turns what is said around."""
        return self.form in lexicon.words("negations")

    @property
    def telling(self) -> bool:
        """Whether it says something by itself."""
        return self.small is None


@lru_cache(maxsize=REMEMBERED)
def tokens(words: str) -> tuple[Token, ...]:
    """The tokens of a passage in order."""
    loud = words.isupper()
    forms: list[str] = []
    names: list[bool] = []
    breaks: list[Break] = []
    asked: list[bool] = []
    pending: Break = "mark"
    for printed in per_cent(_ACRONYM.sub("", words)).split():
        found, before, behind, asks = _read(printed)
        if before == "cut" or not pending:
            pending = before
        for i, (word, form) in enumerate(found):
            # The first word's capital says nothing, nor does any in a passage written in capitals.
            names.append(word[0].isupper() and bool(forms) and not loud)
            forms.append(form)
            breaks.append(pending if i == 0 else "")
            asked.append(False)
        if found:
            pending = ""
        if asked and asks:
            asked[-1] = True
        if behind == "cut" or not pending:
            pending = behind
    small = lexicon.classes()
    return tuple(
        _token(form, any(names[i:j]), breaks[i], asked[j - 1], small.get(form))
        for form, i, j in valued(forms)
    )


_token = lru_cache(maxsize=1 << 15)(Token)
"""One in all passages: what is remembered of these takes a tenth of the room."""


@lru_cache(maxsize=1 << 14)
def _read(printed: str) -> tuple[Written, Break, Break, bool]:
    """What stands between two spaces: its words, what it begins and ends with, whether it asks."""
    before: Break = "cut" if _OPENING.search(printed) else "mark" if _OPEN_MARK.search(printed) else ""
    behind: Break = "cut" if _CUT.search(printed) else "mark" if _MARK.search(printed) else ""
    return piece(printed), before, behind, "?" in printed


@lru_cache(maxsize=REMEMBERED)
def telling(words: str) -> tuple[str, ...]:
    """The forms in a passage that say something by themselves, in order."""
    return tuple(token.form for token in tokens(words) if token.telling)


@lru_cache(maxsize=REMEMBERED)
def pairs(words: str) -> frozenset[tuple[str, str]]:
    """Each two telling forms that follow one another, small words between them left out."""
    return frozenset(pairwise(telling(words)))


@lru_cache(maxsize=REMEMBERED)
def numbers(words: str) -> frozenset[str]:
    """The numbers in a passage, and what has digits."""
    return frozenset(token.form for token in tokens(words) if token.number)


@lru_cache(maxsize=REMEMBERED)
def negated(words: str) -> bool:
    """Whether a passage is turned around, and not turned back."""
    return sum(token.negation for token in tokens(words)) % 2 == 1


@lru_cache(maxsize=REMEMBERED)
def cut(words: str) -> bool:
    """Whether dots stand between a passage's words for others left out."""
    return any(token.after == "cut" for token in tokens(words))
