"""Gold and predicted documents in one format: JSON Lines of ``id``, ``text`` and ``statements``.

A statement has ``content``, ``cue`` and ``speaker`` as lists of ``[start, end)`` in code points of ``text``.
It may have ``speaker_name``, ``kind``, ``speech`` (false: a belief, wish or decision) and ``optional``;
a document may have ``discard``, the spans that nobody annotated.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.records import Extraction, Kind, Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, annotated or predicted."""

    content: tuple[Span, ...]
    speaker: tuple[Span, ...]
    speaker_name: str | None
    kind: Kind | None
    is_optional: bool = False
    """Neither required nor penalised."""
    aliases: tuple[str, ...] = ()
    """Other names that count as `speaker_name`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and the statements that somebody, or something, finds in it."""

    id: str
    text: str
    statements: tuple[Statement, ...]
    discarded: tuple[Span, ...] = ()
    """Where predictions count neither way."""


def load(path: Path, *, speech_only: bool = True) -> Iterator[Reading]:
    """The documents of a gold file; with `speech_only`, beliefs, wishes and decisions become optional."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield _reading(json.loads(line), speech_only=speech_only)
            except (ValueError, KeyError, TypeError) as error:
                raise BadInput(f"{path}, line {number}: not a gold document ({error})") from error


def predicted(id_: str, extraction: Extraction) -> Reading:
    """What an extraction found, as a reading of the same document."""
    found = tuple(
        Statement(
            content=attribution.content,
            speaker=attribution.source,
            speaker_name=None if attribution.entity is None else extraction.entities[attribution.entity].name,
            kind=attribution.kind,
        )
        for attribution in extraction.attributions
    )
    return Reading(id_, extraction.document.text, found)


def _reading(fields: dict[str, Any], *, speech_only: bool) -> Reading:
    statements = (_statement(one, speech_only=speech_only) for one in fields["statements"])
    kept = tuple(one for one in statements if one.content)
    return Reading(fields["id"], fields["text"], kept, _spans(fields.get("discard") or []))


def _statement(fields: dict[str, Any], *, speech_only: bool) -> Statement:
    left_out = bool(fields.get("optional")) or (speech_only and fields.get("speech") is False)
    return Statement(
        content=_spans(fields["content"]),
        speaker=_spans(fields.get("speaker") or []),
        speaker_name=fields.get("speaker_name"),
        kind=Kind(fields["kind"]) if fields.get("kind") else None,
        is_optional=left_out,
    )


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)
