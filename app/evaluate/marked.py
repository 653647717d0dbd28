"""Articles with their gold marked in the text, many to a file → gold readings.

A person can read and write them without counting offsets; `tests/golden/styles/README.md` tells the format.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from app.errors import BadInput
from app.evaluate.corpus import Reading, Statement
from app.records import Kind, Span

_ARTICLE = "=== "
_NOTES = "--- statements"
_NOBODY = "-"
_OPTIONAL = "optional"
_CLOSER = {"⟦": "⟧", "⟨": "⟩"}
_MARK = re.compile(r"([⟦⟨])(?:(\d+):)?|[⟧⟩]")
_NOTE = re.compile(r"(\d+): *(.+)")
_QUOTED = re.compile(r"“[^”\n]*|\"[^\"\n]*\"?")
_LEAD = re.compile(r"\W*that\b", re.IGNORECASE)


@dataclass(slots=True)
class _Article:
    """One article's lines; `line` and `notes_line` are those in the file that stand before the first."""

    id: str
    line: int
    notes_line: int | None = None
    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def load(path: Path) -> Iterator[Reading]:
    """The marked articles of a file; BadInput, with file and line, where marks and notes do not fit together.

    An article is known as `FILE/ID`, FILE without its ending.
    """
    for article in _articles(path):
        yield _reading(path, article)


def _articles(path: Path) -> Iterator[_Article]:
    article = None
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line.startswith(_ARTICLE):
            if article is not None:
                yield article
            article = _Article(line.removeprefix(_ARTICLE).strip(), number)
        elif article is None:
            continue
        elif line == _NOTES and article.notes_line is None:
            article.notes_line = number
        else:
            (article.body if article.notes_line is None else article.notes).append(line)
    if article is None:
        raise BadInput(f"{path}: no line starts with “{_ARTICLE}”, so there is no article")
    yield article


def _reading(path: Path, article: _Article) -> Reading:
    if article.notes_line is None:
        _refuse(path, article.line, f"article “{article.id}” has no line “{_NOTES}”")
    text, content, source = _unmarked(path, article)
    statements = []
    seen = set()
    for number, line, note in _notes(path, article):
        if number in seen:
            _refuse(path, line, f"statement {number} has two lines")
        if number not in content:
            _refuse(path, line, f"no words are marked ⟦{number}:…⟧")
        seen.add(number)
        statements.append(_statement(path, line, note, text, content[number], source.get(number, [])))
    unknown = (content.keys() | source.keys()) - seen
    if unknown:
        _refuse(path, article.notes_line, f"no line for statement {min(unknown)}")
    return Reading(f"{path.stem}/{article.id}", text, tuple(statements))


def _unmarked(path: Path, article: _Article) -> tuple[str, dict[int, list[Span]], dict[int, list[Span]]]:
    """The text without marks, and the content and source spans by statement number, in the text's order."""
    marked = "\n".join(article.body)
    first, marked = article.line + 1 + _blank_lines(marked), marked.strip("\n")
    pieces: list[str] = []
    spans: dict[str, dict[int, list[Span]]] = {"⟦": {}, "⟨": {}}
    opened: list[tuple[str, int, int, int]] = []
    read = length = 0
    for mark in _MARK.finditer(marked):
        pieces.append(marked[read : mark.start()])
        length += len(pieces[-1])
        read = mark.end()
        line = first + marked.count("\n", 0, mark.start())
        if mark[1] and mark[2]:
            opened.append((mark[1], int(mark[2]), length, line))
        elif mark[1]:
            _refuse(path, line, f"{mark[1]} needs a statement's number and a colon after it")
        elif not opened or _CLOSER[opened[-1][0]] != mark[0]:
            _refuse(path, line, f"{mark[0]} closes nothing")
        else:
            opener, number, start, _ = opened.pop()
            if start == length:
                _refuse(path, line, f"{opener}{number}:{mark[0]} holds no words")
            spans[opener].setdefault(number, []).append(Span(start, length))
    if opened:
        opener, number, _, line = opened[-1]
        _refuse(path, line, f"{opener}{number}: is never closed")
    return "".join(pieces) + marked[read:], spans["⟦"], spans["⟨"]


def _blank_lines(text: str) -> int:
    return len(text) - len(text.lstrip("\n"))


def _notes(path: Path, article: _Article) -> Iterator[tuple[int, int, str]]:
    """Number, line in the file, and words of every line that tells about a statement."""
    assert article.notes_line is not None
    for line, words in enumerate(article.notes, article.notes_line + 1):
        if not words.strip():
            continue
        note = _NOTE.fullmatch(words.strip())
        if note is None:
            _refuse(path, line, f"“{words}” is not “NUMBER: NAME; KIND; {_OPTIONAL}”")
        yield int(note[1]), line, note[2]


def _statement(
    path: Path, line: int, note: str, text: str, content: list[Span], source: list[Span]
) -> Statement:
    named, *more = (part.strip() for part in note.split(";"))
    kinds = [Kind(word) for word in more if word in set(Kind)]
    unknown = [word for word in more if word not in set(Kind) and word != _OPTIONAL]
    if unknown or len(kinds) > 1:
        _refuse(path, line, f"“{'; '.join(more)}” is not a kind, “{_OPTIONAL}”, or both")
    names = [] if named == _NOBODY else [name.strip() for name in named.split("|")]
    return Statement(
        content=tuple(content),
        speaker=tuple(source),
        speaker_name=names[0] if names else None,
        kind=kinds[0] if kinds else _kind(text, content),
        is_optional=_OPTIONAL in more,
        aliases=tuple(names[1:]),
    )


def _kind(text: str, content: list[Span]) -> Kind:
    """By double quotation marks, closed or open to the paragraph's end; a leading "that" is free."""
    quoted = {i for part in _QUOTED.finditer(text) for i in range(part.start(), part.end())}
    lead = _LEAD.match(text, content[0].start, content[0].end)
    free = range(lead.start(), lead.end()) if lead else range(0)
    words = [
        i for span in content for i in range(span.start, span.end) if text[i].isalnum() and i not in free
    ]
    inside = sum(i in quoted for i in words)
    return Kind.DIRECT if inside == len(words) else Kind.MIXED if inside else Kind.INDIRECT


def _refuse(path: Path, line: int, why: str) -> NoReturn:
    raise BadInput(f"{path}, line {line}: {why}")
