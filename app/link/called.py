"""Whether a speaker is the one that somebody means by a name."""

from collections.abc import Iterable

from app.link import names
from app.link.names import Likeness
from app.link.normal import folded
from app.records import SpeakerKind

_ARTICLES = {"the", "a", "an"}
_SURE = {Likeness.EQUAL, Likeness.SPELLING, Likeness.ORDER, Likeness.FULLER}
_LIKELY = {Likeness.SHORT, Likeness.INITIAL, Likeness.LONGER}
_BODIES = {SpeakerKind.ORGANISATION, SpeakerKind.PUBLICATION}


def fit(name: str, kind: SpeakerKind, known: Iterable[str]) -> int | None:
    """How well a speaker of some kind, by the names that it is `known` by, fits a name: 0 is best, None not.

    A name of one word fits everybody who bears it alike: it may be anybody's of them.
    """
    known = tuple(known)
    alone = len(folded(name)) == 1
    if kind is not SpeakerKind.PERSON:
        if any(_words(name) == _words(each) for each in known):
            return 0
        return 3 if kind in _BODIES and any(set(_words(name)) < set(_words(each)) for each in known) else None
    asked = names.person(name)
    found = {names.compare(asked, names.person(each)) for each in known}
    if found & _SURE or (alone and Likeness.SURNAME in found):
        return 0
    # "Mr Putin" is a surname too, once the title is off.
    return 1 if found & _LIKELY else 2 if Likeness.SURNAME in found and not asked.is_full else None


def blocks(name: str) -> frozenset[str]:
    """What the stored names of people have in common with a name in any spelling of it."""
    return names.blocks(names.person(name))


def speaks_for(name: str, role: str) -> bool:
    """Whether a role as printed names the body asked about: "Kremlin", "Kremlin spokesman"."""
    asked = set(_words(name))
    return bool(asked) and asked <= set(folded(role))


def _words(name: str) -> list[str]:
    return [word for word in folded(name) if word not in _ARTICLES]
