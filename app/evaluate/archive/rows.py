"""From made-up texts to the rows of every table, numbered on from those before."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b, sha256
from typing import Any

from app.evaluate.archive import bands, world
from app.evaluate.archive.draws import Draws
from app.evaluate.archive.texts import Passage, Present, Saying, Text
from app.extract.version import EXTRACTOR

FIRST_DAY = date(2016, 1, 4)
_BEGAN = datetime(2026, 1, 5, 6, tzinfo=UTC)
A_RUN = 5000
"""Articles of one run of the job, each of one file."""
_WORD = re.compile("(?<![0-9a-z])(?=[0-9]*[a-z])[0-9a-z]{3,40}(?![0-9a-z])")
_TYPES = (
    "event",
    "event",
    "event",
    "figure",
    "prediction",
    "plan",
    "denial",
    "cause",
    "comparison",
    "evaluation",
)
_WORTHS = tuple(
    json.dumps(reasons)
    for reasons in (
        ["gives a number"], ["is about laws and votes", "gives a date", "but is short"], ["but looks ahead"],
        ["is about war and weapons"], ["is worded like what is often checked"], [],
    )
)  # fmt: skip
_RULES = {"direct": "clause after quotation", "indirect": "clause", "mixed": "partly quoted"}
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_MIXER = 0x9E3779B97F
"""Odd, so that no two numbers below 2 to the 40th give one identifier."""


def moment(seconds: int) -> str:
    """So many seconds after the archive was begun, as it is stored."""
    return (_BEGAN + timedelta(seconds=seconds)).isoformat()


def ident(number: int) -> str:
    """The identifier of a running number, which does not show in it."""
    mixed = (number * _MIXER + 12345) % (1 << 40)
    return "".join([_ALPHABET[mixed >> shift & 31] for shift in (35, 30, 25, 20, 15, 10, 5, 0)])


@dataclass(frozen=True, slots=True)
class Facts:
    """What is stated about an article."""

    title: str | None
    paper: tuple[int, str, str] | None
    """The outlet's row id, country and domain."""
    day: date | None
    language: str | None
    translated: str | None
    author: str | None
    topics: list[str]


@dataclass(slots=True)
class Book:
    """The rows of one batch by table, and the numbers that run on through all of them."""

    minted: int = 0
    ids: Counter[str] = field(default_factory=Counter)
    """The last row id of each table."""
    speakers: dict[int, int] = field(default_factory=dict)
    """Row id by rank."""
    papers: dict[str, int] = field(default_factory=dict)
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    words: Counter[str] = field(default_factory=Counter)
    bands: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)

    def add(self, table: str, *values: object) -> None:
        """A row without an id of its own."""
        self.rows.setdefault(table, []).append(values)

    def new(self, table: str) -> int:
        """The next row id of a table."""
        self.ids[table] += 1
        return self.ids[table]

    def mint(self, kind: str) -> str:
        """A new identifier."""
        self.minted += 1
        made = ident(self.minted)
        self.add("identifiers", made, kind)
        return made


@dataclass(frozen=True, slots=True)
class Stored:
    """What an article came to: its row ids."""

    article: int
    statements: list[int]
    claims: list[int]


