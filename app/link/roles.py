"""What roles as printed tell of whether two speakers are one."""

from collections.abc import Collection
from enum import Enum
from functools import cache

from app.link import lexicon, nations
from app.link.normal import spelled
from app.link.spelling import words

_SPECIFIC = 2
"""A role of more words than these is hardly two people's at once."""
_ALIKE = 0.6
"""Least Jaccard index of the words of two roles that are one role in other words."""


class Roles(Enum):
    """How the roles of two speakers go together."""

    SPECIFIC = "one role told in several words"
    SHARED = "one role, in these or other words"
    OFFICE = "one office that only one person holds"
    FIELD = "one line of work"
    UNKNOWN = "one of the two has no role printed"
    DIFFER = "different lines of work"


def compared(some: Collection[str], others: Collection[str]) -> Roles:
    """The most that any two of their roles have in common."""
    pairs = [(parts(a), parts(b)) for a in some for b in others]
    pairs = [(a, b) for a, b in pairs if a and b]
    if not pairs:
        return Roles.UNKNOWN
    one = [a for a, b in pairs if _is_one(a, b)]
    longest = max(map(len, one), default=0)
    if longest > _SPECIFIC:
        return Roles.SPECIFIC
    if any(_is_office(role) for role in one):
        return Roles.OFFICE
    if any(len(role) > 1 and not role <= _fields().keys() for role in one):
        return Roles.SHARED
    mine, theirs = field(some), field(others)
    if one or not mine or not theirs or mine & theirs:
        return Roles.FIELD if one or mine & theirs else Roles.UNKNOWN
    return Roles.DIFFER


def field(roles: Collection[str]) -> frozenset[str]:
    """The lines of work that roles name, e.g. ``politics``."""
    known = _fields()
    return frozenset(known[word] for role in roles for word in parts(role) if word in known)


def is_specific(role: str) -> bool:
    """Whether a role is told in so many words that hardly two people have it at once."""
    return len(parts(role)) > _SPECIFIC


@cache
def parts(role: str) -> frozenset[str]:
    """The words of a role that say what it is, each in one form; no country, no "former"."""
    kept, _, _ = nations.without([word for word in words(role.replace("'s", "").replace("’s", "")) if word])
    synonyms = _synonyms()
    found = (synonyms.get(spelled(word), spelled(word)) for word in kept)
    return frozenset(part for word in found for part in word.split("_")) - _idle()


def _is_one(one: frozenset[str], other: frozenset[str]) -> bool:
    if (one ^ other) & _relational() or len({*_numbers(one), *_numbers(other)}) > 1:
        return False
    if one == other:
        return True
    return len(one & other) > 1 and len(one & other) >= _ALIKE * len(one | other)


def _is_office(role: frozenset[str]) -> bool:
    """Whether at a time only one person of a country holds it: the foreign minister, no senator."""
    return role.isdisjoint(_relational()) and any(office <= role for office in _offices())


def _numbers(role: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in role if word[:1].isdigit())


@cache
def _relational() -> frozenset[str]:
    return parts(" ".join(lexicon.lines("relational_role_words")))


@cache
def _offices() -> tuple[frozenset[str], ...]:
    return tuple(parts(line) for line in lexicon.lines("offices"))


@cache
def _idle() -> frozenset[str]:
    return lexicon.words("idle_role_words")


@cache
def _synonyms() -> dict[str, str]:
    lines = (line.split() for line in lexicon.lines("role_words"))
    return {spelled(other): first for first, *others in lines for other in others}


@cache
def _fields() -> dict[str, str]:
    lines = (line.partition(":") for line in lexicon.lines("fields"))
    return {spelled(word): name for name, _, words_ in lines for word in words_.split()}
