"""How two names of people go together: one in other letters, one fuller than the other, or two."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from string import ascii_lowercase
from typing import TYPE_CHECKING

from app.link import lexicon
from app.link.spelling import alike, forms, words

if TYPE_CHECKING:
    from nameparser import HumanName
    from nicknames import NickNamer

_GENERATIONS = {"jr": "jr", "jnr": "jr", "junior": "jr", "sr": "sr", "snr": "sr", "senior": "sr"} | {
    "ii": "ii", "2nd": "ii", "iii": "iii", "3rd": "iii", "iv": "iv"
}  # fmt: skip


class Likeness(Enum):
    """How two names of people that may be one go together, the surest first."""

    EQUAL = "the same name"
    SPELLING = "the same name in another spelling"
    FULLER = "the same name with a middle name or initial more"
    LONGER = "the same name with a further surname"
    SHORT = "a short or foreign form of the same given name"
    INITIAL = "the same surname and initial"
    ORDER = "the same names in another order"
    GENERATION = "the same name with and without Jr or Sr"
    SURNAME = "the same surname alone"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts; particles and titles are left out."""

    words: tuple[str, ...]
    """In lower case, with their marks, in order; none where nothing is left of the name."""
    generation: str

    @property
    def is_full(self) -> bool:
        """Whether there is more than a surname."""
        return len(self.words) > 1


def parsed(name: str) -> "HumanName":
    """A printed name by given names, surnames, titles and suffixes."""
    # A server that compares no names starts without what knows of them: that is a twelfth of its start.
    from nameparser import HumanName  # noqa: PLC0415

    return HumanName(name)


@cache
def person(name: str) -> PersonName:
    """A printed name in parts."""
    human = parsed(name)
    suffixes = [_GENERATIONS.get(word, "") for word in words(human.suffix)]
    parts = _printed(" ".join(part for part in (human.first, human.middle, human.last) if part))
    generation = next(filter(None, suffixes), "")
    while len(parts) > 2 and words(parts[-1])[-1] in _GENERATIONS:
        generation = _GENERATIONS[words(parts.pop())[-1]]
    # "Ben" and "Al" that come first are given names, unless printed small.
    bare = [
        part
        for place, part in enumerate(parts)
        if words(part)[0] not in lexicon.words("particles") or not (place or part.islower())
    ]
    return PersonName(tuple(_merged(bare or parts)), generation)


def compare(one: PersonName, other: PersonName) -> Likeness | None:
    """How two names go together; None where they name two people, or nobody can say."""
    a, b = one.words, other.words
    if not a or not b:
        return None
    found = _likeness(a, b)
    if found in (None, Likeness.SURNAME) or one.generation == other.generation:
        return found
    return Likeness.GENERATION if not (one.generation and other.generation) else None


def blocks(name: PersonName) -> frozenset[str]:
    """What names that may be one have in common: a surname's form, with the initial of a given name.

    A surname alone may go with any initial.
    """
    if not name.is_full:
        lone = {form for word in name.words for form in forms(word)}
        return frozenset(f"p {initial} {form}" for initial in ascii_lowercase for form in lone)
    firsts = {form[:1] for word in name.words for each in _givens(word) for form in forms(each)}
    lasts = {form for word in name.words for form in forms(word) if len(form) > 1}
    return frozenset(f"p {initial} {last}" for initial in firsts for last in lasts)


def is_long(name: PersonName) -> bool:
    """Whether it is of more than two names that are written out."""
    return sum(len(word) > 1 for word in name.words) > 2


def is_common(name: PersonName) -> bool:
    """Whether so many bear the name that it alone tells little."""
    if not name.is_full:
        return True
    told = [word for word in name.words if len(word) > 1]
    if told and words(told[0])[0] in lexicon.words("surnames_first"):
        return True
    if len(told) > 2:
        return all((_common() | _common_given()) & forms(word) for word in told)
    return bool(_common() & forms(name.words[-1]) and _common_given() & forms(name.words[0]))


def _likeness(a: Sequence[str], b: Sequence[str]) -> Likeness | None:
    if list(map(words, a)) == list(map(words, b)):
        return Likeness.EQUAL
    if _all_alike(a, b) or _run_together(a) & _run_together(b):
        return Likeness.SPELLING
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return Likeness.SURNAME if alike(short[0], long[-1]) else None
    if alike(short[0], long[0]):
        return _fuller(short, long)
    return Likeness.ORDER if _turned(short, long) else _loose(short, long)


