"""Sources: whom the words of an attribution's source mean, by steps from the certain to the likely.

Each step is a function that answers or passes; the first answer counts, and its reason is kept for readers.
"""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from app.extract.attributions import Draft
from app.extract.countries import all_places
from app.extract.entities import Cast, Sighting, add_body, bare, body_of, group_noun
from app.extract.lexicon import words
from app.extract.medium import publishes
from app.records import MentionKind, Span, SpeakerKind

_FAR = 3
"""Paragraphs back that a pronoun or a description may reach."""
_HE = ("he", "him", "his", "himself")
_SHE = ("she", "her", "hers", "herself")
_THEY = ("they", "them", "their", "themselves", "we", "i", "it", "who", "this", "that", "which", "one")
_WHAT_ONE_WRITES = ("article", "document", "letter", "message", "paper", "post", "release", "report", "statement", "website")


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a source means: an entity, or nobody that is certain."""

    entity: int | None
    kind: MentionKind | None
    rule: str
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A source's words with what the steps ask of them."""

    text: str
    span: Span
    head: Token
    tokens: Tokens
    paragraph: int

    @property
    def words(self) -> str:
        """As written."""
        return " ".join(self.text.split())


type_Step = Callable[[Source, Cast, list[Sighting]], Resolution | None]


def resolve(draft: Draft, paragraph: int, cast: Cast, spoken: list[Sighting]) -> Resolution:
    """Whom a draft's source means; `spoken` are the speakers of earlier statements, in reading order."""
    if draft.tokens is None or draft.source is None:
        return Resolution(None, None, "no source", 0.5)
    source = Source(draft.source.of(cast.text), draft.source, _head(draft.tokens), draft.tokens, paragraph)
    for step in (_pronoun, _somebodys_sources, _full_name, _writing_of, _group, _body, _description, _unnamed_one):
        found = step(source, cast, spoken)
        if found is not None:
            return found
    return Resolution(None, MentionKind.NOMINAL, "source as written", 0.4)


def _head(tokens: Tokens) -> Token:
    """The noun the phrase is about: `edition` steps back behind a name only in its own step."""
    return tokens.root


def _pronoun(source: Source, cast: Cast, spoken: list[Sighting]) -> Resolution | None:
    word = source.words.lower()
    if word not in (*_HE, *_SHE, *_THEY):
        return None
    if word not in (*_HE, *_SHE):
        return Resolution(None, MentionKind.PRONOUN, "pronoun left open", 0.4)
    sighting = _last(cast, spoken, source, lambda s: _may_be(cast, s.entity, woman=word in _SHE))
    if sighting is None:
        return Resolution(None, MentionKind.PRONOUN, "pronoun left open", 0.4)
    reason = f"{source.words} → {cast.known[sighting.entity].name}, ¶{sighting.paragraph + 1}"
    near = source.paragraph - sighting.paragraph
    return Resolution(sighting.entity, MentionKind.PRONOUN, "pronoun", 0.85 if near <= 1 else 0.7, (reason,))


def _full_name(source: Source, cast: Cast, spoken: list[Sighting]) -> Resolution | None:
    """A person's name in the source, not inside somebody else's description or apposition."""
    del spoken
    inside = [s for s in cast.sightings if source.span.holds(s.span) and cast.known[s.entity].kind is SpeakerKind.PERSON]
    if not inside:
        return None
    named = next((s for s in inside if _covers(source, s.span, source.head)), None)
    if named is None:
        roots = [s for s in inside if _has_role_here(source, cast, s) or not _hangs_on_preposition(source, s.span)]
        if not roots:
            return None
        named = roots[0]
    entity = cast.known[named.entity]
    written = named.span.of(cast.text)
    single = len(entity.name.split()) == 1
    reasons = () if written == entity.name else (f"{written} → {entity.name}",)
    return Resolution(named.entity, MentionKind.NAME, "name", 0.8 if single else 0.97, reasons)


def _writing_of(source: Source, cast: Cast, spoken: list[Sighting]) -> Resolution | None:
    """`the journalists of X`, `the message of X`: what a body's people or papers say, the body says."""
    del spoken
    noun = source.head.lower_
    if noun not in words("publication_nouns") and noun not in _WHAT_ONE_WRITES and noun not in ("journalists", "reporters"):
        return None
    for token in source.tokens:
        of_or_from = token.dep_ == "pobj" and token.head.lower_ in ("of", "from", "by")
        if (of_or_from and token.head.head.i == source.head.i) or (token.dep_ in ("poss", "compound", "appos") and token.head.i == source.head.i):
            index = _body_at(source, cast, token)
            if index is not None:
                return Resolution(index, MentionKind.NOMINAL, "what a body publishes", 0.9, (f"{source.words} → {cast.known[index].name}",))
    return _last_publication(source, cast)