def store(
    book: Book, draws: Draws, text: Text, facts: Facts, speaker: Callable[[world.Figure], int]
) -> Stored:
    """The rows of an article; `speaker` gives the row id of somebody."""
    number = book.new("articles")
    at, words = moment(number * 7), "".join(text.parts).rstrip("\n") + "\n"
    made = book.mint("article")
    outlet, country, domain = facts.paper or (None, None, None)
    url = f"https://{domain}/{number}" if domain else None
    file_name = None if url else f"article-{number}.txt"
    again = draws.number() < 0.02 and len(text.paragraphs) > 2
    book.add(
        "articles", number, made, url, facts.title, outlet, country, facts.day and facts.day.isoformat(),
        facts.author, facts.language, facts.translated, file_name, digest(" ".join(words.split())),
        1 + again, EXTRACTOR, at, "en",
    )  # fmt: skip
    for topic in facts.topics:
        book.add("article_topics", number, topic)
    captures = []
    for edition in range(1 + again):
        # The first of two ended before the last paragraph.
        paragraphs = text.paragraphs[: len(text.paragraphs) - (again and edition == 0)]
        read = words[: paragraphs[-1][1]] + "\n" if again and edition == 0 else words
        captures.append(book.new("captures"))
        book.add("captures", captures[-1], number, edition + 1, read, digest(read), at, EXTRACTOR)
        for place, (start, end, role) in enumerate(paragraphs):
            book.add("paragraphs", captures[-1], place, start, end, role)
    folded = f"{facts.title or ''}\n{words}".lower()
    book.words.update(set(_WORD.findall(folded)))
    book.bands.setdefault("article", []).extend((band, number) for band in bands.text(words.split()))
    _entities(book, number, text, speaker, draws)
    _journal(book, number, at, len(text.sayings))
    statements = [
        _statement(book, draws, saying, (number, place, captures, facts.day, at), speaker)
        for place, saying in enumerate(text.sayings)
    ]
    claims = _claims(book, draws, text, (number, captures[-1]), statements)
    return Stored(number, statements, claims)


def _entities(
    book: Book, article: int, text: Text, speaker: Callable[[world.Figure], int], draws: Draws
) -> None:
    for place, present in enumerate(text.present.values()):
        figure, id_ = present.figure, book.new("entities")
        code = world.COUNTRIES[figure.country][0] if present.home and figure.country is not None else None
        home = (code, *present.home, "name") if present.home else (None, None, None, None)
        rule, reasons = "full-name", [f"the full name {figure.name}"]
        if figure.kind != "person":
            rule, reasons = "body-name", [f"the name {figure.name}"]
        book.add(
            "entities", id_, article, place, figure.name, figure.kind, *home, speaker(figure), rule,
            json.dumps(reasons),
        )  # fmt: skip
        book.add("entity_aliases", id_, figure.short)
        _role(book, id_, present)
        if draws.number() < 0.005:
            book.add("entity_same_as", id_, f"https://www.wikidata.org/wiki/Q{9000 + figure.rank}")


def _role(book: Book, id_: int, present: Present) -> None:
    if present.role:
        book.add("entity_roles", id_, 0, present.figure.role, *present.role)


def _statement(
    book: Book,
    draws: Draws,
    saying: Saying,
    of: tuple[int, int, list[int], date | None, str],
    speaker: Callable[[world.Figure], int],
) -> int:
    article, place, captures, published, at = of
    id_, figure = book.new("statements"), saying.figure
    made, words = book.mint("statement"), saying.passage.words
    # A claim that stands is of a statement that does.
    state = "withdrawn" if not saying.claims and draws.number() < 0.01 else "live"
    if state == "withdrawn":
        book.add("tombstones", made, "No statement of its own is found in these words any more.", at)
    said: tuple[object, ...] = (None, None, None, None, None)
    if saying.day and published:
        day = (published - timedelta(days=draws.below(6))).isoformat()
        said = (day, day, *saying.day, "weekday; governed by the cue")
    confidence = round(0.97 - 0.6 * draws.number() ** 5, 2)
    review = "machine" if (chance := draws.number()) < 0.997 else "checked" if chance < 0.999 else "disputed"
    reasons = f"{saying.source_words} → {figure.name}" if figure else "nobody is named"
    rule = f"{_RULES[saying.kind]}; {'name' if figure else 'description'}"
    book.add(
        "statements", id_, made, article, len(captures), place, state, rule, confidence,
        json.dumps([reasons]), *said, review,
    )  # fmt: skip
    who = speaker(figure) if figure else None
    for number, capture in enumerate(captures, 1):
        version = book.new("versions")
        book.add("versions", version, id_, number, capture, saying.kind, who, words, at)
        _spans(book, version, saying)
    _places(book, "statement", id_, saying.passage)
    for mark, start, end in saying.passage.marks:
        if mark.figure:
            book.add("statement_mentions", id_, speaker(mark.figure), start, end)
    if review != "machine":
        _judged(book, made, words, "confirmed" if review == "checked" else "disputed", at)
    if state == "live":
        _compared(book, "statement", id_, saying.passage, figure.name if figure else None)
    return id_


