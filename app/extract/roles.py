"""Roles: the title or affiliation printed right before or behind a name."""

import re

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from app.extract.clauses import phrase
from app.extract.gazetteer import is_institution
from app.extract.lexicon import table, words

_LONGEST = 18
_AFFILIATION = re.compile(r",? \(?([RDI]-[A-Z][\w. ]{1,14}\.?)(?=[,;) ]|$)")
_MARKS = ('"', "“", "”", "«", "»")
"""Around a name within a role: `head of the "Acme" company Ann Lee`."""
_BEFORE_A_NAME = ("PROPN", "NOUN", "ADJ", "ADP", "DET", "CCONJ", "PART", "NUM", "X")


def role_of(name: Tokens) -> Tokens | None:
    """The role beside `name`: `Pentagon spokesman X`, `the director of Y, X`, `X, a professor at Z`."""
    return _behind(name) or _before(name)


def roles_of(name: Tokens) -> tuple[Tokens, ...]:
    """The roles on both sides of a name, and the affiliation: `Senator Ann Lee, head of X (R-Ky.)`."""
    found = (_behind(name), _before(name), affiliation_of(name))
    return tuple(role for role in found if role is not None)


def affiliation_of(name: Tokens) -> Tokens | None:
    """The party and state printed behind a name: `R-Ky.` in `Ann Lee, R-Ky.` and `Ann Lee (R-Ky.)`."""
    found = _AFFILIATION.match(name.doc.text, name.end_char)
    span = name.doc.char_span(*found.span(1), alignment_mode="expand") if found else None
    return span if span is not None and span.start >= name.end else None


def seat_of(name: Tokens) -> str:
    """The state behind a name in `Ann Lee of West Virginia`, or nothing."""
    doc, start = name.doc, name.end
    if start + 1 >= len(doc) or doc[start].lower_ != "of":
        return ""
    names = {row[0] for row in table("states")}
    two, one = doc[start + 1 : start + 3].text, doc[start + 1].text
    return two if two in names else one if one in names else ""


def has_human_role(name: Tokens) -> bool:
    """Whether a role beside a name is one that only people have: no "owner" or "member"."""
    role = role_of(name)
    if role is None:
        return False
    human = (words("people_nouns") | words("occupations")) - words("bodies_too")
    whole = role.start >= name.end or role.end < name.start  # "one Acme official" is not Acme
    whole = whole or (len(name) > 1 and _is_of_a_body(role))
    return any(token.lower_ in human | words("titles") for token in role if whole or token == role[-1])


def _is_of_a_body(role: Tokens) -> bool:
    """Whether a role ends with whose it is, so that the name behind is no body's: `head of the Senate`."""
    last = role[-1].text
    return last in words("body_words") or is_institution(last)


def is_title(token: Token) -> bool:
    """Whether `token` names an office, a standing or a trade."""
    trade = token.text.islower() and token.text in words("occupations")
    return trade or token.lower_.rstrip(".") in words("titles") or token.lower_ in words("people_nouns")


def _before(name: Tokens) -> Tokens | None:
    doc, start = name.doc, name.start
    if start and doc[start - 1].text == ",":
        start -= 1  # "the director of the service, X": a role set off by a comma has to be a whole phrase
        first = _walk_left(name, start)
        role = _trimmed(doc[first:start])
        return role if role is not None and not _is_list(name) and _own(role) == role else None
    role = _trimmed(doc[_walk_left(name, start) : start])
    return _own(role) if role is not None else None


def _own(role: Tokens) -> Tokens:
    """Of `a spokesman for Mayor`, right before a name, the part that belongs to it."""
    last = next((token.i for token in reversed(role) if token.pos_ == "ADP"), None)
    if last is None or not is_title(role[-1]):
        return role
    while role.doc[last + 1].pos_ == "DET":
        last += 1
    return role.doc[last + 1 : role.end]