def _last_publication(source: Source, cast: Cast) -> Resolution | None:
    """`the article`, `the newspaper`: the publication named last."""
    earlier = [
        s
        for s in cast.sightings
        if s.span.start < source.span.start
        and cast.known[s.entity].kind is SpeakerKind.PUBLICATION
        and source.paragraph - s.paragraph <= _FAR
    ]
    if not earlier or not _definite(source):
        return None
    last = earlier[-1]
    reason = f"{source.words} → {cast.known[last.entity].name}, ¶{last.paragraph + 1}"
    return Resolution(last.entity, MentionKind.NOMINAL, "publication named last", 0.8, (reason,))


def _somebodys_sources(source: Source, cast: Cast, spoken: list[Sighting]) -> Resolution | None:
    """`the newspaper's sources`: an unnamed group, told apart by whose sources they are."""
    if source.head.lower_ not in ("sources", "source"):
        return None
    owner = next((t for t in source.head.children if t.dep_ == "poss"), None)
    reasons: tuple[str, ...] = ()
    name = bare(source.words)
    if owner is not None:
        holder = Source(owner.text, source.span, owner, source.tokens, source.paragraph)
        index = _body_at(source, cast, owner)
        whose = Resolution(index, None, "", 1) if index is not None else _last_publication(holder, cast)
        if whose is not None and whose.entity is not None:
            name = f"sources of {cast.known[whose.entity].name}"
            reasons = (f"{source.words} → {name}",)
    del spoken
    return Resolution(cast.index(name, SpeakerKind.UNNAMED), MentionKind.NOMINAL, "unnamed sources", 0.85, reasons)


def _group(source: Source, cast: Cast, spoken: list[Sighting]) -> Resolution | None:
    """Several people whom nobody names."""
    if not group_noun(source.head.text) and not (source.head.pos_ == "NOUN" and source.head.tag_ == "NNS"):
        return None
    if source.head.lower_ in ("journalists", "media") and (found := _last_publication(source, cast)):
        return found
    del spoken
    index = cast.index(bare(source.words), SpeakerKind.UNNAMED)
    return Resolution(index, MentionKind.NOMINAL, "unnamed group", 0.8)


def _body(source: Source, cast: Cast, spoken: list[Sighting]) -> Resolution | None:
    """A body by its name."""
    del spoken
    if source.head.pos_ == "NOUN" and body_of(source.words) is None and not _covers_body(source, cast):
        return None
    index = _body_at(source, cast, source.head)
    if index is None and body_of(source.words) is not None:
        index = add_body(cast, source.words, source.span)
    if index is None and source.head.pos_ == "PROPN" and bare(source.words)[:1].isupper():
        name = bare(source.words.split(",")[0])
        if not name or len(name.split()) > 8:
            return None
        index = add_body(cast, name, source.span)
    if index is None:
        return None
    name = cast.known[index].name
    reasons = () if bare(source.words) == name else (f"{source.words} → {name}",)
    return Resolution(index, MentionKind.NAME, "name of a body", 0.9, reasons)


def _description(source: Source, cast: Cast, spoken: list[Sighting]) -> Resolution | None:
    """`the SVR director`, `the expert`: a role printed before, or the expert who spoke last."""
    noun = source.head.lower_
    if noun not in words("people_nouns") and noun not in words("titles"):
        return None
    by_role = _by_role(source, cast)
    if by_role is not None:
        return by_role
    if not _definite(source):
        return None
    women, men = noun in words("women_words"), noun in words("men_words")

    def fits(sighting: Sighting) -> bool:
        if (women or men) and not _may_be(cast, sighting.entity, woman=women):
            return False
        return noun not in words("expert_nouns") or _is_expert(cast, sighting.entity)

    sighting = _last(cast, spoken, source, fits)
    if sighting is None:
        return None
    reason = f"{source.words} → {cast.known[sighting.entity].name}, ¶{sighting.paragraph + 1}"
    return Resolution(sighting.entity, MentionKind.NOMINAL, "description", 0.75, (reason,))


