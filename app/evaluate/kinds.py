"""The kind of any statement, by the quotation marks of its text alone.

Whoever predicts may label kinds by other lights; for figures by kind, all are judged by the same marks.
"""

import re
from collections.abc import Iterable, Sequence

from app.records import Kind, Span

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile("``|''|[“„”\"]")
_OPENS = {"“", "„", '"', "``", "''"}
_CLOSES = {"”", '"', "''"}
_WORD = re.compile(r"\w+")
_LEADS = {"that", "how", "whether", "as"}


def quoted(text: str) -> bytearray:
    """1 for every position inside or on double quotation marks, 0 for all others.

    What is left open runs to the paragraph's end, and into the next where that one closes it first.
    """
    inside = bytearray(len(text))
    left_open = ""
    for paragraph in _PARAGRAPH.finditer(text):
        begun = paragraph.start() if left_open and _goes_on(paragraph[0], left_open) else None
        opener = left_open
        for mark in _MARK.finditer(text, *paragraph.span()):
            if begun is None and mark[0] in _OPENS:
                begun, opener = mark.start(), mark[0]
            elif begun is not None and mark[0] in _CLOSES:
                inside[begun : mark.end()] = b"\1" * (mark.end() - begun)
                begun = None
        if begun is not None:
            inside[begun : paragraph.end()] = b"\1" * (paragraph.end() - begun)
        left_open = opener if begun is not None else ""
    return inside


def kind_of(text: str, content: Iterable[Span], inside: Sequence[int]) -> Kind:
    """Direct, mixed or indirect, by how many words of `content` are `inside`; a leading "that" is free."""
    places = [(s.start + w.start(), s.start + w.end()) for s in content for w in _WORD.finditer(s.of(text))]
    within = [sum(inside[start:end]) * 2 >= end - start for start, end in places]
    if places and not within[0] and text[slice(*places[0])].lower() in _LEADS:
        del within[0]
    if not any(within):
        return Kind.INDIRECT
    return Kind.DIRECT if all(within) else Kind.MIXED


def _goes_on(paragraph: str, opener: str) -> bool:
    """Whether a quotation left open before `paragraph` is closed in it, and not opened anew."""
    if paragraph.lstrip()[:1] in ("", '"', "“"):
        return False
    if opener == '"':
        return paragraph.count('"') % 2 == 1
    before, closed, _ = paragraph.partition("”")
    return bool(closed) and "“" not in before
