"""Steps that resolve a source whom nobody names: a group, "a senior official", and the same one again."""

import re

from app.extract.by_writing import publication_before
from app.extract.lexicon import words
from app.extract.naming import bare
from app.extract.referring import describes_person
from app.extract.source_words import Resolution, Source
from app.records import MentionKind, SpeakerKind

_OF_WHOM = re.compile(r",| (?:at|for|from|in|of|on|with|who|close|familiar)\b")


def group(source: Source) -> Resolution | None:
    """Several people whom nobody names; "journalists" may be those of the publication named last."""
    if not _is_group(source):
        return None
    alone = all(token.dep_ in ("det", "punct") or token == source.head for token in source.tokens)
    if source.head.lower_ in words("publication_groups") and alone:
        last = publication_before(source)
        if last is not None:
            reasons = (source.led_to(last),)
            return Resolution(last.entity, MentionKind.NOMINAL, "publication named last", 0.8, reasons)
    index = source.cast.index(bare(source.words.partition(", incl")[0]), SpeakerKind.UNNAMED)
    return Resolution(index, MentionKind.NOMINAL, "unnamed group", 0.8)


def unnamed_again(source: Source) -> Resolution | None:
    """`the official` behind `a senior official`: the same one, if the article has only one."""
    noun = source.head.lower_
    if source.tokens[0].lower_ not in ("the", "that") or source.head.tag_ == "NNS":
        return None
    fits = [
        index
        for index, entity in enumerate(source.cast.known)
        if entity.kind is SpeakerKind.UNNAMED and _OF_WHOM.split(entity.name)[0].split()[-1:] == [noun]
    ]
    if len(fits) != 1:
        return None
    reason = f"{source.words} → {source.cast.known[fits[0]].name}"
    return Resolution(fits[0], MentionKind.NOMINAL, "unnamed person again", 0.75, (reason,))


def unnamed_one(source: Source) -> Resolution | None:
    """`a senior official`: one person whom nobody names."""
    if not source.is_new or not describes_person(source.head.lower_):
        return None
    name = bare(source.words.partition(",")[0]).removesuffix("'s").removesuffix("’s")
    index = source.cast.index(name, SpeakerKind.UNNAMED)
    return Resolution(index, MentionKind.NOMINAL, "unnamed person", 0.8)


def person_as_written(source: Source) -> Resolution | None:
    """`X's mother`: somebody whom the article does not name; a pronoun behind it means nobody else."""
    if not describes_person(source.head.lower_) or source.head.tag_ == "NNS":
        return None
    return Resolution(None, MentionKind.NOMINAL, "person as written", 0.4)


def _is_group(source: Source) -> bool:
    head = source.head
    if head.lower_ in ("republicans", "democrats"):
        # The party, unless only some of it are meant: "some leading Democrats".
        return any(token.text.islower() and token.dep_ != "det" for token in head.children)
    plural = head.lower_.endswith("s") and describes_person(head.lower_[:-1])
    people = plural or head.lower_ in words("source_groups")
    behind = head.doc[head.i + 1 : source.tokens.end].text
    ahead = (
        head.i > source.tokens.start and head.nbor(-1).pos_ == "PROPN" and head.nbor(-1).text[:1].isupper()
    )
    if head.text[:1].isupper() and ahead:
        return False  # "Humberside Police"
    if head.text[:1].isupper() and (behind[:1].isupper() or not people):
        return False
    return people or (head.tag_ == "NNS" and head.lower_ not in words("things_that_say"))
