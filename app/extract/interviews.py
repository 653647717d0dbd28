"""Interviews without labels: questions and answers told apart by what they say and how they take turns.

Either questions have paragraphs of their own, or each paragraph is a question with its answer behind it.
"""

import re
from collections.abc import Sequence

from app.extract.beside import end_before
from app.extract.labels import Label, label_of
from app.extract.marks import Quotation, SetOff, trimmed, without
from app.extract.turns import stage_directions
from app.records import Document, Paragraph, Role, Span

_FIRST = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us|mine|ours)\b")
_SECOND = re.compile(r"\b[Yy]ou(?:r|rs|rself)?\b")
_ASKED = re.compile(r"[^.!?\n\"“«]{3,140}\?\s+(?=\S)")
_NO_TURN = ('"', "“", "«", "„", "‘", "``", "—", "–", "-", "(", "[", "•", "*")
_LONGEST_QUESTION = 60
_FEWEST, _FEWEST_IN_ONE = 3, 4
_ANSWERS = 0.5
"""Share of answers that have to say I or we."""
_BOTH = 1.0
"""What that share and the share of questions that say "you" have to make together."""


def interview(document: Document) -> tuple[Quotation, ...]:
    """The questions and answers of an interview without labels; none where the article is none."""
    body = [p for p in document.paragraphs if p.role is Role.BODY]
    return _taking_turns(document, body) or _in_one(document, body)


def _taking_turns(document: Document, body: Sequence[Paragraph]) -> tuple[Quotation, ...]:
    text = document.text
    asked = [n for n, p in enumerate(body) if _asks(p.span.of(text))]
    if len(asked) < _FEWEST or _first_person_before(text, body[: asked[0]]):
        return ()
    groups = _groups(text, body, asked[0])
    questions = [p.span.of(text) for q, _ in groups for p in q if p.span.of(text).endswith("?")]
    answers = [" ".join(p.span.of(text) for p in a) for _, a in groups if a]
    if len(answers) < _FEWEST or not _is_interview(questions, answers):
        return ()
    found: list[Quotation] = []
    for question, answer in groups:
        for by, turn in ((SetOff.QUESTION, question), (SetOff.ANSWER, answer)):
            if turn and (one := _turn(document, turn, by)):
                found.append(one)
    return tuple(found)


def _groups(
    text: str, body: Sequence[Paragraph], first: int
) -> list[tuple[list[Paragraph], list[Paragraph]]]:
    """Each question with the paragraphs of its answer."""
    groups: list[tuple[list[Paragraph], list[Paragraph]]] = []
    last = max(n for n, p in enumerate(body) if _asks(p.span.of(text)))
    for number, paragraph in enumerate(body[first:], first):
        words_here = paragraph.span.of(text)
        answered = bool(groups and groups[-1][1])
        if _asks(words_here) or (answered and number < last and _tells(words_here)):
            if not groups or answered:
                groups.append(([], []))
            groups[-1][0].append(paragraph)
        elif number < last or not answered or _FIRST.search(words_here):
            groups[-1][1].append(paragraph)
        else:
            break
    return groups


def _in_one(document: Document, body: Sequence[Paragraph]) -> tuple[Quotation, ...]:
    """Questions and answers that share paragraphs, as in `What next? Nothing.`, told apart."""
    text = document.text
    pairs = [
        (p, found.end())
        for p in body
        if not p.span.of(text).startswith(_NO_TURN)
        and (found := _ASKED.match(text, p.span.start, p.span.end))
    ]
    questions = [text[p.span.start : end] for p, end in pairs]
    answers = [text[end : p.span.end] for p, end in pairs]
    if len(pairs) < _FEWEST_IN_ONE or not _is_interview(questions, answers):
        return ()
    if _first_person_before(text, [p for p in body if p.number < pairs[0][0].number]):
        return ()
    turns: list[Quotation] = []
    for paragraph, end in pairs:
        answer = Span(end, paragraph.span.end)
        asked = Span(paragraph.span.start, end_before(text, end))
        for span, by in ((asked, SetOff.QUESTION), (answer, SetOff.ANSWER)):
            turns.append(_quotation(text, [span], by, paragraph.number, paragraph.number))
    return tuple(one for one in turns if one.pieces)


def _is_interview(questions: Sequence[str], answers: Sequence[str]) -> bool:
    first = sum(_FIRST.search(answer) is not None for answer in answers) / len(answers)
    second = sum(_SECOND.search(question) is not None for question in questions) / len(questions)
    return first >= _ANSWERS and first + second >= _BOTH


def _asks(paragraph: str) -> bool:
    return (
        paragraph.endswith("?")
        and not paragraph.startswith(_NO_TURN)
        and len(paragraph.split()) <= _LONGEST_QUESTION
    )


def _tells(paragraph: str) -> bool:
    """Whether an interviewer puts something to somebody without asking (`The unions accuse you`)."""
    short = len(paragraph.split()) * 2 <= _LONGEST_QUESTION
    return short and _SECOND.search(paragraph) is not None and _FIRST.search(paragraph) is None


def _first_person_before(text: str, body: Sequence[Paragraph]) -> bool:
    """Whether the article itself says "I": then it is a column that asks itself."""
    return any(re.search(r"\bI\b", p.span.of(text)) and "“" not in p.span.of(text) for p in body)


def _turn(document: Document, turn: Sequence[Paragraph], by: SetOff) -> Quotation | None:
    text, parts = document.text, [p.span for p in turn]
    label: Label | None = label_of(text, turn[0].number, turn[0].span)
    if label is not None:
        parts[0] = Span(label.words, parts[0].end)
        by = by if by is SetOff.QUESTION else SetOff.LABEL
    one = _quotation(text, parts, by, turn[0].number, turn[-1].number, label.span if label else None)
    return one if one.pieces else None


def _quotation(
    text: str, parts: Sequence[Span], by: SetOff, first: int, last: int, label: Span | None = None
) -> Quotation:
    outer = Span(parts[0].start, parts[-1].end)
    left_out = stage_directions(text, outer)
    pieces = tuple(piece for part in parts for piece in without(text, trimmed(text, part), left_out))
    return Quotation(outer, pieces, left_out, first, last, closed=True, by=by, label=label)
