"""Article text → paragraphs with offsets and roles: body, heading, caption, credit, footnote, insert."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import takewhile

from app.extract.labels import labels
from app.extract.lexicon import words
from app.records import Document, Paragraph, Role, Span

_BULLET = re.compile(r"[•‣◦▪·]\s*")
_CREDIT = re.compile(
    r"(?:[(\[]?\s*(?:©|\(c\)\s|(?:photo|photograph|picture|image|video|illustration|credit|source)s?"
    r"\s*(?:source|credit|courtesy)?\s*(?:[:|/]|by\b|courtesy\b|source,)))",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:image|photo|picture)?\s*caption\s*[:,]?\s", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(\*{1,4}|[†‡§]|\[\d{1,2}\]|[¹²³⁴-⁹])\s*(?=\S)")
_ENDS = ".!?…:;,"
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 45, 100
_LONGEST_HEADING = 14
_LONGEST_INSERT = 30
_LONGEST_CREDIT = 4


def document(text: str) -> Document:
    """The article as read; the text itself is kept untouched."""
    spans = [span for block in _blocks(text) for span in _paragraphs(block, text)]
    labelled = {label.paragraph for label in labels(text, spans)}
    roles: list[Role] = []
    first = cache(lambda mark: _first_in_a_line(text, mark))
    for number in range(len(spans)):
        roles.append(Role.BODY if number in labelled else _role(text, spans, number, roles, first))
    _demote_last_headings(roles)
    paragraphs = (Paragraph(n, span, role) for n, (span, role) in enumerate(zip(spans, roles, strict=True)))
    return Document(text, tuple(paragraphs))


def paragraphs_of(document: Document, span: Span) -> Sequence[Paragraph]:
    """The paragraphs that share characters with a span, in order."""
    first = bisect_right(document.paragraphs, span.start, key=lambda one: one.span.end)
    last = bisect_left(document.paragraphs, span.end, key=lambda one: one.span.start)
    return document.paragraphs[first:last]


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of lines between blank ones, each line trimmed."""
    block: list[Span] = []
    position = 0
    for line in text.splitlines(keepends=True):
        words_here = line.strip()
        if words_here:
            start = position + line.index(words_here[0])
            block.append(Span(start, start + len(words_here)))
        elif block:
            yield block
            block = []
        position += len(line)
    if block:
        yield block


def _paragraphs(block: list[Span], text: str) -> list[Span]:
    """A block is one paragraph where its lines are wrapped by hand, else each line is one."""
    if len(block) > 1 and all(_SHORTEST_WRAPPED <= len(line) <= _LONGEST_WRAPPED for line in block[:-1]):
        ended = sum(text[line.end - 1] in _ENDS for line in block[:-1])
        if ended * 2 < len(block):
            return [Span(block[0].start, block[-1].end)]
    return block


def _role(text: str, spans: list[Span], number: int, roles: list[Role], first: Callable[[str], int]) -> Role:
    """The role of a paragraph by its words and those before it; `first` tells where a mark stands first."""
    words_here = spans[number].of(text)
    if _inside_open_bracket(text, spans, number):
        return Role.INSERT
    footnote = _FOOTNOTE.match(words_here)
    if footnote and first(footnote[1]) < spans[number].start:
        return Role.FOOTNOTE
    picture = _by_its_words(words_here) or _by_bullets(text, spans, number, roles)
    return picture or (Role.HEADING if _is_heading(words_here) else Role.BODY)


def _inside_open_bracket(text: str, spans: list[Span], number: int) -> bool:
    """A short line between a bracket left open above and the one that closes it below."""
    if not 0 < number < len(spans) - 1 or len(spans[number]) > _LONGEST_INSERT:
        return False
    above, below = spans[number - 1].of(text), spans[number + 1].of(text)
    return above.rfind("(") > above.rfind(")") and below.startswith(")")


def _first_in_a_line(text: str, mark: str) -> int:
    """Where a mark stands first other than at the beginning of a line; past the text if nowhere."""
    found = re.search(rf"(?<![*\n]){re.escape(mark)}(?!\*)", text)
    return len(text) if found is None else found.start()


def _by_its_words(line: str) -> Role | None:
    if _CAPTION.match(line):
        return Role.CAPTION
    return Role.CREDIT if _names_credit(line) else None


def _by_bullets(text: str, spans: list[Span], number: int, roles: list[Role]) -> Role | None:
    """A run of bullets that ends in a credit stands beneath a picture."""
    line = spans[number].of(text)
    if not _BULLET.match(line) or line[-1] in ".!?":
        return None
    above = number and _BULLET.match(spans[number - 1].of(text))
    if above and roles[number - 1] in (Role.CAPTION, Role.CREDIT):
        return Role.CREDIT if len(line.split()) <= _LONGEST_CREDIT else Role.CAPTION
    below = [span.of(text) for span in spans[number + 1 : number + 4]]
    run = list(takewhile(_BULLET.match, below))
    return Role.CAPTION if any(_names_credit(other) for other in run) else None


def _names_credit(line: str) -> bool:
    bare = _BULLET.sub("", line, count=1)
    if _CREDIT.match(bare) and len(bare.split()) <= 20:
        return True
    parts = re.split(r"[/|]", bare.rstrip("."))
    if len(parts) > 1:
        parts = [parts[0].rstrip(), parts[-1].lstrip()]
    return len(bare.split()) <= 8 and (parts[-1] in words("agencies") or parts[0] in words("agencies"))


def _is_heading(line: str) -> bool:
    count = len(line.split())
    if count > _LONGEST_HEADING or line[-1] in _ENDS + "-–—(" or _BULLET.match(line):
        return False
    first = next((c for c in line if c.isalnum()), "")
    bare = line.strip("\"“”'‘’«»„")
    if not first or line[0] in ")]-–—" or not bare or bare[-1] in _ENDS:
        return False
    return first.isupper() or first.isdigit()


def _demote_last_headings(roles: list[Role]) -> None:
    """Nothing stands under a heading at the very end, so it is not one."""
    for number in range(len(roles) - 1, -1, -1):
        if roles[number] is not Role.HEADING:
            return
        roles[number] = Role.BODY
