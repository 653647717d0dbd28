"""Which speaker an entity is, decided from the entity alone: no order of articles can change the answer.

Only what is printed alike joins here: an equal name, of one country, in one line of work. What a name cannot
settle stays within its article. Which of these speakers are one all the same is for ``joining.py``.
"""

from collections import Counter
from collections.abc import Collection, Sequence

from app.link import bodies, names, roles
from app.link.spelling import words
from app.records import Entity, Form, Link, Profile, SpeakerKind

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
        return _shared_person(entity)
    if entity.kind in (SpeakerKind.ORGANISATION, SpeakerKind.PUBLICATION):
        return _shared_body(entity)
    return None


def _shared_person(entity: Entity) -> Link | None:
    """A full name with what tells namesakes apart: a country, and a line of work."""
    named, known = _person_words(entity.name), names.person(entity.name)
    if len(named) < 2:
        return None
    if names.is_common(known) and not (entity.home and entity.roles):
        return None
    work = "+".join(sorted(roles.field([role.words for role in entity.roles])))
    reasons = [f"the full name {entity.name}", *_home_reasons(entity)]
    if work:
        reasons.append(f"in {work.replace('+', ' and ')}")
    # Father and son have one name, and often one office.
    parts = (f"person:{' '.join(named)}", known.generation, entity.home.code if entity.home else "", work)
    key = ":".join(filter(None, parts))
    return Link(key, shared=True, rule="full-name", reasons=tuple(reasons))


def _shared_body(entity: Entity) -> Link | None:
    named = _body_words(entity.name)
    reasons = (f"the name {entity.name}", *_home_reasons(entity))
    key = f"body:{' '.join(named)}" + (f":{entity.home.code}" if entity.home else "")
    if not bodies.common_words().issuperset(named):
        return Link(key, shared=True, rule="body-name", reasons=reasons)
    if named and entity.home is not None:
        return Link(key, shared=True, rule="body-and-country", reasons=reasons)
    return None


def _home_reasons(entity: Entity) -> tuple[str, ...]:
    return () if entity.home is None else (f"of the country {entity.home.code}",)


def _kept_apart(entity: Entity, seen: Counter[str]) -> Link:
    key = f"{entity.kind.value}:{' '.join(words(entity.name))}"
    seen[key] += 1
    if seen[key] > 1:
        key = f"{key}:{seen[key]}"
    if entity.kind is SpeakerKind.UNNAMED:
        return Link(key, shared=False, rule="unnamed", reasons=(f"“{entity.name}” is no name",))
    if entity.kind is SpeakerKind.PERSON and len(_person_words(entity.name)) > 1:
        return Link(key, shared=False, rule="common-name", reasons=(f"many are called {entity.name}",))
    rule = "one-name" if entity.kind is SpeakerKind.PERSON else "common-name"
    return Link(key, shared=False, rule=rule, reasons=(f"“{entity.name}” may be another elsewhere",))


def _person_words(name: str) -> list[str]:
    parsed = names.parsed(name)
    return words(" ".join(part for part in (parsed.first, parsed.middle, parsed.last) if part))


def _body_words(name: str) -> list[str]:
    found = words(name)
    return found[1:] if len(found) > 1 and found[0] in _ARTICLES else found
