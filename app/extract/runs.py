"""Runs of capitalised words: what may be a name, without the titles before it and the letters behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from app.extract.gazetteer import is_institution
from app.extract.gender import is_given_name
from app.extract.lexicon import words
from app.extract.roles import is_title

_NOT_IN_NAMES = ("VERB", "AUX", "DET", "PRON", "ADP", "CCONJ", "SCONJ", "ADV", "NUM", "INTJ")


@dataclass(frozen=True, slots=True)
class Run:
    """A run where it stands."""

    tokens: Tokens
    titled: bool
    """Whether a title, a trade or a form of address stands right before it."""
    lettered: bool
    """Whether letters that only people have stand right behind it."""


def runs(doc: Doc) -> Iterator[Run]:
    """Every run of a text in order; one that holds titles is parted behind each."""
    place = 0
    while place < len(doc):
        end = _end(doc, place)
        if end > place:
            yield from _parted(doc, place, end)
        place = max(end, place + 1)


def names_trade(token: Token) -> bool:
    """Whether a word says what somebody is, also where only the sentence gives it a capital."""
    if token.text in words("honorifics") or is_title(token):
        return True
    if token.lower_ not in words("occupations") or token.text.islower():
        return token.text in words("occupations")
    further = token.i + 1 < len(token.doc) and is_given_name(token.nbor().text)
    return bool(token.is_sent_start) and (token.ent_type_ != "PERSON" or further)


def _end(doc: Doc, place: int) -> int:
    """Where the run that begins at `place` ends; `place` itself where none does."""
    if not _opens(doc[place]):
        return place
    end = place + 1
    while end < len(doc):
        token = doc[end]
        joined = not doc[end - 1].whitespace_ and end + 1 < len(doc) and not token.whitespace_
        if token.text == "-" and joined:
            end += 2  # "Won-sik", "el-Masri"
        elif _opens(token) or token.text in words("post_nominals"):
            end += 1
        elif (behind := _past_particles(doc, end)) is not None:
            end = behind + 1
        else:
            break
    return min(end, len(doc))


def _past_particles(doc: Doc, place: int) -> int | None:
    """The capitalised word behind `van der`, if there is one."""
    behind = place
    while behind < len(doc) and doc[behind].lower_ in words("name_particles"):
        behind += 1
    return behind if place < behind < len(doc) and _opens(doc[behind]) else None


def _opens(token: Token) -> bool:
    """Whether a word may stand in a name; capitals may stand within it: "diGenova", "al-Assad"."""
    if not token.text[:1].isalpha() or token.text.islower() or token.ent_type_ in ("DATE", "TIME"):
        hyphen = (
            token.lower_ in words("name_particles")
            and token.i + 1 < len(token.doc)
            and token.nbor().text == "-"
        )
        return hyphen and not token.whitespace_
    if token.is_sent_start and token.is_stop and not is_given_name(token.text):
        return False  # "Beneath Berg's windows"
    proper = token.pos_ == "PROPN" or token.ent_type_ != "" or is_given_name(token.text)
    return proper or (token.pos_ not in _NOT_IN_NAMES and not token.is_sent_start) or names_trade(token)


def _parted(doc: Doc, start: int, end: int) -> Iterator[Run]:
    lettered = False
    while end > start and doc[end - 1].text in words("post_nominals"):
        end, lettered = end - 1, end - start > 1
    titled = start > 0 and names_trade(doc[start - 1])
    first = start
    for place in range(start, end):
        title = _is_title_here(doc, place, first, end)
        if title or (place > first and _is_next(doc, place, first)):
            if place > first and not (title and titled):  # "Deputy Finance Minister" names nobody
                yield Run(doc[first:place], titled, lettered=False)
            first, titled = place + title, title
    if first < end:
        yield Run(doc[first:end], titled, lettered)


def _is_next(doc: Doc, place: int, first: int) -> bool:
    """Whether another name begins within a run: `Refugee Council Enver Solomon`, `of Finance Liu Kun`."""
    token, before = doc[place], doc[place - 1]
    if before.text in words("body_words") and before.text != "-":
        return True
    if any(letter.isdigit() for letter in before.text):
        return True  # "of the Airbus A320 Ann Berg"
    acronym = before.text.isupper() and place - 1 == first > 0 and doc[first - 1].lower_ in ("the", "of")
    if is_given_name(token.text) and (acronym or is_institution(before.text)):
        return True  # "from the LDPR Anton Berg", "of Rosneft Anna Dahl"
    person = token.ent_type_ == "PERSON" and before.ent_type_ != "PERSON"
    behind_of = first > 0 and doc[first - 1].lower_ == "of"
    if behind_of and is_given_name(token.text) and not is_given_name(doc[first].text):
        return True
    return person and (before.ent_type_ != "" or behind_of) and before.text != "-" and token.text != "-"


def _is_title_here(doc: Doc, place: int, first: int, end: int) -> bool:
    """Whether a word within a run is a title; "Angus King" and "Dean Smith" are names."""
    token = doc[place]
    if not names_trade(token):
        return False
    if place == end - 1 and place > first:
        return not is_given_name(doc[first].text) and token.text not in words("surnames_too")
    given = is_given_name(token.text) and place == first and place == end - 2
    return not given or token.text in words("honorifics")
