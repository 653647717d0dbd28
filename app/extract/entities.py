"""Entities: the people and bodies of one article, gathered from its names.

Within an article a surname belongs to the last full name that ends in it, an acronym to the body whose
initials it is, and a well-known body's other names (``lexicon/en/bodies.txt``) to that body.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from app.extract.countries import home_places
from app.extract.gender import may_be
from app.extract.lexicon import table, words
from app.extract.medium import publishes
from app.extract.mentions import Named
from app.extract.naming import Names, acronym, bare
from app.extract.salience import RECENT, Sighting, Standing
from app.records import Entity, Place, PrintedRole, Span, SpeakerKind

FAR = 3
"""Paragraphs back that a pronoun, a description or a surname may reach."""
_LONGEST_NAME = 500
"""Characters of a name at most."""
_ELSEWHERE = ("to", "in", "on", "at", "with", "against", "into")


@dataclass(slots=True)
class Known:
    """An entity while its article is being read."""

    name: str
    kind: SpeakerKind
    aliases: set[str] = field(default_factory=set)
    roles: list[PrintedRole] = field(default_factory=list)
    home: Place | None = None
    honorifics: set[str] = field(default_factory=set)
    seats: set[str] = field(default_factory=set)
    """The states that stand behind the name: "of Ohio"."""

    def finished(self) -> Entity:
        """The frozen entity."""
        others = tuple(sorted(self.aliases - {self.name}))
        return Entity(self.name, self.kind, others, tuple(self.roles), self.home)


@dataclass(slots=True)
class Cast:
    """Everybody in an article, and where they are named, in reading order."""

    text: str
    sentences: Sequence[int] = ()
    """Where each sentence of narration begins."""
    known: list[Known] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    first: dict[int, Span] = field(default_factory=dict)
    """Where each entity is sighted first."""
    _names: Names = field(default_factory=Names)

    def __post_init__(self) -> None:
        """Note the names of those who are known already."""
        for index, entity in enumerate(self.known):
            self._note(index, entity)

    def sighted(
        self, entity: int | None, span: Span, paragraph: int, standing: Standing, *, spoke: bool = False
    ) -> Sighting:
        """A sighting with its place among the sentences."""
        return Sighting(entity, span, paragraph, bisect_right(self.sentences, span.start), standing, spoke)

    def before(self, span: Span, most: int = RECENT) -> Sequence[Sighting]:
        """The last sightings that begin before a place."""
        end = bisect_left(self.sightings, span.start, key=lambda one: one.span.start)
        return self.sightings[max(0, end - most) : end]

    def at(self, span: Span) -> Sequence[Sighting]:
        """The sightings that begin within a place, or not far before it."""
        first = bisect_left(self.sightings, span.start - _LONGEST_NAME, key=lambda one: one.span.start)
        return self.sightings[first : bisect_left(self.sightings, span.end, key=lambda one: one.span.start)]

    def is_named_before(self, entity: int, span: Span) -> bool:
        """Whether an entity is sighted before a place."""
        return entity in self.first and self.first[entity] < span

    def of(self, sighting: Sighting) -> Known:
        """The entity sighted, where it is named."""
        assert sighting.entity is not None
        return self.known[sighting.entity]

    def index(self, name: str, kind: SpeakerKind) -> int:
        """The entity of that very name, added if it is new."""
        for index in self._named(name):
            if self.known[index].kind is kind and _same(name, self.known[index]):
                return index
        return self.add(Known(name, kind))

    def add(self, entity: Known) -> int:
        """Somebody new: their number."""
        self.known.append(entity)
        self._note(len(self.known) - 1, entity)
        return len(self.known) - 1

    def call(self, index: int, name: str) -> None:
        """Note another name of somebody; the longest of a person is what they are called."""
        entity = self.known[index]
        entity.aliases.add(name)
        self._names.form(name, index)
        if entity.kind is SpeakerKind.PERSON and len(name.split()) > len(entity.name.split()):
            entity.name = name
            self._names.person(name, index)

    def _note(self, index: int, entity: Known) -> None:
        self._names.form(entity.name, index)
        if entity.kind is SpeakerKind.PERSON:
            self._names.person(entity.name, index)

    def _named(self, name: str) -> Sequence[int]:
        chief = body_of(name)
        return self._names.named(name, chief[0] if chief else None)

    def person(self, one: Named) -> int | None:
        """The person whom a full name, or a part of one on its own, names at a place in this article.

        Where it fits several people, it is the only one of them named so far in the same paragraph, or else
        the first named in the article with none of the others near; otherwise somebody by that name alone.
        """
        fits = [i for i in self._names.people(one.name) if _may_mean(one, self.known[i])]
        same = next((i for i in fits if self.known[i].name.casefold() == one.name.casefold()), None)
        if len(one.name.split()) > 1 and same is not None:
            return same
        fuller = [i for i in fits if i != same]
        likely = [i for i in fuller if _ends_alike(one.name, self.known[i].name)] or fuller
        if len(likely) > 1:
            return self._nearest(one, likely, same)
        return likely[0] if likely else same

    def _nearest(self, one: Named, likely: Sequence[int], otherwise: int | None) -> int | None:
        before = [s for s in self.sightings if s.entity in likely and s.span < one.span]
        here = {s.entity for s in before if s.paragraph == one.paragraph}
        if here:
            return here.pop() if len(here) == 1 else otherwise
        near = {s.entity for s in before if one.paragraph - s.paragraph <= FAR}
        first = min(before, key=lambda s: s.span).entity if before else None
        return first if first is not None and near <= {first} else otherwise

    def called(self, name: str) -> int | None:
        """The only person of that name, or with it for a surname or given name."""
        fits = [i for i in self._names.people(name) if _same_person(name, self.known[i].name)]
        return fits[0] if len(fits) == 1 else None

    def body(self, name: str) -> int | None:
        """The body of that name, acronym or well-known other name, if the article names it."""
        named = ((i, self.known[i]) for i in self._named(name))
        return next((i for i, e in named if e.kind is not SpeakerKind.PERSON and _same(name, e)), None)

    def add_role(self, index: int, span: Span) -> None:
        """Note a role as printed; the country that it names first is where the entity speaks from."""
        entity = self.known[index]
        role = PrintedRole(" ".join(span.of(self.text).split()), span)
        if role.words not in {other.words for other in entity.roles}:
            entity.roles.append(role)
        if entity.home is None:
            entity.home = home_in(self.text, span)


def gather(names: Iterable[Named], text: str, sentences: Sequence[int] = ()) -> Cast:
    """The entities of an article; full names are read first, so that a surname may precede one."""
    cast = Cast(text, sentences)
    ordered = sorted(names, key=lambda one: (not one.is_person, len(one.name.split()) < 2, one.span))
    for one in ordered:
        if one.is_person:
            _add_person(cast, one)
        else:
            _add_body(cast, one)
    cast.sightings.sort(key=lambda sighting: sighting.span)
    for sighting in cast.sightings:
        if sighting.entity is not None:
            cast.first.setdefault(sighting.entity, sighting.span)
    return cast


def home_in(text: str, span: Span) -> Place | None:
    """The country a role or a body's name speaks from: the first it names, unless it is a destination."""
    for place in home_places(text, span):
        before = text[span.start : place.span.start].split()
        while before and before[-1].lower() in ("the", "a", "an"):
            before.pop()
        belongs = place.rule == "institution" and before[-1:] == ["at"]
        if not before or belongs or before[-1].lower() not in _ELSEWHERE:
            return place
    return None


