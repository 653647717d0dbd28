"""The step that resolves a description by the roles printed in the article, before or after it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.extract.by_pronoun import likeliest
from app.extract.countries import all_places
from app.extract.entities import Known
from app.extract.lexicon import table, words
from app.extract.referring import describes_person
from app.extract.source_words import Resolution, Source
from app.records import MentionKind, Span, SpeakerKind

_OF_WHOM = re.compile(r"\b(?:of|for|to|at|in|with|from|under|on)\b")
_REFLEXIVE = re.compile(r" (?:him|her|them)sel(?:f|ves)\b")
_PARTIES = {"R": "republican", "D": "democrat", "I": "independent"}
_AFFILIATION = re.compile(r"\b([RDI])-(.+)")
_RANKS = frozenset({"vice", "deputy", "assistant", "associate", "shadow", "former", "ex", "one-time", "then"})
"""Words that make another office of an office."""
_ORDINARY = frozenset({"the", "for", "and", "its", "his", "her", "their", "this", "that", "who", "said"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """A description taken apart."""

    office: str
    ranks: frozenset[str]
    keys: frozenset[str]
    """Its other telling words."""


def role_printed(source: Source) -> Resolution | None:
    """The person whose printed role fits; the more of the words agree, the surer."""
    asked = _asked(_REFLEXIVE.sub("", source.words))
    if not describes_person(source.head.lower_) and asked.office not in ("republican", "democrat"):
        return None
    fits: list[tuple[int, int, str]] = []
    for index, entity in enumerate(source.cast.known):
        if entity.roles and entity.kind is SpeakerKind.PERSON and (printed := _printed_so(entity, asked)):
            own = frozenset(entity.seats).union(*(_keys(role.words) for role in entity.roles))
            if not _contradicts(asked, own, printed):
                fits.append((len(asked.keys & own), index, printed))
    # Who has been named already is meant before who will be named.
    fits = [one for one in fits if source.cast.is_named_before(one[1], source.span)] or fits
    most = max((agree for agree, _, _ in fits), default=0)
    best = {index: printed for agree, index, printed in fits if agree == most}
    enough = source.is_definite or (most > 0 and (most == len(asked.keys) or not source.is_new))
    if not best or not enough or (most == 0 and _has_owner(source)):
        return None
    index = next(iter(best))
    if len(best) > 1:
        found = likeliest(source, lambda sighting: sighting.entity in best)
        if found is None or found.sighting.entity is None:
            return None
        index = found.sighting.entity
    reason = f"{source.words} → {source.cast.known[index].name}, printed as “{best[index]}”"
    sure = 0.9 if (most or not asked.keys) and len(best) == 1 else 0.7
    return Resolution(index, MentionKind.NOMINAL, "role", sure, (reason,))


def _asked(printed: str) -> _Asked:
    head = _OF_WHOM.split(printed.partition(",")[0])[0]
    office = _office(head)
    keys = _keys(printed) - set(office.split())
    return _Asked(office, _ranks(head), frozenset(keys - _RANKS))


def _printed_so(entity: Known, asked: _Asked) -> str | None:
    """The role of an entity that has the office asked for."""
    also = {asked.office, *_other_names().get(asked.office, ())}
    for role in entity.roles:
        for part in _parts(role.words):
            if _office(part) in also and _ranks(part) == asked.ranks:
                return role.words
    return None


def _parts(printed: str) -> Iterator[str]:
    """The offices in a role, without whose they are: not the president whose spokesman somebody is."""
    if party := _AFFILIATION.match(printed):
        yield _PARTIES[party[1]]
        return
    for part in re.split(r",| and ", printed):
        yield _OF_WHOM.split(part)[0]


def _office(part: str) -> str:
    """The noun that a role's holder is: the last, or the last two of "prime minister"."""
    said = [word.strip(".,").lower() for word in part.split()]
    two = " ".join(said[-2:])
    return two if two in words("double_offices") else said[-1] if said else ""


def _ranks(part: str) -> frozenset[str]:
    """What is said of an office: "deputy" before one, which may be one itself."""
    return frozenset(word.strip(".,").lower() for word in part.split()[:-1]) & _RANKS


def _keys(printed: str) -> frozenset[str]:
    """The telling words of a role, countries by their code so that American is US, states by their name."""
    if party := _AFFILIATION.match(printed):
        return frozenset({_PARTIES[party[1]], *(name for name, _ in _states_in(party[2]))})
    told = set()
    for place in reversed(list(all_places(printed, Span(0, len(printed))))):
        if place.rule in ("region", "city"):
            continue
        told.add(place.code)
        printed = f"{printed[: place.span.start]} {printed[place.span.end :]}"
    for name, form in _states_in(printed):
        told.add(name)
        printed = printed.replace(form, " ")
    for word in printed.split():
        plain = word.strip(",.()'’").removesuffix("'s").removesuffix("’s")
        if len(plain) > 2 and plain.lower() not in _ORDINARY:
            # An acronym stays one: it may stand for anything else that is printed.
            told.add(plain if plain.isupper() else "democrat" if plain == "Democratic" else plain.lower())
    return frozenset(told)


def _contradicts(asked: _Asked, own: frozenset[str], printed: str) -> bool:
    """Whether another party or state is printed, or what the office is over: defence is not state."""
    states = frozenset(name for name, _ in table("states"))
    countries = frozenset(key for key in asked.keys | own if len(key) == 2 and key.isupper())
    for kind in (frozenset(_PARTIES.values()), states, countries):
        wanted, known = asked.keys & kind, own & kind
        if wanted and known and not wanted & known:
            return True
    domain = _domain(asked.keys) - words("common_traits")
    over = _domain(_keys(printed)) - {asked.office, *_RANKS}
    return bool(domain) and bool(over) and not domain & over


def _domain(keys: frozenset[str]) -> set[str]:
    return {key for key in keys if key.islower() and key not in _PARTIES.values()}


def _states_in(printed: str) -> Iterator[tuple[str, str]]:
    """States with the form in which they are printed, the longest first: West Virginia is not Virginia."""
    for name, form in sorted(_state_forms(), key=lambda one: -len(one[1])):
        if re.search(rf"(?<![\w.]){re.escape(form)}(?!\w)", printed):
            yield name, form
            printed = printed.replace(form, " ")


@cache
def _state_forms() -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, form.strip()) for name, forms in table("states") for form in (name, *forms.split(";"))
    )


def _has_owner(source: Source) -> bool:
    """Whether it says whose: "Lee's lawyer" is nobody else's."""
    return any(token.dep_ == "poss" and token.pos_ != "PRON" for token in source.tokens)


@cache
def _other_names() -> dict[str, tuple[str, ...]]:
    return {noun: tuple(other.strip() for other in others.split(";")) for noun, others in table("offices")}
