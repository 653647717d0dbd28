"""People's names: as the recogniser labels them, put right by titles, given names and the whole article."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from app.extract.gender import is_given_name
from app.extract.lexicon import table, words
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
    double = [name.text.split() for _, name in found if "-" in name.text]
    firm |= {words_[-1] for words_ in double if "-" in words_[-1]}
    firm |= {name.text for _, name in found}
    again = [(segment, name) for segment in narration for name in _recurring(segment.doc, firm)]
    return found + [(segment, name) for segment, name in again if segment.at(name[0]) not in seen]


def _recurring(doc: Doc, firm: set[str]) -> Iterator[Tokens]:
    """Words that mean a person in this article, wherever they stand alone."""
    for token in doc:
        end = token.i + 1
        while end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_:
            end += 2  # "Ocasio-Cortez" is one word
        name = doc[token.i : end]
        if name.text in firm and not _is_part(name):
            longer = (doc[start:end] for start in range(max(0, token.i - _LONGEST_NAME), token.i))
            yield next((whole for whole in longer if whole.text in firm), name)


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
    for label in segment.doc.ents:
        tokens = _first_name(label)
        other = label.label_ in ("ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART")
        if label.label_ == "PERSON" or (other and _is_person_after_all(tokens, alone)):
            yield from _bare(tokens)
    yield from _unlabelled(segment)
    yield from _addressed(segment.doc)


def _first_name(label: Tokens) -> Tokens:
    """Of a label over `Ann Lee for Acme`, the person."""
    after = next((token.i for token in label if token.lower_ in ("for", "of", "at")), label.end)
    return label.doc[label.start : after] if is_given_name(label[0].text) else label


def _bare(tokens: Tokens) -> Iterator[Tokens]:
    """A labelled name without the titles, possessives and brackets that the label took in."""
    doc, start, end = tokens.doc, tokens.start, tokens.end
    end = next((t.i for t in tokens if t.text in ("(", ",", "–", "—")), end)
    while (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
    ):
        end += 2  # "Lee Won-sik", "Ocasio-Cortez"
    while (
        start > 1
        and doc[start - 1].text == "-"
        and not doc[start - 2].whitespace_
        and doc[start - 2].pos_ == "PROPN"
    ):
        start -= 2
    while end > start and (doc[end - 1].text in ("'s", "’s") or not _in_name(doc, end - 1)):
        end -= 1
    while start < end and (_is_before_name(doc[start], end) or not _in_name(doc, start)):
        start += 1
    if end - start == 1 and start and is_given_name(doc[start - 1].text):
        start -= 1  # the label or the titles took the given name for something else
    name = doc[start:end]
    if end < len(doc) and doc[end].lower_ in words("publication_nouns"):
        return  # "the Courier newspaper"
    if len(name) and not _is_no_name(name):
        yield name


def _is_no_name(name: Tokens) -> bool:
    given = is_given_name(name[0].text) and len(name) > 1
    office = is_title(name[-1]) and not given and name[-1].text not in words("surnames_too")
    opens = name[0].pos_ in ("ADP", "DET", "PRON", "SCONJ", "CCONJ", "AUX") and role_of(name) is None
    inside = any(token.text in ("'s", "’s") or token.text in words("no_names") for token in name)
    return office or opens or inside or publishes(name.text) or _has_body_word(name) or name.text in _states()


@cache
def _states() -> frozenset[str]:
    return frozenset(name for name, _ in table("states"))


def _is_before_name(token: Token, end: int) -> bool:
    """Whether a token is a title before a name; "Dean" before a single word is a given name."""
    given = is_given_name(token.text) and token.i == end - 2
    return token.text in words("honorifics") or (is_title(token) and not given)


def _is_person_after_all(tokens: Tokens, alone: set[str]) -> bool:
    """Whether the recogniser took a person for a body: a given name, a title, or a surname seen says so."""
    if not 1 < len(tokens) <= _LONGEST_NAME or not all(
        t.text == "-" or _is_written_as_name(t) for t in tokens
    ):
        return False
    if publishes(tokens.text) or _has_body_word(tokens):
        return False
    titled = tokens.start > tokens.sent.start and is_title(tokens.doc[tokens.start - 1])
    return titled or is_given_name(tokens[0].text) or tokens[-1].text in alone or _has_human_role(tokens)


def _is_written_as_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.text.replace("’", "").replace("'", "").isalpha()


def _has_human_role(name: Tokens) -> bool:
    """Whether a role beside a name is one that only people have: no "owner" or "member"."""
    role = role_of(name)
    if role is None:
        return False
    human = words("people_nouns") - words("bodies_too")
    return any(token.lower_ in human for token in (role if role.start >= name.end else role[-1:]))


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


def _in_name(doc: Doc, place: int) -> bool:
    # Capitals may stand within, and behind a hyphen there need be none: "diGenova", "al-Assad", "Won-sik".
    token = doc[place]
    if place > 1 and doc[place - 1].text == "-" and not doc[place - 1].whitespace_:
        return token.is_alpha
    return (token.text[:1].isalpha() and not token.text.islower()) or token.lower_ in _PARTICLES


def _is_part(name: Tokens) -> bool:
    """Whether a surname is part of another name or a date: "the Berg Foundation", "St. Berg"."""
    doc, token = name.doc, name[-1]
    before = doc[name.start - 1] if name.start else None
    if before is not None and (
        before.text in ("St.", "San") or (before.text == "-" and not before.whitespace_)
    ):
        return True
    if name.end == len(doc):
        return False
    behind = doc[name.end]
    in_name = token.dep_ == "compound" and behind.pos_ == "PROPN" and behind.i == token.head.i
    return behind.text in words("body_words") or (in_name and behind.ent_type_ not in ("DATE", "TIME"))


def _has_body_word(tokens: Tokens) -> bool:
    return any(token.text in words("body_words") for token in tokens)
