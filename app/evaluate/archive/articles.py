"""One batch of the made-up archive's articles: new ones, copies of those before, and words said again."""

from datetime import timedelta

from app.evaluate.archive import casting, rows, texts, world
from app.evaluate.archive.draws import Draws
from app.evaluate.archive.rows import Book, Facts, Stored
from app.evaluate.archive.texts import Saying, Text

BATCH = 200
_COPIED, _AGAIN = 0.04, 0.06
"""Shares of articles that print another's text, and of statements that say another's words again."""


def batch(book: Book, draws: Draws, wanted: int) -> int:
    """Put articles into `book` until there are `wanted` statements more, or a batch; how many there are."""
    made: list[tuple[Text, Stored]] = []
    said: list[tuple[Saying, int]] = []
    count = 0
    while count < wanted and len(made) < BATCH:
        again: dict[int, int] = {}
        if made and draws.number() < _COPIED and len(made[-1][0].sayings) <= wanted - count:
            text, of = made[-1]
        else:
            of = None
            text = _written(draws, min(draws.statements(), wanted - count), said, again)
        stored = rows.store(book, draws, text, _facts(book, draws), lambda one: casting.speaker(book, one))
        for place, old in again.items():
            book.add("statement_matches", old, stored.statements[place], "equal", 1, "same-words", 1.0)
        if of is not None:
            _matched(book, of, stored)
        said = [*said[-100:], *zip(text.sayings, stored.statements, strict=True)]
        made.append((text, stored))
        count += len(text.sayings)
    return count


def _written(draws: Draws, count: int, said: list[tuple[Saying, int]], again: dict[int, int]) -> Text:
    text = Text()
    if draws.number() < 0.15:
        texts.narrate(text, draws, "heading")
    texts.narrate(text, draws)
    cast = [draws.speaker() for _ in range(1 + draws.below(4))]
    for place in range(count):
        figure = None if draws.number() < 0.05 else cast[int(draws.number() ** 1.5 * len(cast))]
        wording = None
        if said and draws.number() < _AGAIN:
            saying, old = said[draws.below(len(said))]
            if saying.figure is figure or draws.number() < 0.3:
                figure, wording, again[place] = saying.figure, saying.wording, old
        texts.say(text, draws, figure, wording or texts.drawn(draws))
        for mark, _, _ in text.sayings[-1].passage.marks:
            if mark.figure:
                text.present.setdefault(mark.figure.rank, texts.Present(mark.figure))
    texts.narrate(text, draws)
    for role, share in (("caption", 0.05), ("credit", 0.04), ("footnote", 0.02)):
        if draws.number() < share:
            texts.narrate(text, draws, role)
    return text


def _facts(book: Book, draws: Draws) -> Facts:
    paper = draws.outlet() if draws.number() < 0.95 else None
    title = draws.words(5 + draws.below(6)) if draws.number() < 0.97 else None
    return Facts(
        title=" ".join(title).capitalize() if title else None,
        paper=(casting.outlet(book, paper), paper.country, paper.domain) if paper else None,
        day=rows.FIRST_DAY + timedelta(days=draws.day()) if draws.number() < 0.95 else None,
        language=world.LANGUAGES[draws.below(len(world.LANGUAGES))] if draws.number() < 0.97 else None,
        translated="ru" if draws.number() < 0.06 else None,
        author=draws.speaker().name if draws.number() < 0.5 else None,
        topics=draws.topics(),
    )


def _matched(book: Book, one: Stored, other: Stored) -> None:
    book.add("article_matches", one.article, other.article, "equal", 1, "shared-text", 1.0)
    for of, ours, theirs in (
        ("statement", one.statements, other.statements),
        ("claim", one.claims, other.claims),
    ):
        for a, b in zip(ours, theirs, strict=False):
            book.add(f"{of}_matches", a, b, "equal", 1, "same-words", 1.0)