def _spans(book: Book, version: int, saying: Saying) -> None:
    medium = [saying.medium] if saying.medium else []
    parts = {"content": saying.content, "cue": [saying.cue], "source": [saying.source], "medium": medium}
    for part, spans in parts.items():
        for order, (start, end) in enumerate(spans):
            book.add("version_spans", version, part, order, start, end, saying.paragraph)


def _claims(book: Book, draws: Draws, text: Text, of: tuple[int, int], statements: list[int]) -> list[int]:
    article, capture = of
    found: list[tuple[Passage, int, int | None, str | None]] = [
        (p, place, None, None) for p, place in text.told
    ]
    for id_, saying in zip(statements, text.sayings, strict=True):
        name = saying.figure.name if saying.figure else None
        found += [(claim, saying.paragraph, id_, name) for claim in saying.claims]
    made = []
    for position, (passage, paragraph, statement, name) in enumerate(
        sorted(found, key=lambda each: each[0].start)
    ):
        id_ = book.new("claims")
        made.append(id_)
        numbers = [mark for mark in passage.marks if mark[0].what == "number"]
        type_ = "figure" if numbers else _TYPES[draws.below(len(_TYPES))]
        worth = round(draws.number() ** 2, 3) if draws.number() < 0.98 else None
        book.add(
            "claims", id_, book.mint("claim"), article, capture, statement, position, "live",
            passage.start, passage.end, paragraph, passage.words, type_, "sentence",
            round(0.97 - 0.4 * draws.number() ** 3, 2),
            worth, None if worth is None else _WORTHS[draws.below(len(_WORTHS))], "machine",
        )  # fmt: skip
        for order, (mark, start, _) in enumerate(numbers):
            end = start + len(mark.value)
            book.add("claim_quantities", id_, order, start, end, mark.value, "%", "exactly")
        _places(book, "claim", id_, passage)
        _compared(book, "claim", id_, passage, name)
    return made


def _places(book: Book, of: str, id_: int, passage: Passage) -> None:
    put: set[str] = set()
    for mark, start, end in passage.marks:
        if mark.what in ("country", "bloc") and mark.value not in put:
            put.add(mark.value)
            rule = "name" if mark.what == "country" else "bloc"
            book.add(f"{of}_places", id_, mark.value, start, end, rule, mark.what)


def _compared(book: Book, of: str, id_: int, passage: Passage, name: str | None) -> None:
    book.passages.append(passage)
    found = bands.of(passage.tokens) | bands.near(passage.tokens, name)
    book.bands.setdefault(of, []).extend((band, id_) for band in found)


def _judged(book: Book, subject: str, words: str, verdict: str, at: str) -> None:
    made = book.mint("judgement")
    book.add(
        "judgements", made, subject, verdict, "{}", "{}", words, "As the article has it.", 1, at, "applied"
    )


def _journal(book: Book, number: int, at: str, statements: int) -> None:
    run, place = 1 + (number - 1) // A_RUN, f"news-{1 + (number - 1) // A_RUN}.jsonl"
    place = f"{place}, line {1 + (number - 1) % A_RUN}"
    book.add("outcomes", run, place, "new", number, statements, statements, "[]", at)
    of = blake2b(place.encode(), digest_size=16).hexdigest()
    book.add("origin_articles", run, of, number, place, EXTRACTOR)


def digest(words: str) -> str:
    """SHA-256, as captures have it."""
    return sha256(words.encode()).hexdigest()
