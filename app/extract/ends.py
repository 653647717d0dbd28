"""What stands at the ends of somebody's words, or between them, and is not theirs."""

import re
from dataclasses import replace

from app.extract.attributions import Draft
from app.extract.marks import without
from app.records import Kind, Span

_FOOTNOTE = re.compile(r"(?<=\S)\s?\[\d{1,3}\]?$")
"""Its mark, or a part of it."""
_JOIN = re.compile(r"(?<=[\"”’»])[,;]$|(?<=[\w\"”’»])[,;]?\s+(?:and|but|while|although|because)$")
"""What no clause ends with."""
_REPORTS = re.compile(r",\s+(?:[A-Z][\w.’'-]*\s+){1,4}(?:reports|reported|writes|wrote|informs|informed)$")
"""The agency behind a whole sentence."""
_BEYOND = re.compile(r"(?<=[.!?…][\"”»])\s+[A-Z][^\"“”„«»]*$")
"""Sentences behind a quotation that ends one: they are the article's again."""


def own_words(text: str, draft: Draft, notes: tuple[Span, ...]) -> Draft:
    """A draft without what an editor put between its words; what the editor reports stands."""
    cue = draft.cue
    others = tuple(note for note in notes if cue is None or not note.overlaps(cue))
    pieces = [piece for span in draft.content for piece in without(text, span, others)]
    content = tuple(_ended(text, piece, _FOOTNOTE) for piece in pieces)
    if content and draft.kind is not Kind.DIRECT:
        last = content[-1]
        for past in (_BEYOND, _JOIN, _REPORTS):
            last = _ended(text, last, past)
        content = (*content[:-1], last)
    return draft if content == draft.content else replace(draft, content=content)


def _ended(text: str, piece: Span, past: re.Pattern[str]) -> Span:
    """A piece without what does not belong to its end."""
    return Span(piece.start, piece.start + len(past.sub("", piece.of(text))))
