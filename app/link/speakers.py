"""Which speaker an entity is, decided from the entity alone: no order of articles can change the answer.

Only equal names join, never similar ones. What a name cannot settle stays within its article.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

from nameparser import HumanName

from app.records import Entity, Form, Link, Profile, SpeakerKind

_WORD = re.compile(r"\w+")
_COMMON = Path(__file__).parent / "lexicon" / "common_body_words.txt"
_ARTICLES = {"the", "a", "an"}
_KIND_ORDER = list(SpeakerKind)


def link(entities: Sequence[Entity]) -> tuple[Link, ...]:
    """One link for each of an article's entities, in their order."""
    seen: Counter[str] = Counter()
    return tuple(_shared(entity) or _kept_apart(entity, seen) for entity in entities)


def profile(forms: Collection[Form], aliases: Collection[str]) -> Profile:
    """What a speaker is called and is, from all forms and aliases it has in any article, in any order.

    The commonest name, kind and country stand; countries that are equally common tell nothing.
    """
    names: Counter[str] = Counter()
    kinds: Counter[SpeakerKind] = Counter()
    countries: Counter[str] = Counter()
    for form in forms:
        names[form.name] += form.entities
        kinds[form.kind] += form.entities
        if form.country is not None:
            countries[form.country] += form.entities
    name = max(names, key=lambda name: (names[name], len(name), name))
    most = countries.most_common(2)
    agreed = len(most) == 1 or (len(most) == 2 and most[0][1] > most[1][1])
    return Profile(
        name=name,
        kind=max(kinds, key=lambda kind: (kinds[kind], -_KIND_ORDER.index(kind))),
        country=most[0][0] if agreed else None,
        aliases=tuple(sorted({*names, *aliases} - {name})),
    )


def _shared(entity: Entity) -> Link | None:
    if entity.kind is SpeakerKind.PERSON:
        words = _person_words(entity.name)
        if len(words) < 2:
            return None
        reasons = (f"the full name {entity.name}",)
        return Link(f"person:{' '.join(words)}", shared=True, rule="full-name", reasons=reasons)
    if entity.kind in (SpeakerKind.ORGANISATION, SpeakerKind.PUBLICATION):
        return _shared_body(entity)
    return None


def _shared_body(entity: Entity) -> Link | None:
    words = _body_words(entity.name)
    key = f"body:{' '.join(words)}"
    if not _common_words().issuperset(words):
        return Link(key, shared=True, rule="body-name", reasons=(f"the name {entity.name}",))
    if words and entity.home is not None:
        reasons = (f"the name {entity.name}", f"of the country {entity.home.code}")
        return Link(f"{key}:{entity.home.code}", shared=True, rule="body-and-country", reasons=reasons)
    return None


def _kept_apart(entity: Entity, seen: Counter[str]) -> Link:
    words = " ".join(_folded(entity.name))
    key = f"{entity.kind.value}:{words}"
    seen[key] += 1
    if seen[key] > 1:
        key = f"{key}:{seen[key]}"
    if entity.kind is SpeakerKind.UNNAMED:
        return Link(key, shared=False, rule="unnamed", reasons=(f"“{entity.name}” is no name",))
    rule = "one-name" if entity.kind is SpeakerKind.PERSON else "common-name"
    return Link(key, shared=False, rule=rule, reasons=(f"“{entity.name}” may be another elsewhere",))


def _person_words(name: str) -> list[str]:
    parsed = HumanName(name)
    return _folded(" ".join(part for part in (parsed.first, parsed.middle, parsed.last) if part))


def _body_words(name: str) -> list[str]:
    words = _folded(name)
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


@cache
def _common_words() -> frozenset[str]:
    lines = _COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _folded(name: str) -> list[str]:
    """The words of a name without case, diacritics and punctuation; an apostrophe joins."""
    decomposed = unicodedata.normalize("NFKD", name.replace("'", "").replace("’", ""))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _WORD.findall(plain.casefold())
