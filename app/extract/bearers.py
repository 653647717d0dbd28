"""Whether a word that places and people share means somebody: Chad said, Jack London, Paris Hilton."""

import re
from functools import cache

from app.extract.gender import MAN, WOMAN, is_given_name
from app.extract.lexicon import sets, table, words
from app.extract.toponyms import Reading, Toponym

_GOES_ON = re.compile(r"(?: [A-Z]\.)?[ \u00a0](?=[A-Z][a-z’']+)(?:Mc|Mac|O['’]|D['’])?[A-Z]?[a-z]+")
_AGED = re.compile(r", (?:aged )?\d{1,2}[,.)]| \(\d{1,2}\)")
_INITIAL = re.compile(r"\b[A-Z]\. ?\Z")
_MOST = 0.6


def _cues() -> dict[str, frozenset[str]]:
    return sets("place_cues")


@cache
def _shared() -> dict[str, str]:
    """How a word is shared, by the word: "given", "surname", "both" or "full", with ? where doubtful."""
    rows = table("places_people_bear")
    return {form.strip(): kind for forms, kind in rows for form in forms.split(";")}


def bearing(word: str, rule: str) -> str:
    """How people bear a place's name: by its row in the list; "" if they do not."""
    listed = _shared().get(word)
    if listed is None and word.isupper():
        listed = _shared().get(word.title())
    if listed is not None:
        return listed
    return "given?" if rule in ("city", "region", "capital") and is_given_name(word) else ""


def is_at(reading: Reading, toponym: Toponym) -> bool:
    """Whether the word before says that a place is meant."""
    before = reading.before(toponym)
    if before in ("the", "The"):
        before = reading.word(toponym.first - 2)
    return before.lower() in _cues()["at"]


def names_somebody(reading: Reading, toponym: Toponym, others: set[int], somebody: set[str]) -> bool:
    """Whether a toponym of one word means a person; `others` are the first words of all toponyms.

    `somebody` holds words that mean a person elsewhere in the text; those found here are added.
    """
    word = toponym.entry.words[0]
    kind = bearing(word, toponym.entry.rule)
    if not kind:
        return False
    if _is_full_name(reading, toponym, others, kind):
        somebody.add(word)
        return True
    if is_at(reading, toponym):
        return False
    if word in somebody or _is_called(reading, toponym, kind):
        return True
    return kind.endswith("?") and not _has_place_cue(reading, toponym, others)


def _is_full_name(reading: Reading, toponym: Toponym, others: set[int], kind: str) -> bool:
    before = reading.before(toponym)
    if toponym.first - 1 in others:
        before = ""
    starts = reading.sentence(toponym.span.start).start
    dotted = reading.text[max(0, toponym.span.start - 6) : toponym.span.start]
    if (
        before in words("honorifics")
        or before in _cues()["titles"]
        or dotted.endswith(("Mr. ", "Mrs. ", "Ms. ", "Dr. "))
    ):
        return True
    if not kind.startswith("given"):
        at_start = starts == reading.words[toponym.first - 1].start if before else False
        if is_given_name(before) and not (before in _cues()["no names"] and (at_start or kind == "surname")):
            return True
        if _INITIAL.search(dotted) and not re.search(r"[A-Z]\.[A-Z]\. ?\Z", dotted):
            return True
    hyphened = reading.gap(toponym.first) in "-‐‑" and toponym.first - 1 not in others
    if hyphened and is_given_name(reading.word(toponym.first - 1)):
        return True
    if kind.startswith("surname") or not _GOES_ON.match(reading.text, toponym.span.end):
        return False
    return _is_surname(reading, toponym, others)


def _is_surname(reading: Reading, toponym: Toponym, others: set[int]) -> bool:
    """Whether the capitalised word behind goes on a name, and begins no institution of the place."""
    behind = toponym.after
    if reading.gap(behind).strip():
        return True  # Jordan B. Peterson
    if len(reading.word(behind)) == 1 and reading.gap(behind + 1).startswith("."):
        behind += 1
    follows = reading.word(behind)
    if behind in others or follows in words("behind_places") or follows in words("publication_words"):
        return False
    sentence = reading.words_of(reading.sentence(toponym.span.start))
    capitals = sum(word[0].isupper() for word in sentence)
    return len(sentence) < 4 or capitals <= _MOST * len(sentence)


def _is_called(reading: Reading, toponym: Toponym, kind: str) -> bool:
    before, behind = reading.before(toponym).lower(), reading.behind(toponym)
    text, end = reading.text, toponym.span.end
    if kind in ("surname", "full"):
        return False
    if before in _cues()["called"] or behind in _cues()["does"] or _AGED.match(text, end):
        return True
    if (
        before in _cues()["says"]
        and text[end : end + 1] in (".", ",")
        and reading.gap(toponym.first - 1)[:1] in ',”"'
    ):
        return True
    if behind in _cues()["says"] or behind in ("was", "had", "is", "has", "and", "would", "will"):
        sentence = reading.sentence(toponym.span.start)
        near = text[end : min(sentence.end, end + 60)]
        found = re.search(r"\b(?:he|she|his|her|him|himself|herself|its|it|they|their)\b", near)
        if found and found.group() in MAN | WOMAN:
            return True
        quoted = text[max(0, toponym.span.start - 3) : toponym.span.start]
        if behind in ("said", "says") and re.search(r"[,!?.][\"”’'] ?\Z", quoted):
            said = text[sentence.start : toponym.span.start]
            paragraph = text[text.rfind("\n", 0, toponym.span.start) + 1 : toponym.span.start]
            return bool(re.search(r"\b(?:I|my|me|I['’]m)\b", said or paragraph))
    return False


def _has_place_cue(reading: Reading, toponym: Toponym, others: set[int]) -> bool:
    behind = reading.behind(toponym)
    if behind.lower() in words("behind_places") or behind in words("behind_places"):
        return True
    gap = reading.gap(toponym.after)
    if gap in ("-", "‑") and reading.word(toponym.after) in ("based", "born", "area"):
        return True
    joined = (", ", " and ", " or ")
    listed = toponym.after in others and gap in joined
    between = reading.text[toponym.span.end : toponym.span.end + 5]
    return listed or any(
        between.startswith(link) and toponym.after + 1 in others for link in (" and ", " or ")
    )
