"""Lines on pages to paragraphs: columns in order, headers and page numbers left out, words put together."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """A line as printed; positions in points, from the page's bottom left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    is_bold: bool = False


Lines = list[Line]
_ENDS = re.compile(r"[.!?…:][\"'”’»)\]]*\s*$")
_BULLET = re.compile(r"\s*[•‣◦▪·]\s")
_UNKNOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ue000-\uf8ff]")
_HYPHEN = re.compile(r"(\w+)[-‐]$")
_AND = frozenset({"and", "or", "to"})
"""After these, a hyphen stands for what follows: pre- and post-war."""
# No word stands for itself that is spelt so: a hyphen before it was put there to break a line.
_TAIL = re.compile(r"(?:s?sion|tion|tional|sional|ment|ness|ing|ance|ence|ity|itie|ously|ization|ible)s?")
_PAGE = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_MARGIN_LINES = 2
_GAP, _INDENT = 1.35, 0.8
"""Of the usual distance between lines, and of a letter's size: more sets a paragraph apart."""


def paragraphs(pages: Sequence[Lines]) -> list[str]:
    """The paragraphs of a document, in the order they are read in."""
    blocks = [block for page in _without_margins(pages) for block in _columns(page)]
    words = Counter(word for block in blocks for line in block for word in _inner_words(line.text))
    leading = _leadings(blocks)
    made: list[Lines] = []
    for block in blocks:
        for number, paragraph in enumerate(_parted(block, leading)):
            if number == 0 and made and _goes_on(made[-1][-1], paragraph[0]):
                made[-1].extend(paragraph)
            else:
                made.append(paragraph)
    return [text for paragraph in made if (text := _joined(paragraph, words))]


def _without_margins(pages: Sequence[Lines]) -> list[Lines]:
    """Pages without the lines at their top and bottom that recur, whatever number they bear."""
    edges = [[*rows[:_MARGIN_LINES], *rows[-_MARGIN_LINES:]] for rows in map(_rows, pages)]
    keys = [{_key(line) for row in rows for line in row} for rows in edges]
    seen = Counter(key for page in keys for key in page)
    fewest = max(2, 0.3 * len(pages))
    kept = []
    for page, rows in zip(pages, edges, strict=True):
        margin = [line for row in rows for line in row]
        left_out = [line for line in margin if seen[_key(line)] >= fewest]
        if len(pages) == 1:
            left_out = [
                line for row in rows[-1:] for line in row if len(row) == 1 and _PAGE.fullmatch(line.text)
            ]
        kept.append([line for line in page if line not in left_out])
    return kept


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text).strip().casefold(), round(line.bottom / 12)


