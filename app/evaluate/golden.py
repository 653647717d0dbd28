"""A careful reader's notes on one article (``NAME.gold.json``) → the common format of gold readings.

The notes give statements as fragments by paragraph, which lets a person write them without counting offsets.
"""

import json
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.evaluate.corpus import Reading, Statement
from app.extract.documents import document as read_document
from app.records import Document, Kind, Span


def load(notes: Path, text: str) -> Reading:
    """The statements of `notes`, found again in the article's `text`; BadInput where they do not fit it."""
    fields = json.loads(notes.read_text("utf-8"))
    document = read_document(text)
    speakers = fields["speakers"]
    statements = tuple(_statement(notes, document, one, speakers) for one in fields["statements"])
    return Reading(fields["article"], text, statements)


def _statement(
    notes: Path, document: Document, fields: dict[str, Any], speakers: dict[str, Any]
) -> Statement:
    name = fields["speaker"]
    content = tuple(_find(notes, document, one["paragraph"], one["text"]) for one in fields["fragments"])
    return Statement(
        content=content,
        speaker=(),
        speaker_name=name,
        kind=Kind(fields["kind"]),
        is_optional=fields["optional"],
        aliases=tuple(speakers[name]["aliases"]),
    )


def _find(notes: Path, document: Document, paragraph: int, words: str) -> Span:
    within = document.paragraphs[paragraph].span
    start = document.text.find(words.strip(), within.start, within.end)
    if start < 0:
        raise BadInput(f"{notes}: paragraph {paragraph} does not hold “{words[:60]}”")
    return Span(start, start + len(words.strip()))
