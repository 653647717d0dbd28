"""Which speaker an entity is, decided from the entity alone: no order of articles can change the answer.

Only equal names join, never similar ones. What a name cannot settle stays within its article.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from nameparser import HumanName

from app.records import Entity, Link, Profile, SpeakerKind

_WORD = re.compile(r"\w+")
_ARTICLES = {"the", "a", "an"}
_KIND_ORDER = list(SpeakerKind)


def link(entities: Sequence[Entity]) -> tuple[Link, ...]:
    """One link for each of an article's entities, in their order."""
    seen: Counter[str] = Counter()
    links = []
    for entity in entities:
        found = _shared(entity) or _kept_apart(entity, seen)
        links.append(found)
    return tuple(links)


def profile(entities: Sequence[Entity]) -> Profile:
    """What a speaker is called and is, from all its entities, in whatever order they come."""
    names = Counter(entity.name for entity in entities)
    name = max(names, key=lambda name: (names[name], len(name), name))
    kinds = Counter(entity.kind for entity in entities)
    kind = max(kinds, key=lambda kind: (kinds[kind], -_KIND_ORDER.index(kind)))
    countries = {entity.home.code for entity in entities if entity.home is not None}
    aliases = {alias for entity in entities for alias in (entity.name, *entity.aliases)}
    return Profile(
        name=name,
        kind=kind,
        country=countries.pop() if len(countries) == 1 else None,
        aliases=tuple(sorted(aliases - {name})),
    )


def _shared(entity: Entity) -> Link | None:
    if entity.kind is SpeakerKind.PERSON:
        words = _person_words(entity.name)
        if len(words) < 2:
            return None
        return Link(
            f"person:{' '.join(words)}",
            shared=True,
            rule="full-name",
            reasons=(f"the full name {entity.name}",),
        )
    if entity.kind in (SpeakerKind.ORGANISATION, SpeakerKind.PUBLICATION):
        words = _body_words(entity.name)
        if not words:
            return None
        return Link(
            f"body:{' '.join(words)}", shared=True, rule="body-name", reasons=(f"the name {entity.name}",)
        )
    return None


def _kept_apart(entity: Entity, seen: Counter[str]) -> Link:
    words = " ".join(_folded(entity.name))
    key = f"{entity.kind.value}:{words}"
    seen[key] += 1
    if seen[key] > 1:
        key = f"{key}:{seen[key]}"
    if entity.kind is SpeakerKind.PERSON:
        return Link(
            key,
            shared=False,
            rule="one-name",
            reasons=(f"{entity.name} alone may be somebody else elsewhere",),
        )
    return Link(key, shared=False, rule="unnamed", reasons=(f"“{entity.name}” is no name",))


def _person_words(name: str) -> list[str]:
    parsed = HumanName(name)
    return _folded(" ".join(part for part in (parsed.first, parsed.middle, parsed.last) if part))


def _body_words(name: str) -> list[str]:
    words = _folded(name)
    return words[1:] if words[:1] and words[0] in _ARTICLES and len(words) > 1 else words


def _folded(name: str) -> list[str]:
    return list(_words(unicodedata.normalize("NFKD", name)))


def _words(decomposed: str) -> Iterable[str]:
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _WORD.findall(plain.casefold().replace("'", "").replace("’", ""))