def _by_role(source: Source, cast: Cast) -> Resolution | None:
    """The person whose printed role has the same noun; the more of its words agree, the surer."""
    noun = source.head.lower_
    asked = _keys(source.words) - {noun}
    best: list[tuple[int, int, str]] = []
    for index, entity in enumerate(cast.known):
        if entity.kind is not SpeakerKind.PERSON:
            continue
        for role in entity.roles:
            keys = _keys(role.words)
            if noun in keys and role.span.start < source.span.start:
                best.append((len(asked & keys), index, role.words))
    if not best:
        return None
    most = max(score for score, _, _ in best)
    who = {index for score, index, _ in best if score == most}
    if len(who) > 1 or (most == 0 and not _definite(source)):
        return None
    index, role_words = next((i, r) for score, i, r in best if score == most)
    reason = f"{source.words} → {cast.known[index].name}, printed as “{role_words}”"
    sure = 0.9 if most or not asked else 0.7
    return Resolution(index, MentionKind.NOMINAL, "role", sure, (reason,))


def _unnamed_one(source: Source, cast: Cast, spoken: list[Sighting]) -> Resolution | None:
    """`a senior official`: one person whom nobody names."""
    del spoken
    noun = source.head.lower_
    first = source.tokens[0].lower_
    if first in ("a", "an", "one", "another") and (noun in words("people_nouns") or noun in words("titles")):
        index = cast.index(bare(source.words), SpeakerKind.UNNAMED)
        return Resolution(index, MentionKind.NOMINAL, "unnamed person", 0.8)
    return None


def _last(cast: Cast, spoken: list[Sighting], source: Source, fits: Callable[[Sighting], bool]) -> Sighting | None:
    """The person who acted or spoke last before the source; somebody merely mentioned comes after those."""
    near = [
        s
        for s in sorted([*cast.sightings, *spoken], key=lambda s: s.span)
        if s.span.end <= source.span.start
        and source.paragraph - s.paragraph <= _FAR
        and cast.known[s.entity].kind is SpeakerKind.PERSON
        and fits(s)
    ]
    acting = [s for s in near if s.acts]
    return (acting or near or [None])[-1]


def _may_be(cast: Cast, index: int, *, woman: bool) -> bool:
    """Whether nothing printed beside a name speaks against a man or a woman."""
    said = {word for role in cast.known[index].roles for word in role.words.split()}
    said |= {word for alias in cast.known[index].aliases for word in alias.split()}
    return said.isdisjoint(words("men_words") if woman else words("women_words"))


def _is_expert(cast: Cast, index: int) -> bool:
    roles = cast.known[index].roles
    said = {word.strip(",.").lower() for role in roles for word in role.words.split()}
    return not said.isdisjoint(words("expert_nouns") | {"institute", "university", "member", "fellow", "center", "centre", "head"})


def _definite(source: Source) -> bool:
    first = source.tokens[0].lower_
    return first in ("the", "this", "that") or source.head.tag_ == "NNS" or source.tokens[0].dep_ == "poss"


def _keys(words_: str) -> set[str]:
    """The telling words of a role, countries by their code so that American is US."""
    keys = {word.strip(",.'’").removesuffix("'s").lower() for word in words_.split()}
    codes = {place.code for place in all_places(words_, Span(0, len(words_)))}
    return {key for key in keys if len(key) > 2 and key not in ("the", "for", "and", "its", "his", "her")} | codes


def _covers(source: Source, span: Span, token: Token) -> bool:
    offset = source.span.start - source.tokens[0].idx
    return span.start <= token.idx + offset < span.end


def _hangs_on_preposition(source: Source, span: Span) -> bool:
    """Whether a name only qualifies the source: `a spokesman for X`, `X's lawyer`."""
    for token in source.tokens:
        if _covers(source, span, token):
            climbing = token
            while climbing.i != source.head.i and climbing.head.i != climbing.i:
                if climbing.dep_ in ("pobj", "poss"):
                    return True
                climbing = climbing.head
    return False


def _has_role_here(source: Source, cast: Cast, sighting: Sighting) -> bool:
    """Whether the source is a role and the name it belongs to, however the parser joins them."""
    return any(
        source.span.holds(role.span) and 0 <= sighting.span.start - role.span.end <= 2
        for role in cast.known[sighting.entity].roles
    )


def _body_at(source: Source, cast: Cast, token: Token) -> int | None:
    for sighting in cast.sightings:
        if cast.known[sighting.entity].kind is not SpeakerKind.PERSON and _covers(source, sighting.span, token):
            return sighting.entity
    wide = [t for t in token.subtree if t.i in range(source.tokens.start, source.tokens.end)]
    if wide:
        name = token.doc[wide[0].i : wide[-1].i + 1].text
        if body_of(name) is not None or publishes(bare(name)):
            return add_body(cast, name, source.span)
    return None


def _covers_body(source: Source, cast: Cast) -> bool:
    return any(
        _covers(source, s.span, source.head) and cast.known[s.entity].kind is not SpeakerKind.PERSON
        for s in cast.sightings
    )
