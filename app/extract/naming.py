"""Who may be meant by a name, found by its words instead of by asking of everybody in the article."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_Numbers = defaultdict[str, set[int]]


def _numbers() -> _Numbers:
    return defaultdict(set)


@dataclass(slots=True)
class Names:
    """Every name that entities were called by, which are known by their numbers.

    What is found are those that may fit, in order, and never fewer than do: whether they do is asked of each.
    """

    _last: _Numbers = field(default_factory=_numbers)
    _first: _Numbers = field(default_factory=_numbers)
    _alone: _Numbers = field(default_factory=_numbers)
    """Of persons, by the last and first word of a name, and by the only one."""
    _forms: _Numbers = field(default_factory=_numbers)
    _acronyms: _Numbers = field(default_factory=_numbers)

    def person(self, name: str, number: int) -> None:
        """Note what a person is called."""
        parts = name.casefold().split()
        self._last[parts[-1]].add(number)
        self._first[parts[0]].add(number)
        if len(parts) == 1:
            self._alone[parts[0]].add(number)

    def form(self, name: str, number: int) -> None:
        """Note a name, or another, of anybody."""
        for form in (name, bare(name).casefold()):
            self._forms[form].add(number)
        self._acronyms[acronym(name)].add(number)

    def people(self, name: str) -> list[int]:
        """Persons who share so much of a name that it may be theirs."""
        parts = name.casefold().split()
        if len(parts) < 2:
            return _all(*(known.get(part) for part in parts for known in (self._last, self._first)))
        return _all(self._last.get(parts[-1]), self._alone.get(parts[0]), self._alone.get(parts[-1]))

    def named(self, name: str, chief: str | None) -> list[int]:
        """Those with that name, a well-known body's `chief` name or that acronym, or whose acronym it is."""
        said = bare(name)
        forms = (said.casefold(), chief or "", acronym(said))
        return _all(*(self._forms.get(form) for form in forms if form), self._acronyms.get(said))


def bare(name: str) -> str:
    """A name without its leading article."""
    return _ARTICLE.sub("", " ".join(name.split())).strip(" *\"“”'‘’,.")


def acronym(name: str) -> str:
    """The initials of a name's words with capitals."""
    return "".join(word[0] for word in re.findall(r"[A-Za-z]+", bare(name)) if word[0].isupper()).upper()


def _all(*found: Iterable[int] | None) -> list[int]:
    return sorted(set().union(*(each for each in found if each)))
