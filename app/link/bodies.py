"""How two names of organisations or publications go together."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from app.link import lexicon, nations
from app.link.normal import spelled
from app.link.spelling import words

_POSSESSIVE = re.compile(r"['’]s\b")
_SHORTEST, _LONGEST = 2, 8
"""Letters of an acronym."""


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body's name in the form in which its spellings and orders of words are alike."""

    words: tuple[str, ...]
    """In order, each in one spelling; no country, no article, no legal form."""
    country: str | None
    """The country in the name, or that of the body known by it."""
    branch: bool
    """Whether the country ends a name that says more: "Acme Norway" may be a part of Acme."""
    told: bool
    """Whether the name itself tells a country."""
    listed: str
    """The known body of that name, or ""."""
    letters: str
    """The name itself where it is an acronym, or ""."""

    @property
    def is_common(self) -> bool:
        """Whether bodies of many countries are called so: "Foreign Ministry"."""
        return not self.listed and common_words().issuperset(self.words)

    @property
    def office(self) -> frozenset[str]:
        """The words in any order, where the order of words says nothing: a ministry's."""
        return (
            frozenset(self.words)
            if not lexicon.words("reordered_bodies").isdisjoint(self.words)
            else frozenset()
        )

    @property
    def initials(self) -> frozenset[str]:
        """What its acronym could be."""
        return _initials(self.words)


@cache
def body(name: str) -> BodyName:
    """A printed name in its comparable form."""
    parts = _parts(name)
    listed, country = _listed(parts)
    kept, inside, at_end = nations.without(parts)
    while len(kept) > 1 and kept[0] in ("the", "a", "an", "of"):
        kept = kept[1:]
    kept = _bare(kept)
    said = [_synonyms().get(spelled(word), spelled(word)) for word in kept]
    said = [word for word in said if word not in _idle()] or said
    branch = at_end and not common_words().issuperset(said) and "of" not in parts
    bare = name.strip().replace(".", "").removeprefix("the ").removeprefix("The ")
    is_letters = bare.isupper() and bare.isalnum() and _SHORTEST <= len(bare) <= _LONGEST
    letters = bare.casefold() if is_letters else ""
    return BodyName(tuple(said), country or inside, branch, inside is not None, listed, letters)


def blocks(name: BodyName) -> frozenset[str]:
    """What names that may be one body's have in common."""
    found = {f"b {' '.join(sorted(name.words))}"}
    if name.listed:
        found.add(f"l {name.listed}")
    if name.letters:
        found.add(f"a {name.letters}")
    return frozenset(found | {f"a {each}" for each in name.initials})


@cache
def common_words() -> frozenset[str]:
    """Words that many bodies are called by."""
    plain = {word for line in lexicon.lines("common_body_words") for word in line.split()}
    return frozenset({*plain, *(_synonyms().get(spelled(word), spelled(word)) for word in plain)})


def _parts(name: str) -> list[str]:
    """The words of a name in one spelling each."""
    return [spelled(word) for word in words(_POSSESSIVE.sub("", name).replace("&", " and "))]


def _listed(parts: list[str]) -> tuple[str, str | None]:
    """The known body of a name, by its first one, and its country."""
    bare = parts[1:] if len(parts) > 1 and parts[0] == "the" else parts
    return _known().get(" ".join(bare), ("", None))


@cache
def _known() -> dict[str, tuple[str, str | None]]:
    known: dict[str, tuple[str, str | None]] = {}
    for line in lexicon.lines("bodies"):
        names, _, country = line.partition("|")
        each = [_parts(name) for name in names.split(";")]
        chief = " ".join(each[0])
        for parts in each:
            bare = parts[1:] if len(parts) > 1 and parts[0] == "the" else parts
            known[" ".join(bare)] = (chief, country.strip() or None)
    return known


def _bare(parts: list[str]) -> list[str]:
    """A name without what only says of what sort it is: "Inc", "news agency"."""
    while tail := next((t for t in _tails() if len(parts) > len(t) and parts[-len(t) :] == t), None):
        parts = parts[: -len(tail)]
    return parts


@cache
def _tails() -> tuple[list[str], ...]:
    return tuple(line.split() for line in lexicon.lines("body_tails"))


def _initials(parts: Iterable[str]) -> frozenset[str]:
    weighty = [word for word in parts if word not in _idle()]
    if not _SHORTEST <= len(weighty) <= _LONGEST:
        return frozenset()
    return frozenset({"".join(word[0] for word in weighty)})


@cache
def _idle() -> frozenset[str]:
    return lexicon.words("idle_body_words")


@cache
def _synonyms() -> dict[str, str]:
    lines = (line.split() for line in lexicon.lines("body_words"))
    return {spelled(other): first for first, *others in lines for other in others}