def _walk_left(name: Tokens, end: int) -> int:
    doc, start = name.doc, end
    while start > name.sent.start and end - start < _LONGEST:
        token = doc[start - 1]
        behind = doc[start] if start < end else None
        owns = behind is not None and (behind.text in ("'s", "’s", "'", "’") or behind.ent_iob_ == "I")
        somebody = token.ent_type_ == "PERSON" and token.text not in ("'s", "’s") and not owns
        somebody = somebody and not is_institution(token.text)
        fits = token.pos_ in _BEFORE_A_NAME or (token.text in _MARKS and start < end)
        if not fits or token.ent_type_ in ("DATE", "TIME") or somebody:
            break
        start -= 1
    return start


def _behind(name: Tokens) -> Tokens | None:
    doc = name.doc
    if name.end + 1 >= len(doc) or doc[name.end].text not in (",", "("):
        return None
    if not _is_set_off(name):
        return None
    follower = next((c for c in name.root.children if c.dep_ == "appos" and c.i > name.end), None)
    if follower is not None:
        role = _trimmed(phrase(follower, after=name.end))
        return role if role is None or not _is_somebody_else(role) else None
    rest = doc[name.end + 1 : min(name.sent.end, name.end + 1 + _LONGEST)]
    stop = next((t.i for t in rest if t.is_punct or t.pos_ in ("VERB", "AUX", "PRON")), rest.end)
    role = _trimmed(doc[rest.start : stop])
    return role if role is None or not _is_somebody_else(role) else None


def _is_somebody_else(role: Tokens) -> bool:
    """Whether a phrase behind a name is the next one of a list: `Lee, former Mayor Bo Dahl and …`."""
    for token in role:
        if token.ent_type_ == "PERSON" and token.i > role.start and is_title(token.nbor(-1)):
            before = role.doc[role.start : token.i]
            return not any(t.pos_ == "ADP" or t.text in ("'s", "’s") for t in before)
    return False


def _is_set_off(name: Tokens) -> bool:
    """Whether what stands behind a comma belongs to the name: in `…, a White House aide said` it does not."""
    rest = name.doc[name.end + 1 : name.sent.end]
    stop = next((t for t in rest if t.is_punct or t.pos_ in ("VERB", "AUX", "PRON")), None)
    return stop is None or stop.pos_ not in ("VERB", "AUX") or stop.tag_ in ("VBN", "VBG")


def _trimmed(tokens: Tokens) -> Tokens | None:
    """The part of `tokens` that is a role: it holds a title, and starts at no preposition."""
    doc, start, end = tokens.doc, tokens.start, tokens.end
    while start < end and (
        doc[start].pos_ in ("ADP", "CCONJ", "PART", "PUNCT") or doc[start].text in words("honorifics")
    ):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].text in words("honorifics")):
        end -= 1
    if end > start and doc[end - 1].pos_ in ("ADP", "DET"):
        return None  # "chief executive of", "adviser to Mrs.": somebody else's role
    if end > start and doc[end - 1].pos_ == "CCONJ":
        return None  # "a split between Berg and"
    kept = doc[start:end]
    head = next((token for token in kept if is_title(token) and not _is_beside(token)), None)
    if head is None or any(t.text.strip() == "" for t in kept):
        return None
    if any(token.pos_ == "ADP" for token in doc[start : head.i]):
        return _trimmed(doc[next(t.i for t in kept if t.pos_ == "ADP") + 1 : end])
    if kept[0].lower_ == "the":
        kept = doc[start + 1 : end]
    return kept if len(kept) else None


def _is_beside(title: Token) -> bool:
    """Whether a title only tells what kind of thing the next noun is: "refugee status"."""
    behind = title.nbor() if title.i + 1 < len(title.doc) else title
    return title.dep_ == "compound" and behind.pos_ == "NOUN" and not is_title(behind)


def _is_list(name: Tokens) -> bool:
    """A comma before a name may part the members of a list instead."""
    follows = name.doc[name.end] if name.end < len(name.doc) else None
    return follows is not None and follows.lower_ in ("and", "or")
