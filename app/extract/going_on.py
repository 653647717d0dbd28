"""Steps for words that layout gives to somebody: a label, an answer, a quotation without a clause."""

import re
from collections import Counter

from app.extract.beside import before, end_before, is_narrated_behind
from app.extract.by_pronoun import likeliest
from app.extract.entities import body_of
from app.extract.lexicon import words
from app.extract.medium import publishes
from app.extract.salience import Sighting, Standing
from app.extract.source_words import Resolution, Scene, Source, is_person
from app.records import MentionKind, Span, SpeakerKind

_REACH = 1
"""Sentences and paragraphs back to who goes on speaking."""
_CLEAR = 2
"""By how much an interview has to be about one person more than about the next."""
_ANSWER = re.compile(r"A|Answer|ANSWER")
_RIGHT_BEHIND = 20
_MOST_NAMED = 1000
"""Names before an interview's first question that are counted."""
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]+ ?){1,4}")
_OPENING_MARKS = " \t\r\n\"“„«'‘—–-"
_ASKED = re.compile(r"\?(?:[\"”’»][^\"“”«»\n?]*)?\Z")
_NEAR = 80
_NOBODY = Resolution(None, None, "no source", 0.5)


def labelled(source: Source) -> Resolution | None:
    """A label before somebody's words, `DAHL:`: a person known by that name, or who answers."""
    text, span = source.cast.text, source.span
    if text[span.end : span.end + 1] != ":" or before(text, span.start, " \t*[(") not in ("", "\n"):
        return None
    if _ANSWER.fullmatch(source.words):
        return interviewee(source)
    name = " ".join(word for word in source.words.split() if word.title() not in words("honorifics"))
    plain = _NAME.fullmatch(name) is not None and body_of(name) is None and not publishes(name)
    if not plain or any(word.title() in words("body_words") or word.islower() for word in name.split()):
        return None
    if _is_office(name):
        return None  # others hold it too
    index = source.cast.called(name)
    if index is None:
        index = source.cast.index(name, SpeakerKind.PERSON)
    known = source.cast.known[index].name
    reasons = () if known == source.words else (f"{source.words} → {known}",)
    return Resolution(index, MentionKind.NAME, "label", 0.9, reasons)


def _is_office(label: str) -> bool:
    """Whether a label names no person: `THE PRESIDENT`, `Prime Minister`."""
    said = label.lower().removeprefix("the ")
    return said in words("double_offices") or all(word in words("titles") for word in said.split())


def interviewee(scene: Scene) -> Resolution:
    """Who answers in an interview: of those named before its first question, whom it is most about."""
    first = scene.told.first_spoke or scene.span
    weight: Counter[int] = Counter()
    for sighting in scene.cast.before(first, _MOST_NAMED):
        if sighting.entity is not None and is_person(scene.cast, sighting):
            weight[sighting.entity] += 1 + sighting.standing
    most = weight.most_common(2)
    if not most or (len(most) > 1 and most[0][1] - most[1][1] < _CLEAR):
        return _NOBODY
    reason = f"who answers → {scene.cast.known[most[0][0]].name}"
    return Resolution(most[0][0], None, "interviewee", 0.8, (reason,))


def going_on(scene: Scene) -> Resolution:
    """Words without a source are whose who has just spoken, or whom the sentence before them is about."""
    text, end = scene.cast.text, max((span.end for span in scene.content), default=scene.span.end)
    asked = end_before(text, scene.span.start, _OPENING_MARKS)
    if _ASKED.search(text[max(0, asked - _NEAR) : asked]):
        return _NOBODY  # the answer to a question is somebody else's
    if is_narrated_behind(text, end):
        return _NOBODY  # words that are no known clause may name somebody else
    if _somebody_is_next(scene):
        return _NOBODY
    found = likeliest(scene, lambda sighting: _goes_on(scene, sighting))
    if found is None or found.sighting.entity is None:
        return _NOBODY
    last = found.sighting
    sure = 0.8 if last.paragraph == scene.paragraph else 0.7
    reason = f"goes on → {scene.cast.of(last).name}, ¶{last.paragraph + 1}"
    return Resolution(last.entity, None, "going on", sure, (reason,))


def _somebody_is_next(scene: Scene) -> bool:
    """Whether a person is named right behind the words: `"…!" Mr Lee hit back`."""
    end = max(span.end for span in scene.content)
    behind = scene.cast.text[end : end + _RIGHT_BEHIND].partition("\n")[0]
    return any(
        is_person(scene.cast, s) and end <= s.span.start for s in scene.cast.at(Span(end, end + len(behind)))
    )


def _goes_on(scene: Scene, sighting: Sighting) -> bool:
    near = scene.at.sentence - sighting.sentence <= _REACH and scene.paragraph - sighting.paragraph <= _REACH
    return near and (sighting.spoke or sighting.standing is Standing.TOPIC)
