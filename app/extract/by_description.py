"""Steps that resolve a source without a name in it: printed roles, descriptions, groups."""

import re

from app.extract.by_name import has_other_name, publication_before
from app.extract.by_pronoun import likeliest, may_be_meant
from app.extract.countries import all_places
from app.extract.entities import Cast, bare
from app.extract.lexicon import words
from app.extract.referring import describes_person
from app.extract.salience import Sighting
from app.extract.source_words import Resolution, Source, is_person
from app.records import MentionKind, Span, SpeakerKind

_OF_WHOM = re.compile(r"\b(?:of|for|to|at|in|with|from|under)\b")


def group(source: Source) -> Resolution | None:
    """Several people whom nobody names; "journalists" may be those of the publication named last."""
    head = source.head
    behind = head.doc[head.i + 1 : source.tokens.end].text
    is_name = head.text[:1].isupper() and (behind[:1].isupper() or head.lower_ not in words("source_groups"))
    if is_name or (head.lower_ not in words("source_groups") and head.tag_ != "NNS"):
        return None
    printed = head.lower_ in words("publication_groups") and not has_other_name(source)
    if printed and (last := publication_before(source)):
        return Resolution(
            last.entity, MentionKind.NOMINAL, "publication named last", 0.8, (source.led_to(last),)
        )
    index = source.cast.index(bare(source.words), SpeakerKind.UNNAMED)
    return Resolution(index, MentionKind.NOMINAL, "unnamed group", 0.8)


def role_printed(source: Source) -> Resolution | None:
    """The person whose printed role has the same noun; the more of its words agree, the surer."""
    noun = source.head.lower_
    if not describes_person(noun):
        return None
    asked = _keys(source.words) - {noun}
    fits = [
        (len(asked & _keys(role.words)), index, role.words)
        for index, entity in enumerate(source.cast.known)
        for role in entity.roles
        if noun in _offices(role.words) and role.span.start < source.span.start
    ]
    most = max((agree for agree, _, _ in fits), default=0)
    best = [(index, printed) for agree, index, printed in fits if agree == most]
    enough = source.is_definite or (most > 0 and (most == len(asked) or not source.is_new))
    if len({index for index, _ in best}) != 1 or not enough:
        return None
    index, printed = best[0]
    reason = f"{source.words} → {source.cast.known[index].name}, printed as “{printed}”"
    return Resolution(index, MentionKind.NOMINAL, "role", 0.9 if most or not asked else 0.7, (reason,))


def description(source: Source) -> Resolution | None:
    """`the expert`, `the woman`: the fitting person who acted or spoke last.

    An office ("the mayor") fits nobody whose role is not printed so; `role_printed` has looked for that.
    """
    noun = source.head.lower_
    if noun not in words("broad_nouns") | words("expert_nouns") or not source.is_definite:
        return None
    cast = source.cast

    def fits(sighting: Sighting) -> bool:
        if not is_person(cast, sighting):
            return False
        for listed, woman in (("women_words", True), ("men_words", False)):
            if noun in words(listed) and not may_be_meant(source, sighting, woman=woman):
                return False
        return noun not in words("expert_nouns") or _is_expert(cast, sighting)

    found = likeliest(source, fits)
    if found is None:
        return None
    last = found.sighting
    return Resolution(last.entity, MentionKind.NOMINAL, "description", 0.75, (source.led_to(last),))


def unnamed_one(source: Source) -> Resolution | None:
    """`a senior official`: one person whom nobody names."""
    if not source.is_new or not describes_person(source.head.lower_):
        return None
    index = source.cast.index(bare(source.words.partition(",")[0]), SpeakerKind.UNNAMED)
    return Resolution(index, MentionKind.NOMINAL, "unnamed person", 0.8)


def person_as_written(source: Source) -> Resolution | None:
    """`X's mother`: somebody whom the article does not name; a pronoun behind it means nobody else."""
    if not describes_person(source.head.lower_) or source.head.tag_ == "NNS":
        return None
    return Resolution(None, MentionKind.NOMINAL, "person as written", 0.4)


def _is_expert(cast: Cast, sighting: Sighting) -> bool:
    roles = cast.known[sighting.entity].roles if sighting.entity is not None else ()
    said = {word.strip(",.").lower() for role in roles for word in role.words.split()}
    return not said.isdisjoint(words("expert_nouns") | words("expert_places"))


def _offices(printed: str) -> set[str]:
    """The words of a role that its holder is: not the president whose spokesman somebody is."""
    parts = (_OF_WHOM.split(part)[0] for part in re.split(r",| and ", printed))
    return {word.lower() for part in parts for word in part.split()}


def _keys(printed: str) -> set[str]:
    """The telling words of a role, countries by their code so that American is US."""
    plain = {word.strip(",.'’").removesuffix("'s").lower() for word in printed.split()}
    codes = {place.code for place in all_places(printed, Span(0, len(printed)))}
    return {word for word in plain if len(word) > 2 and word not in ("the", "for", "and", "its")} | codes
