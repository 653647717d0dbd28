"""Roles: the title or affiliation printed right before or behind a name."""

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from app.extract.clauses import phrase
from app.extract.lexicon import words

_LONGEST = 18
_BEFORE_A_NAME = ("PROPN", "NOUN", "ADJ", "ADP", "DET", "CCONJ", "PART", "NUM", "X")


def role_of(name: Tokens) -> Tokens | None:
    """The role beside `name`: `Pentagon spokesman X`, `the director of Y, X`, `X, a professor at Z`."""
    return _behind(name) or _before(name)


def is_title(token: Token) -> bool:
    """Whether `token` names an office or a standing."""
    return token.lower_.rstrip(".") in words("titles") or token.lower_ in words("people_nouns")


def _before(name: Tokens) -> Tokens | None:
    doc, start = name.doc, name.start
    if start and doc[start - 1].text == ",":
        start -= 1  # "the director of the service, X": a role set off by a comma has to be a whole phrase
        first = _walk_left(name, start)
        role = _trimmed(doc[first:start])
        return role if role is not None and not _is_list(name) else None
    return _trimmed(doc[_walk_left(name, start) : start])


def _walk_left(name: Tokens, end: int) -> int:
    doc, start = name.doc, end
    while start > name.sent.start and end - start < _LONGEST:
        token = doc[start - 1]
        if token.pos_ not in _BEFORE_A_NAME or token.ent_type_ in ("DATE", "TIME", "PERSON"):
            break
        start -= 1
    return start


def _behind(name: Tokens) -> Tokens | None:
    doc = name.doc
    if name.end + 1 >= len(doc) or doc[name.end].text not in (",", "("):
        return None
    follower = next((c for c in name.root.children if c.dep_ == "appos" and c.i > name.end), None)
    if follower is not None:
        return _trimmed(phrase(follower, after=name.end))
    rest = doc[name.end + 1 : min(name.sent.end, name.end + 1 + _LONGEST)]
    stop = next((t.i for t in rest if t.is_punct or t.pos_ in ("VERB", "AUX", "PRON")), rest.end)
    return _trimmed(doc[rest.start : stop])


def _trimmed(tokens: Tokens) -> Tokens | None:
    """The part of `tokens` that is a role: it holds a title, and starts at no preposition."""
    doc, start, end = tokens.doc, tokens.start, tokens.end
    while start < end and doc[start].pos_ in ("ADP", "CCONJ", "PART", "PUNCT"):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].text in words("honorifics")):
        end -= 1
    if end > start and doc[end - 1].pos_ in ("ADP", "DET"):
        return None  # "chief executive of", "adviser to Mrs.": somebody else's role
    kept = doc[start:end]
    head = next((token for token in kept if is_title(token)), None)
    if head is None or any(t.text.strip() == "" for t in kept):
        return None
    if any(token.pos_ == "ADP" for token in doc[start : head.i]):
        return _trimmed(doc[next(t.i for t in kept if t.pos_ == "ADP") + 1 : end])
    if kept[0].lower_ == "the":
        kept = doc[start + 1 : end]
    return kept if len(kept) else None


def _is_list(name: Tokens) -> bool:
    """A comma before a name may part the members of a list instead."""
    follows = name.doc[name.end] if name.end < len(name.doc) else None
    return follows is not None and follows.lower_ in ("and", "or")
