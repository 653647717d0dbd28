"""People's names: as the recogniser labels them, put right by titles, given names and the whole article."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from app.extract.gender import is_given_name
from app.extract.lexicon import words
from app.extract.medium import publishes
from app.extract.roles import is_title, role_of
from app.extract.segments import Segment

_PARTICLES = ("al", "bin", "da", "de", "del", "der", "di", "dos", "du", "el", "ibn", "la", "le", "van", "von")
_LONGEST_NAME = 5

Place = tuple[Segment, Tokens]
"""A name with the segment it stands in."""


def people(narration: Sequence[Segment]) -> list[Place]:
    """Every name of a person in the narration of an article, in no certain order."""
    found = [(segment, name) for segment in narration for name in _in(segment)]
    common = {token.text for segment in narration for token in segment.doc if token.text.islower()}
    firm = set(_firm(found))
    parts = {part.text for _, name in found if len(name) > 1 for part in (name[0], name[-1])}
    labels = _labels(narration)
    found = [
        (segment, name)
        for segment, name in found
        if name.text in firm or name.text in parts or _is_likely(name, labels, common)
    ]
    firm |= {name.text for _, name in found if len(name) == 1}
    seen = positions(found)
    return found + [
        (segment, segment.doc[token.i : token.i + 1])
        for segment in narration
        for token in segment.doc
        if token.text in firm and segment.at(token) not in seen and not _is_part(token)
    ]


def positions(found: Iterable[Place]) -> set[int]:
    """Where in the article each token of the names begins."""
    return {segment.at(token) for segment, tokens in found for token in tokens}


def _firm(found: Sequence[Place]) -> Iterator[str]:
    """Words that on their own are certain to mean a person in this article."""
    for _, name in found:
        if len(name) == 1:
            if honorific(name) or role_of(name) is not None:
                yield name.text
            continue
        yield name[-1].text
        if is_given_name(name[0].text):
            yield name[0].text


def honorific(name: Tokens) -> str:
    """`Mr` or `Dame` before a name, or nothing."""
    before = name.doc[name.start - 1].text if name.start else ""
    return before if before in words("honorifics") else ""


def _labels(narration: Sequence[Segment]) -> Counter[str]:
    """How much more often each name is labelled a person than a body or place."""
    votes: Counter[str] = Counter()
    for segment in narration:
        for tokens in segment.doc.ents:
            votes[tokens.text] += 1 if tokens.label_ == "PERSON" else -1
    return votes


def _is_likely(name: Tokens, labels: Counter[str], common: set[str]) -> bool:
    """Whether the article speaks for a person: by its other labels, and by no common word spelt so."""
    if len(name) > 1:
        return labels[name.text] >= 0 or is_given_name(name[0].text) or role_of(name) is not None
    return labels[name.text] > 0 and name.text.lower() not in common


def _in(segment: Segment) -> Iterator[Tokens]:
    alone = {tokens.text for tokens in segment.doc.ents if tokens.label_ == "PERSON" and len(tokens) == 1}
    for tokens in segment.doc.ents:
        if tokens.label_ == "PERSON" or (tokens.label_ == "ORG" and _is_person_after_all(tokens, alone)):
            yield from _bare(tokens)
    yield from _unlabelled(segment)
    yield from _addressed(segment.doc)


def _bare(tokens: Tokens) -> Iterator[Tokens]:
    """A labelled name without the titles, possessives and brackets that the label took in."""
    doc, start, end = tokens.doc, tokens.start, tokens.end
    end = next((t.i for t in tokens if t.text in ("(", ",", "–", "—")), end)
    while end > start and (doc[end - 1].text in ("'s", "’s") or not _in_name(doc[end - 1])):
        end -= 1
    while start < end and (_is_before_name(doc[start], end) or not _in_name(doc[start])):
        start += 1
    if end - start == 1 and start and is_given_name(doc[start - 1].text):
        start -= 1  # the label or the titles took the given name for something else
    name = doc[start:end]
    if end < len(doc) and doc[end].lower_ in words("publication_nouns"):
        return  # "the Courier newspaper"
    if len(name) and not _is_no_name(name):
        yield name


def _is_no_name(name: Tokens) -> bool:
    office = is_title(name[-1]) and name[-1].text not in words("surnames_too")
    opens = name[0].pos_ in ("ADP", "DET", "PRON", "SCONJ", "CCONJ", "AUX") and role_of(name) is None
    return office or opens or publishes(name.text) or _has_body_word(name) or name.text in words("no_names")


def _is_before_name(token: Token, end: int) -> bool:
    """Whether a token is a title before a name; "Dean" before a single word is a given name."""
    given = is_given_name(token.text) and token.i == end - 2
    return token.text in words("honorifics") or (is_title(token) and not given)


def _is_person_after_all(tokens: Tokens, alone: set[str]) -> bool:
    """Whether the recogniser took a person for a body: a given name, a title, or a surname seen says so."""
    if not 1 < len(tokens) <= _LONGEST_NAME or not all(t.is_alpha and t.text[0].isupper() for t in tokens):
        return False
    if publishes(tokens.text) or _has_body_word(tokens):
        return False
    titled = tokens.start > tokens.sent.start and is_title(tokens.doc[tokens.start - 1])
    return titled or is_given_name(tokens[0].text) or tokens[-1].text in alone or _has_human_role(tokens)


def _has_human_role(name: Tokens) -> bool:
    """Whether a role behind a name is one that only people have: no "owner" or "member"."""
    role = role_of(name)
    if role is None or role.start < name.end:
        return False
    return any(t.lower_ in words("people_nouns") and t.lower_ not in words("bodies_too") for t in role)


def _unlabelled(segment: Segment) -> Iterator[Tokens]:
    """Runs of capitalised words that the recogniser passed over, with a role beside them or a given name."""
    doc, start = segment.doc, 0
    while start < len(doc):
        end = start
        while end < len(doc) and end - start < _LONGEST_NAME and _could_be_person(doc[end]):
            end += 1
        run = doc[start:end]
        while len(run) and is_title(run[0]):
            run = doc[run.start + 1 : end]
        if len(run) in (2, 3) and not _is_no_name(run) and (_is_given(run) or role_of(run) is not None):
            yield run
        start = max(end, start + 1)


def _is_given(run: Tokens) -> bool:
    return is_given_name(run[0].text) and not any(token.ent_type_ for token in run)


def _addressed(doc: Doc) -> Iterator[Tokens]:
    """Words that a title stands before, whatever the recogniser took them for."""
    for token in doc:
        before = token.nbor(-1).text if token.i else ""
        called = before in words("forms_of_address") | words("honorifics")
        name = doc[token.i : token.i + 1]
        if called and _is_proper(token) and not is_title(token) and not _has_body_word(name):
            further = token.i + 1 < len(doc) and _is_proper(token.nbor())
            if not further and token.ent_type_ != "PERSON":
                yield name


def _is_proper(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _could_be_person(token: Token) -> bool:
    # The recogniser takes many a foreign name for a place; the role beside it tells them apart.
    return token.ent_type_ in ("", "GPE") and token.is_alpha and _is_proper(token)


def _in_name(token: Token) -> bool:
    # Capitals may stand within: "diGenova", "al-Assad".
    return (token.text[:1].isalpha() and not token.text.islower()) or token.lower_ in _PARTICLES


def _is_part(token: Token) -> bool:
    """Whether a surname is part of another name or a date: "the Berg Foundation", "Berg Tower"."""
    if token.i + 1 == len(token.doc):
        return False
    behind = token.nbor()
    in_name = token.dep_ == "compound" and behind.pos_ == "PROPN" and behind.i == token.head.i
    return behind.text in words("body_words") or (in_name and behind.ent_type_ not in ("DATE", "TIME"))


def _has_body_word(tokens: Tokens) -> bool:
    return any(token.text in words("body_words") for token in tokens)