def body_of(name: str) -> tuple[str, SpeakerKind, str | None] | None:
    """A well-known body's chief name, kind and country."""
    return _bodies().get(bare(name).casefold())


def _add_person(cast: Cast, one: Named) -> None:
    index = cast.person(one)
    if index is None:
        index = cast.add(Known(one.name, SpeakerKind.PERSON))
    cast.call(index, one.name)
    entity = cast.known[index]
    entity.honorifics |= {one.honorific} - {""}
    entity.seats |= {one.seat} - {""}
    for role in one.roles:
        cast.add_role(index, role)
    cast.sightings.append(cast.sighted(index, one.span, one.paragraph, one.standing))


def _add_body(cast: Cast, one: Named) -> None:
    index = add_body(cast, one.name, one.span)
    if index is not None:
        cast.sightings.append(cast.sighted(index, one.span, one.paragraph, one.standing))


def add_body(cast: Cast, words_: str, span: Span) -> int | None:
    """The body named by `words_`, known or new; None where nothing is left of the name."""
    name = bare(words_.partition(" (")[0])
    if not name:
        return None
    index = cast.body(name)
    if index is None:
        chief = body_of(name)
        kind = chief[1] if chief else SpeakerKind.PUBLICATION if publishes(name) else SpeakerKind.ORGANISATION
        index = cast.add(Known(chief[0] if chief else name, kind))
        if chief and chief[2]:
            cast.known[index].home = Place(chief[2], span, "institution")
        elif kind is SpeakerKind.ORGANISATION:
            cast.known[index].home = home_in(cast.text, span)
    cast.call(index, name)
    return index


def _same(name: str, entity: Known) -> bool:
    wanted = bare(name).casefold()
    forms = {bare(form).casefold() for form in (entity.name, *entity.aliases)}
    chief = body_of(name)
    if wanted in forms or (chief is not None and chief[0] == entity.name):
        return True
    return any(
        _initials(long, bare(name)) or _initials(bare(name), long) for long in (entity.name, *entity.aliases)
    )


def _initials(long: str, short: str) -> bool:
    """Whether `short` is an acronym of `long`."""
    if not (2 <= len(short) <= 8 and short.isupper() and len(long.split()) > 1):
        return False
    return acronym(long) == short


def _may_mean(one: Named, entity: Known) -> bool:
    """Whether a name, with what stands before it, may be that of a person known already."""
    if not _same_person(one.name, entity.name):
        return False
    return all(
        may_be(entity.name, entity.honorifics, (), woman=woman)
        for listed, woman in (("women_words", True), ("men_words", False))
        if one.honorific in words(listed)
    )


def _same_person(one: str, other: str) -> bool:
    a, b = one.casefold().split(), other.casefold().split()
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return short[0] in (long[0], long[-1])
    if short == long[-len(short) :]:
        return True  # "de León" and "Kevin de León"
    # "John F. Kirby" and "John Kirby": same first and last name, whatever stands between.
    return short[0] == long[0] and short[-1] == long[-1]


def _ends_alike(one: str, other: str) -> bool:
    return one.casefold().split()[-1] == other.casefold().split()[-1]


@cache
def _bodies() -> dict[str, tuple[str, SpeakerKind, str | None]]:
    found: dict[str, tuple[str, SpeakerKind, str | None]] = {}
    for name, kind, country, others in table("bodies"):
        for form in (name, *others.split(";")):
            if form.strip():
                found[bare(form).casefold()] = (name, SpeakerKind(kind), country or None)
    return found
