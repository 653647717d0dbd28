"""Steps that resolve a source by a body: its name, what it is named after, or what kind of body it is."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from app.extract.beside import before
from app.extract.by_pronoun import likeliest_body
from app.extract.countries import all_places
from app.extract.entities import add_body, body_of
from app.extract.lexicon import table, words
from app.extract.naming import bare
from app.extract.people import without_letters
from app.extract.referring import describes_person
from app.extract.source_words import Resolution, Source
from app.records import MentionKind, Span, SpeakerKind

_LONGEST_BODY = 8
_SHORTEST = 2
_THE = ("the", "this", "that")
_DATED = re.compile(r"(?:, [^.,;:\n]{1,12}\.? ?\d{0,2})?(?: \([^()\n]{1,20}\))? ?[—–-] ")
_WITHIN = ("of", "the", "&", "for", "-", "'s", "’s")


def body_named(source: Source) -> Resolution | None:
    """A body by its name, even one that the name recogniser passed over."""
    if source.head.lower_ in words("titles"):
        return None  # "the Prime Minister" is an office
    if _are_several(source):
        return Resolution(None, MentionKind.NOMINAL, "several bodies", 0.4)
    cast, name = source.cast, _name(source)
    if body_of(source.words) is not None:
        index = add_body(cast, source.words, source.span)
    elif name is None or _is_no_body(name) or _is_dateline(source):
        return None
    elif _is_family(source, name):
        return Resolution(None, MentionKind.NOMINAL, "several people", 0.4)
    elif (person := _person_after_all(source, name)) is not None:
        return Resolution(person, MentionKind.NAME, "name", 0.8)
    else:
        index = source.body_at(name[-1])
        if index is None and len(name) <= _LONGEST_BODY:
            index = add_body(cast, name.text, source.span)
    return None if index is None else _by_name(source, index)


def institution(source: Source) -> Resolution | None:
    """`the energy ministry`, and later `the ministry`: a body named by what it is."""
    head, cast = source.head, source.cast
    if head.text not in words("institutions") or source.is_new:
        return None
    before = [t for t in source.tokens if t.i < head.i and t.dep_ not in ("det", "punct")]
    if any((t.pos_ not in ("NOUN", "PROPN", "ADJ") and t.text != "-") or t.dep_ == "poss" for t in before):
        return None
    if before and (source.tokens[0].lower_ in _THE or head.tag_ == "NNS"):
        behind = source.tokens.doc[head.i + 1 : source.tokens.end]
        whole = all(t.pos_ in ("NOUN", "PROPN", "ADJ", "ADP", "DET") for t in behind)
        end = source.tokens.end if whole and len(behind) < _LONGEST_BODY else head.i + 1
        index = add_body(cast, head.doc[before[0].i : end].text, source.span)
        return None if index is None else _by_name(source, index)
    if before or source.tokens[0].lower_ not in _THE:
        return None
    found = likeliest_body(source, lambda name: name.lower().split()[-1:] == [head.lower_], by_name=True)
    return None if found is None or found.entity is None else _by_name(source, found.entity)


def _by_name(source: Source, index: int) -> Resolution:
    called = source.cast.known[index].name
    reasons = () if bare(source.words) == called else (f"{source.words} → {called}",)
    return Resolution(index, MentionKind.NAME, "name of a body", 0.9, reasons)


def body_named_after(source: Source) -> Resolution | None:
    """`the Lee campaign`, `the Israeli government`: a body of its own, not Lee and not Israel."""
    head = source.head
    if head.lower_ not in words("owned_bodies") or source.is_new:
        return None
    before = [token for token in source.tokens if token.i < head.i and token.dep_ != "det"]
    if not before or not any(token.text[:1].isupper() for token in before):
        return None
    if any(token.lower_ in ("his", "her", "their", "its") for token in before):
        return None
    name = head.doc[before[0].i : head.i + 1].text
    index = add_body(source.cast, name, source.span)
    return None if index is None else Resolution(index, MentionKind.NAME, "name of a body", 0.9)


def body_of_that_kind(source: Source) -> Resolution | None:
    """`the company`, `the ministry`: the body of that kind that stands out most."""
    noun = source.head.lower_
    alone = all(t.dep_ in ("det", "punct") or t == source.head for t in source.tokens)
    if noun not in _kinds() or not alone or not source.is_definite:
        return None
    found = likeliest_body(source, lambda name: _is_of_kind(name, noun), by_name=bool(_kinds()[noun]))
    if found is None:
        return None
    return Resolution(found.entity, MentionKind.NOMINAL, "body of that kind", 0.75, (source.led_to(found),))


def _name(source: Source) -> Tokens | None:
    """The capitalised words that the source is headed by, or that follow its noun: `polling firm Ipsos`."""
    doc, place = source.tokens.doc, source.head.i
    dated = next((t.i for t in source.tokens if t.text in ("–", "—", "-") and t.nbor(-1).whitespace_), None)
    if dated is not None and place < dated:
        place = dated + 1  # "BERN, 12 May – Acme"
    ends = (t.i for t in source.tokens if t.i > place and t.text in (",", "(", ")", "<"))
    stop = next(ends, source.tokens.end)
    if place == source.head.i and not _is_capital(source.head):
        place += 1
    if place >= stop or not _is_capital(doc[place]) or source.head.pos_ in ("NUM", "PRON", "DET"):
        return None
    if source.head.is_sent_start and (source.head.tag_ == "NNS" or source.head.pos_ in ("VERB", "ADV")):
        return None  # "Leaders of the union", "Stranded at the airport": only the sentence makes it a capital
    first = last = place
    while (further := _next(doc, last, 1, stop)) is not None:
        last = further
    while (further := _next(doc, first, -1, source.tokens.start - 1)) is not None:
        first = further
    while first < last and doc[first].lower_ in ("the", "a", "an"):
        first += 1
    return without_letters(doc[first : last + 1])


def _is_no_body(name: Tokens) -> bool:
    nation = _is_nation(name)
    dated = name[-1].ent_type_ in ("DATE", "TIME") or name[0].text[:1].isdigit()
    clock = "+" in name.text or ":" in name.text
    return nation or dated or clock or name.text in words("honorifics") or len(name.text) < _SHORTEST


def _is_nation(name: Tokens) -> bool:
    """`the Malian`, `the Tasmanian`: somebody from there."""
    whole = Span(0, len(name.text))
    known = any(place.span == whole and place.rule == "demonym" for place in all_places(name.text, whole))
    alone = len(name) == 1 and name.start > 0 and name[0].nbor(-1).lower_ == "the"
    return known or (alone and name[0].ent_type_ == "NORP")


def _is_dateline(source: Source) -> bool:
    """`PORTO ALTO, Feb. 27 —` at the beginning of a paragraph: where the report comes from."""
    text, span = source.cast.text, source.span
    begins = before(text, span.start, " \t") in ("", "\n")
    return begins and source.words.isupper() and _DATED.match(text, span.end) is not None


def _is_family(source: Source, name: Tokens) -> bool:
    """`the Dahls`: several people of a surname that the article has."""
    alone = len(name) == 1 and name.text.endswith("s") and source.tokens[0].lower_ == "the"
    surname = f" {name.text[:-1]}"
    people = (e for e in source.cast.known if e.kind is SpeakerKind.PERSON)
    return alone and any(entity.name.endswith(surname) for entity in people)


def _are_several(source: Source) -> bool:
    cast, head = source.cast, source.head
    whole = next((s.span for s in cast.at(source.place(head)) if source.covers(s.span, head)), None)
    joined = (c for c in head.children if c.dep_ == "conj" and not (whole and source.covers(whole, c)))
    return any(_is_capital(child) and child.nbor(-1).text != "&" for child in joined)


def _next(doc: Doc, place: int, step: int, stop: int) -> int | None:
    """The next capitalised word of a name, over small ones: `Bank of Korea`."""
    place += step
    while place != stop and doc[place].lower_ in _WITHIN:
        place += step
    return place if place != stop and _is_capital(doc[place]) else None


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() or token.text[:1].isdigit()


def _person_after_all(source: Source, name: Tokens) -> int | None:
    """The person whom a name is of, known by it or said to be one right here."""
    known = source.cast.called(name.text) if len(name) > 1 or _is_nothing_else(source, name) else None
    if known is None and _is_person_by_role(source, name):
        known = source.cast.index(name.text, SpeakerKind.PERSON)
    return known


def _is_nothing_else(source: Source, name: Tokens) -> bool:
    """Whether a word alone is the name of no body in the article and of no place: it may be a person's."""
    return source.cast.body(name.text) is None and not any(all_places(name.text, Span(0, len(name.text))))


def _is_person_by_role(source: Source, name: Tokens) -> bool:
    """Whether a role beside the name is a person's: `finance chief Dahl`, `Dahl, head of the mill`."""
    if name.start > source.tokens.start and describes_person(name.doc[name.start - 1].lower_):
        return True
    if name.end >= source.tokens.end or source.tokens.doc[name.end].text != ",":
        return False
    for token in source.tokens.doc[name.end + 1 : source.tokens.end]:
        if token.pos_ in ("ADP", "VERB", "PUNCT"):
            return False
        if describes_person(token.lower_) and token.lower_ not in words("bodies_too"):
            return True
    return False


def _is_of_kind(name: str, noun: str) -> bool:
    said = set(name.split())
    fitting = _kinds()[noun]
    return not said.isdisjoint(fitting) if fitting else said.isdisjoint(words("state_words"))


@cache
def _kinds() -> dict[str, frozenset[str]]:
    return {noun: frozenset(_listed(fitting)) for noun, fitting in table("body_kinds")}


def _listed(cell: str) -> Iterator[str]:
    for word in cell.split(";"):
        if word.strip():
            yield word.strip()
