"""Article text → paragraphs with offsets and roles: body, heading, caption, credit, footnote, insert."""

import re

from app.extract.lexicon import words
from app.records import Document, Paragraph, Role, Span

_BLOCK = re.compile(r"\S(?:.*?\S)??(?=\s*\n[ \t\r\f\v]*\n|\s*\Z)", re.DOTALL)
_LINE = re.compile(r"\S[^\r\n]*")
_BULLET = re.compile(r"[•‣◦▪·]\s*")
_CREDIT = re.compile(
    r"(?:[(\[]?\s*(?:©|\(c\)\s|(?:photo|photograph|picture|image|video|illustration|credit|source)s?"
    r"\s*(?:source|credit|courtesy)?\s*(?:[:|/]|by\b|courtesy\b|source,)))",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:image|photo|picture)?\s*caption\s*[:,]?\s", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(\*{1,4}|[†‡§]|\[\d{1,2}\]|[¹²³⁴-⁹])\s*(?=\S)")
_ENDS = ".!?…:;,"
_LONGEST_HEADING = 14
_LONGEST_INSERT = 30


def document(text: str) -> Document:
    """The article as read; the text itself is kept untouched."""
    spans = [line for block in _BLOCK.finditer(text) for line in _lines(text, Span(*block.span()))]
    roles: list[Role] = []
    for number, span in enumerate(spans):
        roles.append(_role(text, spans, number, roles))
    _demote_last_headings(roles)
    paragraphs = (Paragraph(n, span, role) for n, (span, role) in enumerate(zip(spans, roles, strict=True)))
    return Document(text, tuple(paragraphs))


def _lines(text: str, block: Span) -> list[Span]:
    """A block is one paragraph where its lines are wrapped by hand, else each line is one."""
    found = [_trimmed(text, *line.span()) for line in _LINE.finditer(text, block.start, block.end)]
    if len(found) > 1 and all(45 <= len(line) <= 100 for line in found[:-1]):
        breaks = sum(text[line.end - 1] in _ENDS for line in found[:-1])
        if breaks * 2 < len(found):
            return [Span(found[0].start, found[-1].end)]
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    return Span(start, start + len(text[start:end].rstrip()))


def _role(text: str, spans: list[Span], number: int, roles: list[Role]) -> Role:
    words_here = spans[number].of(text)
    if _inside_open_bracket(text, spans, number):
        return Role.INSERT
    footnote = _FOOTNOTE.match(words_here)
    if footnote and _refers_back(text, spans[number].start, footnote[1]):
        return Role.FOOTNOTE
    if picture := _picture(text, spans, number, roles):
        return picture
    return Role.HEADING if _is_heading(words_here) else Role.BODY


def _inside_open_bracket(text: str, spans: list[Span], number: int) -> bool:
    """A short line between a bracket left open above and the one that closes it below."""
    if not 0 < number < len(spans) - 1 or len(spans[number]) > _LONGEST_INSERT:
        return False
    above, below = spans[number - 1].of(text), spans[number + 1].of(text)
    return above.rfind("(") > above.rfind(")") and below.startswith(")")


def _refers_back(text: str, start: int, mark: str) -> bool:
    return re.search(rf"(?<![*\n]){re.escape(mark)}(?!\*)", text[:start]) is not None


def _picture(text: str, spans: list[Span], number: int, roles: list[Role]) -> Role | None:
    """Caption or credit: by its own words, or as one of a run of bullets that ends in a credit."""
    line = spans[number].of(text)
    if _CAPTION.match(line):
        return Role.CAPTION
    if _names_credit(line):
        return Role.CREDIT
    if not _BULLET.match(line) or line[-1] in ".!?":
        return None
    if number and roles[number - 1] in (Role.CAPTION, Role.CREDIT) and _BULLET.match(spans[number - 1].of(text)):
        return Role.CREDIT if len(line.split()) <= 4 else Role.CAPTION
    for below in spans[number + 1 : number + 4]:
        if not _BULLET.match(below.of(text)):
            return None
        if _names_credit(below.of(text)):
            return Role.CAPTION
    return None


def _names_credit(line: str) -> bool:
    bare = _BULLET.sub("", line, count=1)
    if _CREDIT.match(bare) and len(bare.split()) <= 20:
        return True
    parts = re.split(r"\s*[/|]\s*", bare.rstrip("."))
    return len(bare.split()) <= 8 and (parts[-1] in words("agencies") or parts[0] in words("agencies"))


def _is_heading(line: str) -> bool:
    count = len(line.split())
    if count > _LONGEST_HEADING or line[-1] in _ENDS or _BULLET.match(line):
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
