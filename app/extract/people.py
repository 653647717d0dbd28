"""People's names: runs of capitals that an article speaks of as people, by all that it prints of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from app.extract.countries import all_places
from app.extract.gender import MAN, WOMAN, is_given_name
from app.extract.lexicon import table, words
from app.extract.medium import publishes
from app.extract.roles import has_human_role
from app.extract.runs import Run, names_trade, runs
from app.extract.salience import Standing, standing
from app.extract.segments import Segment
from app.records import Span

_LONGEST_NAME = 5
_HEADLINE = 0.7
"""Share of words with a capital from which capitals tell nothing."""
_FEWEST = 5
"""Words with a capital that make a headline."""
_SPELT = re.compile(r"[\w .'’-]+")
_AFFILIATION = re.compile(r"[RDI]-")
_AGE = re.compile(r",? \(?(?:aged )?\d{1,2}(?=[,).]|$)")
_WHO = re.compile(r",? who\b")
_TICKER = re.compile(r" \([A-Z0-9]{1,6}\.[A-Z]{1,3}\b")
_AT = ("in", "at", "from", "near", "around", "outside", "through", "across", "into", "of", "the")

Place = tuple[Segment, Tokens]
"""A name with the segment it stands in."""


def people(narration: Sequence[Segment]) -> list[Place]:
    """Every name of a person in the narration of an article, in no certain order."""
    common = {token.text for segment in narration for token in segment.doc if token.text.islower()}
    by_name: defaultdict[str, list[tuple[Segment, Run]]] = defaultdict(list)
    for segment in narration:
        for run in () if _is_headline(segment.doc) else runs(segment.doc):
            by_name[run.tokens.text].append((segment, run))
    persons = {name for name, found in by_name.items() if _is_person(name, [run for _, run in found])}
    full = {name for name in persons if " " in name}
    short = set(_short(full))
    single = {name for name in persons - full - short if name.lower() not in common}
    found = [(segment, run.tokens) for name in full | single for segment, run in by_name[name]]
    seen = positions(found)
    known = full | short | single
    openings = {name[:end] for name in known for end in range(1, len(name) + 1)}
    again = [(segment, name) for segment in narration for name in _recurring(segment.doc, known, openings)]
    return found + [(segment, name) for segment, name in again if segment.at(name[0]) not in seen]


def positions(found: Iterable[Place]) -> set[int]:
    """Where in the article each token of the names begins."""
    return {segment.at(token) for segment, tokens in found for token in tokens}


def honorific(name: Tokens) -> str:
    """`Mr` or `Dame` before a name, or nothing."""
    before = name.doc[name.start - 1].text if name.start else ""
    return before if before in words("honorifics") else ""


def without_letters(name: Tokens) -> Tokens:
    """A name without `KC` or `MBE` behind it."""
    end = name.end
    while end - name.start > 1 and name.doc[end - 1].text in words("post_nominals"):
        end -= 1
    return name.doc[name.start : end]


def _short(full: Iterable[str]) -> Iterator[str]:
    """What people are called besides their full name: by their last name, or by a common given name."""
    for name in full:
        parts = name.split()
        yield parts[-1]
        yield f"{parts[0]} {parts[-1]}"
        if is_given_name(parts[0]):
            yield parts[0]


def _is_person(name: str, found: Sequence[Run]) -> bool:
    """Whether more speaks for a person than against one."""
    said = name.split()
    if len(said) > _LONGEST_NAME or not words("body_words").isdisjoint(said) or _is_place(name):
        return False
    if not _SPELT.fullmatch(name) or _AFFILIATION.match(name) or publishes(name):
        return False
    if not words("no_names").isdisjoint({name, *said}):
        return False
    if all(token.ent_type_ == "NORP" for run in found for token in run.tokens):
        return False
    best = max(_evidence(run) for run in found)
    if len(said) == 1 and best == 0 and all(_is_where(run.tokens) for run in found):
        return False
    labels = max(-2, min(2, sum(_label(run.tokens) for run in found)))
    given = 3 if len(said) > 1 and is_given_name(said[0]) else 0
    place = -2 if said[0] in words("place_openings") else 0
    return labels + best + min(_objection(run) for run in found) + given + place > 0


def _label(name: Tokens) -> int:
    """What the recogniser says: 1 a person, -1 something else, 0 nothing."""
    kinds = {token.ent_type_ for token in name}
    return 1 if "PERSON" in kinds else -1 if kinds != {""} else 0


def _evidence(run: Run) -> int:
    """What around a name speaks for a person."""
    name = run.tokens
    behind = name.doc.text[name.end_char : name.end_char + 12]
    told = run.titled or honorific(name) or run.lettered or has_human_role(name)
    if told or _AGE.match(behind) or _WHO.match(behind):
        return 3
    return 2 if _is_taken_up(name) else 0


def _objection(run: Run) -> int:
    """What around a name speaks against a person."""
    name, doc = run.tokens, run.tokens.doc
    if _TICKER.match(doc.text, name.end_char):
        return -4
    before = doc[name.start - 1].lower_ if name.start else ""
    behind = doc[name.end] if name.end < len(doc) else None
    whole = behind is None or behind.pos_ not in ("NOUN", "PROPN")  # "the Lee campaign" says nothing of Lee
    listed = before in ("a", "an", "former") and len(name) == 1  # "a former Scientologist"
    return -3 if whole and not run.titled and (listed or before == "the") else 0


def _is_taken_up(name: Tokens) -> bool:
    """Whether a subject is "he" or "she" next, nobody else being named in between."""
    if standing(name.root) < Standing.SUBJECT:
        return False
    sentences = 0
    for token in name.doc[name.end :]:
        sentences += bool(token.is_sent_start)
        if sentences > 1 or (token.pos_ == "PROPN" and not _is_place_or_time(token)):
            return False
        if token.lower_ in MAN | WOMAN:
            return True
    return False


def _is_place_or_time(token: Token) -> bool:
    where = token.i > 0 and token.nbor(-1).lower_ in _AT and token.ent_type_ != "PERSON"
    return where or token.ent_type_ in ("DATE", "TIME", "GPE", "LOC")


def _is_where(name: Tokens) -> bool:
    """Whether it is said only where something is: "in Kisiizi", "the Pinega"."""
    return bool(name.start) and name.doc[name.start - 1].lower_ in _AT


def _recurring(doc: Doc, names: set[str], openings: set[str]) -> Iterator[Tokens]:
    """Words that mean a person in this article, wherever they stand alone; `openings` are all ways that
    names begin.
    """
    place = 0
    while place < len(doc):
        # Few words begin a name: to put every run of tokens together takes longer than the parser.
        end: int | None = None
        for last in range(place + 1, min(len(doc), place + 2 * _LONGEST_NAME) + 1):
            run = doc[last - 1].text if last == place + 1 else doc[place:last].text
            if run not in openings:
                break
            end = last if run in names else end
        if end is not None and not _is_part(doc[place:end]):
            yield doc[place:end]
        place = end or place + 1


def _is_part(name: Tokens) -> bool:
    """Whether a surname is part of another name or a date: "the Berg Foundation", "St. Berg", "Papa Berg"."""
    doc, token = name.doc, name[-1]
    if name.start and _continues(doc[name.start - 1]):
        return True
    if name.end == len(doc):
        return False
    behind = doc[name.end]
    if behind.text == "-" and not token.whitespace_:
        return True
    in_name = token.dep_ == "compound" and behind.pos_ == "PROPN" and behind.i == token.head.i
    named = in_name and not names_trade(behind) and behind.ent_type_ not in ("DATE", "TIME")
    return behind.text in words("body_words") or named


def _continues(before: Token) -> bool:
    """Whether a name goes on behind a word: "Papa John", "el-Masri", but not "Mayor John"."""
    if before.text == "-":
        return not before.whitespace_
    dated = before.ent_type_ in ("DATE", "TIME", "NORP")
    named = before.pos_ == "PROPN" and before.text[:1].isupper() and not dated
    return before.text in words("place_openings") or (named and not names_trade(before))


def _is_headline(doc: Doc) -> bool:
    """Whether nearly every word has a capital, the verbs too, so that capitals tell nothing.

    What ends with a colon leads up to somebody's words instead.
    """
    if doc[-1].text == ":":
        return False
    said = [token for token in doc if token.is_alpha and len(token) > 3]
    acts = any(token.pos_ in ("VERB", "AUX") and token.text.islower() for token in doc)
    capitals = sum(token.text[0].isupper() for token in said)
    return not acts and capitals >= _FEWEST and capitals > _HEADLINE * len(said)


def _is_place(name: str) -> bool:
    """Whether a name is that of a country or state, and of nobody."""
    whole = Span(0, len(name))
    return name in _states() or any(place.span == whole for place in all_places(name, whole))


@cache
def _states() -> frozenset[str]:
    return frozenset(name for name, _ in table("states"))
