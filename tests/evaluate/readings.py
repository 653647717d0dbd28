"""What tests of evaluation share: statements of one small text, given by their words."""

from app.evaluate.corpus import Reading, Statement
from app.evaluate.scores import Scores, compare
from app.records import Kind, Span

TEXT = 'Ann Lee said it would rain. "Take a coat," she said. Bob agrees.'


def at(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


def statement(words: str, speaker: str = "Ann Lee", name: str | None = None, **more) -> Statement:
    return Statement(at(words), at(speaker) if speaker else (), name, more.pop("kind", Kind.INDIRECT), **more)


def gold(*statements: Statement, **more) -> Reading:
    return Reading("a", TEXT, statements, **more)


def scores(wanted: list[Statement], found: list[Statement], **more) -> Scores:
    return compare([(gold(*wanted, **more), Reading("a", TEXT, tuple(found)))])


RAIN = statement("it would rain")
COAT = statement("Take a coat", "she", "Ann Lee", kind=Kind.DIRECT)
BOB = statement("Bob agrees", "Bob")