def _loose(short: Sequence[str], long: Sequence[str]) -> Likeness | None:
    """Of names with different given names: whether one is short for the other, or only a surname."""
    if len(long) - len(short) <= 1 and alike(short[-1], long[-1]) and _middles_agree(short[1:-1], long[1:-1]):
        if _is_initial(short[0], long[0]):
            return Likeness.INITIAL
        if _is_short_form(short[0], long[0]):
            return Likeness.SHORT
    return Likeness.SURNAME if _all_alike(short, long[-len(short) :]) else None  # "López Obrador"


def _fuller(short: Sequence[str], long: Sequence[str]) -> Likeness | None:
    """Of names with one given name: whether the longer has but a middle name or a surname more."""
    if alike(short[-1], long[-1]):
        return Likeness.FULLER if _middles_agree(short[1:-1], long[1:-1]) else None
    rest = list(long[1:])
    if len(short) < len(long) and all(_taken(word, rest) for word in short[1:]):
        return Likeness.LONGER
    return None


def _middles_agree(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether middle names could be the same person's: each of the fewer is one of the others.

    An initial says so little that it has to be of the same place: "George W.", "George H. W.".
    """
    few, many = sorted((list(some), list(others)), key=len)
    if any(len(word) == 1 for word in few):
        return all(alike(x, y) or _is_initial(x, y) for x, y in zip(few, many, strict=False))
    return all(_taken(word, many) for word in few)


def _taken(word: str, others: list[str]) -> bool:
    for place, other in enumerate(others):
        if alike(word, other) or _is_initial(word, other):
            del others[: place + 1]
            return True
    return False


def _all_alike(a: Sequence[str], b: Sequence[str]) -> bool:
    return len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b, strict=True))


def _turned(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether one puts the surname first: "Kim Jong Un", "Jong Un Kim"."""
    return _all_alike((*a[1:], a[0]), b) or _all_alike((a[-1], *a[:-1]), b)


def _run_together(parts: Sequence[str]) -> frozenset[str]:
    """The forms of a name with its given names in one: "Jong-un", "Jongun"."""
    if len(parts) < 2 or any(len(part) < 2 for part in parts):
        return frozenset()
    return frozenset(f"{first} {last}" for first, last in _split(parts))


def _split(parts: Sequence[str]) -> list[tuple[str, str]]:
    ends = ((parts[:1], parts[1:]), (parts[:-1], parts[-1:]))
    return [(x, y) for one, two in ends for x in forms("".join(one)) for y in forms("".join(two))]


def _is_initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and any(form.startswith(short) for form in (*forms(long), long))


def _is_short_form(one: str, other: str) -> bool:
    mine, theirs = _givens(one), _givens(other)
    return one in theirs or other in mine or bool(_listed(one) & _listed(other))


@cache
def _givens(word: str) -> frozenset[str]:
    """A given name and those it is short for."""
    full = _nicknames().canonicals_of(word) if len(word) > 1 else set()
    return frozenset({word, *(each for each in full if abs(len(each) - len(word)) > 1)}) | _listed(word)


@cache
def _listed(word: str) -> frozenset[str]:
    """The names listed beside a given name: its forms in other languages."""
    mine = forms(word)
    return frozenset(
        other
        for line in lexicon.lines("counterparts")
        if any(mine & forms(other) for other in line.split())
        for other in line.split()
    )


@cache
def _nicknames() -> "NickNamer":
    from nicknames import NickNamer  # noqa: PLC0415 -- as for `parsed`

    return NickNamer()


@cache
def _common_given() -> frozenset[str]:
    return frozenset(form for word in lexicon.words("common_given_names") for form in forms(word))


@cache
def _common() -> frozenset[str]:
    return frozenset(form for word in lexicon.words("common_names") for form in forms(word))


def _printed(name: str) -> list[str]:
    """The words of a name with their marks, hyphens parted."""
    return [word for word in name.replace("-", " ").replace("‐", " ").split() if words(word)]


def _merged(parts: Sequence[str]) -> list[str]:
    """Words folded; an Arabic "Abd al" and what follows are one name."""
    found: list[str] = []
    for part in parts:
        word = part.casefold().strip(".,\"“”'’‘")
        if found and found[-1] in ("abd", "abdul", "abdel", "abdal", "abdoul"):
            found[-1] = f"abdul{word}"
        else:
            found.append(word)
    return found