def _rows(lines: Lines) -> list[Lines]:
    """Lines that stand side by side, from the top down."""
    rows: list[Lines] = []
    for line in sorted(lines, key=lambda line: -line.top):
        middle = (line.top + line.bottom) / 2
        if rows and middle > min(other.bottom for other in rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _columns(lines: Lines) -> Iterator[Lines]:
    """Runs of lines that are read one below the other, in order."""
    rows = _rows(lines)
    run: Lines = []
    first = 0
    while first < len(rows):
        last, gutter = first, _gutter(rows[first])
        while gutter is not None and last + 1 < len(rows):
            wider = _gutter([line for row in rows[first : last + 2] for line in row])
            if wider is None:
                break
            last, gutter = last + 1, wider
        if gutter is None or last - first < 2:
            # A row parted only here is a line with a wide space in it.
            for row in rows[first : last + 1]:
                run.append(_one(row))
        else:
            if run:
                yield run
                run = []
            together = [line for row in rows[first : last + 1] for line in row]
            yield from _columns([line for line in together if line.right <= gutter])
            yield from _columns([line for line in together if line.right > gutter])
        first = last + 1
    if run:
        yield run


def _one(row: Lines) -> Line:
    if len(row) == 1:
        return row[0]
    return Line(
        " ".join(line.text.strip() for line in row),
        row[0].left,
        min(line.bottom for line in row),
        max(line.right for line in row),
        max(line.top for line in row),
        median(line.size for line in row),
        all(line.is_bold for line in row),
    )


def _gutter(lines: Lines) -> float | None:
    """Where an upright strip that no line crosses parts lines to its left from lines to its right."""
    reach = float("-inf")
    for line in sorted(lines, key=lambda line: line.left):
        if reach > float("-inf") and line.left - reach > 0.6 * line.size:
            return reach
        reach = max(reach, line.right)
    return None


def _leadings(blocks: Sequence[Lines]) -> dict[float, float]:
    """The usual distance between lines of one size."""
    found: dict[float, list[float]] = {}
    for block in blocks:
        right = max(line.right for line in block)
        for above, below in pairwise(block):
            # Only a full line surely goes on in the next.
            if above.size == below.size and not _is_short(above, below, right):
                found.setdefault(above.size, []).append(above.bottom - below.bottom)
    return {size: sorted(distances)[len(distances) // 4] for size, distances in found.items()}


def _parted(block: Lines, leading: dict[float, float]) -> Iterator[Lines]:
    left = min(line.left for line in block)
    right = max(line.right for line in block)
    paragraph = [block[0]]
    for above, below in pairwise(block):
        if _begins(above, below, left, right, leading):
            yield paragraph
            paragraph = []
        paragraph.append(below)
    yield paragraph


def _begins(above: Line, below: Line, left: float, right: float, leading: dict[float, float]) -> bool:
    """Whether a paragraph begins with the line below."""
    if abs(above.size - below.size) > 0.1 * above.size or above.is_bold != below.is_bold:
        return True
    if above.bottom - below.bottom > _GAP * leading.get(below.size, 1.2 * below.size):
        return True
    inset = _INDENT * below.size
    if below.left - left > inset and (above.left - left <= inset or _ENDS.search(above.text)):
        return True
    return bool(_BULLET.match(below.text)) or _is_short(above, below, right)


def _is_short(above: Line, below: Line, right: float) -> bool:
    """Whether the first word below would have found room on the line above: nobody breaks a line so."""
    text = below.text.strip()
    letter = (below.right - below.left) / max(1, len(text))
    return right - above.right > letter * (len(text.split(" ", 1)[0]) + 2.5)


def _goes_on(above: Line, below: Line) -> bool:
    """Whether a paragraph runs on over the end of a column or page."""
    if abs(above.size - below.size) > 0.1 * above.size or above.is_bold != below.is_bold:
        return False
    first = below.text.strip()[:1]
    return not _ENDS.search(above.text) and (first.islower() or bool(_HYPHEN.search(above.text.strip())))


def _inner_words(text: str) -> list[str]:
    """The words of a line that its end does not break."""
    return [word.casefold() for word in re.findall(r"[\w-]+", text)[1:-1]]


def _joined(paragraph: Lines, words: Counter[str]) -> str:
    text = ""
    for line in paragraph:
        text = _with(text, " ".join(_UNKNOWN.sub("\ufffd", line.text).split()), words)
    return text


def _with(text: str, line: str, words: Counter[str]) -> str:
    """`line` after `text`; a hyphen goes only where it is certain that it broke a word."""
    if text.endswith("\u00ad"):
        return text[:-1] + line
    broken, rest = _HYPHEN.search(text), re.match(r"\w+", line)
    if broken is None or rest is None or rest[0] in _AND:
        return f"{text} {line}" if text and line else text + line
    whole, compound = f"{broken[1]}{rest[0]}".casefold(), f"{broken[1]}-{rest[0]}".casefold()
    is_broken = not words[compound] and (words[whole] or _TAIL.fullmatch(rest[0]))
    return (text[:-1] if is_broken and rest[0][0].islower() else text) + line
