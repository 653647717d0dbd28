"""The step that resolves a description by the name right behind it: `the contractor, ParkLine`."""

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from app.extract.entities import add_body
from app.extract.gender import is_given_name
from app.extract.lexicon import words
from app.extract.people import without_letters
from app.extract.referring import describes_person
from app.extract.source_words import Resolution, Source
from app.records import MentionKind, SpeakerKind

_PLACES = ("GPE", "LOC", "DATE", "TIME")
_MARKS = ".,—–-"
"""What may stand behind a name, or stick to its end."""


def called_so(source: Source) -> Resolution | None:
    """A body, or a person whom the name recogniser passed over, by the name behind its noun and a comma."""
    head, doc = source.head, source.tokens.doc
    if head.text[:1].isupper() or head.tag_ not in ("NN", "NNS") or head.i + 2 >= source.tokens.end:
        return None
    name = _name(doc, head.i + 2, source.tokens.end) if doc[head.i + 1].text == "," else None
    if name is None or name[0].ent_type_ in _PLACES:
        return None
    written = name.text.strip(_MARKS)
    person = len(name) > 1 and not any(token.text in words("body_words") for token in name)
    if person and (describes_person(head.lower_) or is_given_name(name[0].text)):
        known = source.cast.called(written)
        index = source.cast.index(written, SpeakerKind.PERSON) if known is None else known
        return _called(source, index, "name", 0.8)
    body = None if describes_person(head.lower_) else source.body_at(name[-1])
    if body is None and not describes_person(head.lower_):
        body = add_body(source.cast, written, source.span)
    return None if body is None else _called(source, body, "name of a body", 0.9)


def _called(source: Source, index: int, rule: str, sure: float) -> Resolution:
    reason = f"{source.words} → {source.cast.known[index].name}"
    return Resolution(index, MentionKind.NAME, rule, sure, (reason,))


def _name(doc: Doc, start: int, end: int) -> Tokens | None:
    """The capitalised words from `start`, if nothing but a comma or dash stands right behind them."""
    behind = start
    while behind < end and (_is_capital(doc[behind]) or _is_within(doc, behind, start, end)):
        behind += 1
    alone = behind == end or not doc[behind].text.strip(_MARKS)
    return without_letters(doc[start:behind]) if start < behind and alone else None


def _is_within(doc: Doc, place: int, start: int, end: int) -> bool:
    """Whether a small word joins two capitalised ones: `Electra del Norte`."""
    small = doc[place].lower_ in words("name_particles")
    return small and start < place < end - 1 and _is_capital(doc[place + 1])


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ != "PRON"
