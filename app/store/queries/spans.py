"""The spans of a version, as queries over `choices` select them beside it, and the words in them."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from app.records import Span
from app.store.queries.views import Piece

_OF = """(SELECT json_group_array(json_array(part, start, end, paragraph)) FROM (
    SELECT * FROM version_spans WHERE version_id = v.id AND part IN ({parts}) ORDER BY part, position
)) AS spans
"""
SOURCE = _OF.format(parts="'source'")
LISTED = _OF.format(parts="'content', 'source'")
"""Those that lists show."""
EVERY = _OF.format(parts="'content', 'cue', 'medium', 'source'")


def of(row: Row[Any], text: str) -> Mapping[str, Sequence[Piece]]:
    """By part the spans in a row, in order, with their words, cut from the text of its version.

    SQLite would read all of a text for every span that it cuts.
    """
    found: defaultdict[str, list[Piece]] = defaultdict(list)
    for part, start, end, paragraph in json.loads(row.spans):
        found[part].append(Piece(text[start:end], Span(start, end), paragraph))
    return found


def source(found: Mapping[str, Sequence[Piece]]) -> str:
    """The source as written, "" where there is none."""
    return " … ".join(piece.words for piece in found.get("source", ()))
