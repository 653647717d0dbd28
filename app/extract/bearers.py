"""Whether a word that places and people share means somebody: Chad said, Jack London, Paris Hilton."""

import re
from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS

from app.extract.gender import MAN, WOMAN, is_given_name
from app.extract.lexicon import sets, table, words
from app.extract.toponyms import Reading, Toponym

_GOES_ON = re.compile(r"(?: [A-Z]\.)?[ \u00a0](?=[A-Z][a-z’']+)(?:Mc|Mac|O['’]|D['’])?[A-Z]?[a-z]+")
_AGED = re.compile(r", (?:aged )?\d{1,2}[,.)]| \(\d{1,2}\)")
_IN_COURT = re.compile(
    r" (?:told|tells) (?:the |a )?(?:court|jury|judge|hearing|inquest|inquiry|tribunal|police)\b"
)
_RELATED = re.compile(
    r", (?:who\b|(?:his|her|my|their|our|whose|the|a)(?: [a-z-]+)? "
    r"(?:son|daughter|wife|husband|mother|father|brother|sister|friend|girlfriend|boyfriend|cousin|uncle|aunt|baby)\b)"
)
_INITIAL = re.compile(r"\b[A-Z]\. ?\Z")
_ACRONYM = re.compile(r"[A-Z]\.[A-Z]\. ?\Z")
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\. \Z")
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|himself|herself|its|it|they|their)\b")
_QUOTED = re.compile(r"[,!?.][\"”’'] ?\Z")
_FIRST_PERSON = re.compile(r"\b(?:I|my|me)\b")
_ITS = re.compile(r" (?:said|says|has|had|will|would|wants|hopes)\b[^.]{0,40}?\bits?\b")
_NEAR = 60
"""Characters behind a name that tell whose it is."""
_SHORT = 4
"""Words of a sentence that is no heading, however many capitals it has."""
_FULL_STOPS = ".!?”\"’'"
_MOST = 0.6
"""Share of capitalised words in a sentence above which it is a heading."""


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
    if rule not in ("city", "region", "capital"):
        return ""
    return "given?" if is_given_name(word) else "surname"


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
    word = reading.words[toponym.first].text
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
    return kind == "word?" or (kind.endswith("?") and not _has_place_cue(reading, toponym, others))


def _is_full_name(reading: Reading, toponym: Toponym, others: set[int], kind: str) -> bool:
    before = reading.before(toponym) if toponym.first - 1 not in others else ""
    dotted = reading.text[max(0, toponym.span.start - 6) : toponym.span.start]
    if before in words("honorifics") or before in _cues()["titles"] or _HONORIFIC.search(dotted):
        return True
    if not kind.startswith("given") and _is_behind_given_name(reading, toponym, before, dotted, kind):
        return True
    hyphened = reading.gap(toponym.first) in "-‐‑" and toponym.first - 1 not in others
    if hyphened and is_given_name(reading.word(toponym.first - 1)):
        return True
    if kind.startswith(("surname", "family", "word")) or not _GOES_ON.match(reading.text, toponym.span.end):
        return False
    return _is_before_surname(reading, toponym, others)


def _is_behind_given_name(reading: Reading, toponym: Toponym, before: str, dotted: str, kind: str) -> bool:
    if is_given_name(before):
        begins = reading.sentence(toponym.span.start).start == reading.words[toponym.first - 1].start
        if before not in _cues()["no names"] or not (begins or kind == "surname"):
            return True
    if _INITIAL.search(dotted) and not _ACRONYM.search(dotted):
        return True
    return kind == "family" and _is_name_like(before)


def _is_name_like(before: str) -> bool:
    """Whether a capitalised word before a surname is hardly anything but a given name."""
    if len(before) < 3 or not before[0].isupper() or before.isupper() or before.lower() in STOP_WORDS:
        return False
    return before not in _cues()["parts"] and not before.endswith("ly")


def _is_before_surname(reading: Reading, toponym: Toponym, others: set[int]) -> bool:
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
    ended = reading.sentence(toponym.span.start).of(reading.text).rstrip()[-1:] in tuple(_FULL_STOPS)
    return ended or len(sentence) < _SHORT or capitals <= _MOST * len(sentence)


def _is_called(reading: Reading, toponym: Toponym, kind: str) -> bool:
    """Whether what stands around a name alone says that it is a person's."""
    before, behind = reading.before(toponym).lower(), reading.behind(toponym)
    text, end = reading.text, toponym.span.end
    if _IN_COURT.match(text, end) or _RELATED.match(text, end):
        return True
    if kind in ("surname", "family", "full", "word?"):
        return False
    quoted = reading.gap(toponym.first - 1)[:1] in ',”"'
    return (
        before in _cues()["called"]
        or behind in _cues()["does"]
        or _AGED.match(text, end) is not None
        or (before in _cues()["says"] and quoted and text[end : end + 1] in (".", ","))
        or _goes_on_as_somebody(reading, toponym, behind)
    )


def _goes_on_as_somebody(reading: Reading, toponym: Toponym, behind: str) -> bool:
    """`Chad said he …`, `"I left," Chad said`."""
    if behind not in _cues()["says"] and behind not in _cues()["goes on"]:
        return False
    text, sentence = reading.text, reading.sentence(toponym.span.start)
    pronoun = _PRONOUN.search(text, toponym.span.end, min(sentence.end, toponym.span.end + _NEAR))
    if pronoun and pronoun.group() in MAN | WOMAN:
        return True
    quoted = _QUOTED.search(text, max(0, toponym.span.start - 3), toponym.span.start)
    paragraph = text.rfind("\n", 0, toponym.span.start) + 1
    said = text[min(sentence.start, paragraph) if quoted else toponym.span.start : toponym.span.start]
    return behind in _cues()["says"] and _FIRST_PERSON.search(said) is not None


def _has_place_cue(reading: Reading, toponym: Toponym, others: set[int]) -> bool:
    """Whether what stands around a doubtful name says that it is a place's."""
    behind, gap, end = reading.behind(toponym), reading.gap(toponym.after), toponym.span.end
    if _ITS.match(reading.text, end, min(len(reading.text), end + _NEAR)):
        return True
    if behind.lower() in words("behind_places") or behind in words("behind_places"):
        return True
    if gap in ("-", "‑") and reading.word(toponym.after) in ("based", "born", "area"):
        return True
    listed = (toponym.after in others and gap == ", ") or (
        behind in ("and", "or") and toponym.after + 1 in others
    )
    return listed or (toponym.first - 1 in others and reading.gap(toponym.first) == ", ")
