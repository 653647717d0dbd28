"""What an extraction found, written in the format of corpora (see `corpus`), and a whole line answered in it.

A line that is asked holds ``id`` and ``text``; its answer holds both again with ``statements``, which have
``confidence``, ``rule``, ``countries`` and ``said`` besides. With ``published``, a day, it is known which day
"on Tuesday" is. Every position counts code points of the very text given.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.errors import BadInput
from app.evaluate.corpus import Reading, predicted
from app.extract.extraction import extract
from app.extract.pipeline import Models
from app.reading.decoding import decode
from app.reading.facts import facts
from app.records import Attribution, Extraction, Said, Span

_THAT = re.compile(r"\b[Tt]hat\s+[\"“„«'‘`]*$")
_FAR_ENOUGH = 16
_NO_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a file; None in place of one that is too long to be held."""

    number: int
    line: bytes | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The line written for a line asked, without its end, or why there is none."""

    line: str | None
    error: str | None = None


def answer(models: Models, asked: Asked) -> Answer:
    """Extract from one line's text; nothing that a line can hold raises."""
    try:
        id_, text, published = _fields(asked.line)
        with models.language.memory_zone():  # else the vocabulary grows with every new word
            said = statements(extract(text, models, published))
    except BadInput as error:
        return Answer(None, str(error))
    except Exception as error:  # noqa: BLE001 - one bad text must not take the others with it
        return Answer(None, f"could not be extracted from ({type(error).__name__}: {error})")
    return Answer(json.dumps({"id": id_, "text": text, "statements": said}, ensure_ascii=False))


def read(models: Models, gold: Reading) -> Reading:
    """What extraction finds in the text of a gold reading."""
    with models.language.memory_zone():
        return found(gold.id, extract(gold.text, models))


def found(id_: str, extraction: Extraction) -> Reading:
    """What an extraction found, as a reading of the same document that gold can be compared with."""
    return predicted({"id": id_, "text": extraction.document.text, "statements": statements(extraction)})


def statements(extraction: Extraction) -> list[dict[str, Any]]:
    """The statements of an extraction as the format has them."""
    return [_statement(extraction, attribution) for attribution in extraction.attributions]


def led_in(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Content with the conjunction "that" in front of it, if there is one.

    Corpora count the "that" of "said that it rained" as content. What we show leaves it out, since the
    words are no one's: so it is put back where contents are compared, and nowhere else.
    """
    if not content:
        return content
    first = content[0]
    found = _THAT.search(text, max(0, first.start - _FAR_ENOUGH), first.start)
    return (Span(found.start(), first.end), *content[1:]) if found else content


def _statement(extraction: Extraction, found: Attribution) -> dict[str, Any]:
    named = None if found.entity is None else extraction.entities[found.entity].name
    return {
        "kind": found.kind.value,
        "content": _pairs(led_in(extraction.document.text, found.content)),
        "cue": _pairs(found.cue),
        "speaker": _pairs(found.source),
        "speaker_name": named,
        "speech": True,  # beliefs, wishes and decisions are not reported at all
        "confidence": found.confidence,
        "rule": found.rule,
        "countries": sorted({place.code for place in found.about}),
        "said": _said(found.said),
    }


def _said(said: Said | None) -> dict[str, Any] | None:
    if said is None:
        return None
    first, last = said.first.isoformat(), said.last.isoformat()
    return {"first": first, "last": last, "words": [said.span.start, said.span.end], "rule": said.rule}


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _fields(line: bytes | None) -> tuple[str | int, str, date | None]:
    if line is None:
        raise BadInput("is larger than the limit for an article")
    try:
        fields = json.loads(decode(line))
    except json.JSONDecodeError as error:
        raise BadInput(f"is not JSON: column {error.colno}: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise BadInput("is not JSON that can be read") from error
    if not isinstance(fields, dict):
        raise BadInput("is not a JSON object")
    for name, kinds in (("id", str | int), ("text", str)):
        if fields.get(name) is None:
            raise BadInput(f'has no "{name}"')
        if not isinstance(fields[name], kinds):
            raise BadInput(f'"{name}" has to be text')
        wrong = _NO_CHARACTER.search(str(fields[name]))
        if wrong:
            place = f'position {wrong.start()} of "{name}"'
            raise BadInput(f"{place} is U+{ord(wrong[0]):04X}, half of a surrogate pair and no character")
    published = facts({"published": fields.get("published")}).published
    return fields["id"], fields["text"], published
