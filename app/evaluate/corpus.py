"""Gold and predicted documents in one format: JSON Lines of ``id``, ``text`` and ``statements``.

A statement has ``content``, ``cue`` and ``speaker`` as lists of ``[start, end)`` in code points of ``text``.
It may have ``speaker_name``, ``kind``, ``speech`` (false: a belief, wish or decision) and ``optional``, a
predicted one ``confidence``. A document may have ``discard``, the spans that nobody annotated; ``partial``,
where not all of its statements are annotated; or, in place of statements, ``sentences``: ``[start, end, is
speech reported?]``.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.records import Kind, Span

Fields = dict[str, Any]


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
    cue: tuple[Span, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and the statements that somebody, or something, finds in it."""

    id: str
    text: str
    statements: tuple[Statement, ...]
    discarded: tuple[Span, ...] = ()
    """Where predictions count neither way."""
    is_partial: bool = False
    """Some statements are annotated, and nobody knows whether there are others."""
    sentences: tuple[tuple[Span, bool], ...] | None = None
    """Whether each sentence reports speech; None where statements are annotated instead."""


def load(path: Path, *, speech_only: bool = True) -> Iterator[Reading]:
    """The documents of a gold file; with `speech_only`, beliefs, wishes and decisions become optional."""
    for number, fields in _lines(path):
        try:
            yield _gold(fields, speech_only=speech_only)
        except (ValueError, KeyError, TypeError) as error:
            raise BadInput(f"{path}, line {number}: not a gold document ({error})") from error


def load_predicted(path: Path) -> dict[str, Reading]:
    """What somebody found, by document; ``text`` may be left out, and is then empty here."""
    found = {}
    for number, fields in _lines(path):
        try:
            found[str(fields["id"])] = predicted(fields)
        except (ValueError, KeyError, TypeError) as error:
            raise BadInput(f"{path}, line {number}: not a predicted document ({error})") from error
    return found


def predicted(fields: Fields) -> Reading:
    """A predicted document from its fields."""
    statements = tuple(_statement(one) for one in fields["statements"])
    return Reading(str(fields["id"]), fields.get("text") or "", statements)


def _lines(path: Path) -> Iterator[tuple[int, Fields]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                fields = json.loads(line)
            except ValueError as error:
                raise BadInput(f"{path}, line {number}: not JSON ({error})") from error
            if not isinstance(fields, dict):
                raise BadInput(f"{path}, line {number}: not a JSON object")
            yield number, fields


def _gold(fields: Fields, *, speech_only: bool) -> Reading:
    sentences = fields.get("sentences")
    return Reading(
        id=str(fields["id"]),
        text=fields["text"],
        statements=tuple(
            _statement(
                one, optional=bool(one.get("optional")) or (speech_only and one.get("speech") is False)
            )
            for one in ([] if sentences is not None else fields["statements"])
        ),
        discarded=_spans(fields.get("discard")),
        is_partial=bool(fields.get("partial")),
        sentences=None
        if sentences is None
        else tuple((Span(start, end), bool(reports)) for start, end, reports in sentences),
    )


def _statement(fields: Fields, *, optional: bool = False) -> Statement:
    return Statement(
        content=_spans(fields["content"]),
        speaker=_spans(fields.get("speaker")),
        speaker_name=fields.get("speaker_name"),
        kind=Kind(fields["kind"]) if fields.get("kind") else None,
        is_optional=optional,
        cue=_spans(fields.get("cue")),
        confidence=fields.get("confidence"),
    )


def _spans(pairs: list[list[int]] | None) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs or ())
