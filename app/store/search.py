"""The only way from a reader's words to a full-text query: every term is quoted, nothing is syntax."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sqlmodel import Session, text

START = "\ue000"
"""Stands before a match in a snippet: a private-use character no article is expected to hold."""
END = "\ue001"
SNIPPET_TOKENS = 32

Spellings = Sequence[tuple[str, Sequence[str]]]
"""Folded words, each with other spellings that are to be found as well."""

_PARTS = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)')
_MARKS = "“”‘’–—…\u00a0"
"""What makes texts more than plain ASCII most often, and is no part of a word."""
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A text query as pieces of SQL for a larger statement."""

    join: str
    """JOIN … AS h, with `h.rank`: bm25, the smaller the better."""
    holds: str
    """A condition beside the join."""
    params: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asked for, as FTS5 understands it."""

    match: str
    """The MATCH expression."""
    terms: tuple[str, ...]
    """What it is joined of, each an expression of its own."""
    either: bool
    """Whether one of them is enough."""
    phrases: str
    """The exact phrases that have to hold, one a line; "" where there are none."""


def query(words: str, match: str, spellings: Spellings = ()) -> Query | None:
    """The query for `words`, or None when they hold nothing to search for.

    `match` is "all" (every term), "any" (at least one), "exact" (the words as one phrase) or "near" (every
    term, or one of its `spellings`). Words between quotation marks are one phrase, and a phrase is taken as
    written; a term that ends in * is a beginning.
    """
    words = words.encode(errors="replace").decode()  # half a surrogate pair cannot be sent to SQLite
    if match == "exact":
        terms, phrases = [_quoted(words)], [words]
    else:
        found = _PARTS.findall(words)
        terms = [_quoted(phrase) or _near(term, spellings) for phrase, term in found]
        phrases = [phrase for phrase, _ in found] if match in ("all", "near") else []
    terms = [term for term in terms if term]
    if not terms:
        return None
    folded = [" ".join(tokens(phrase)) for phrase in phrases]
    return joined(terms, "\n".join(phrase for phrase in folded if phrase), either=match == "any")


def joined(terms: Sequence[str], phrases: str = "", *, either: bool) -> Query:
    """The query for `either` of these terms, or for all of them."""
    return Query((" OR " if either else " AND ").join(terms), tuple(terms), either, phrases)


def found_in(
    table: str, row: str, words_of: str, q: str, match: str, spellings: Spellings = ()
) -> Found | None:
    """What finds `q` in a table's full-text index, or None where `q` is blank.

    `row` is the expression of the indexed row's id, `words_of` of the words that phrases have to be in.
    A query without a single letter or digit finds nothing.
    """
    if not q.strip():
        return None
    asked = query(q, match, spellings)
    # The limit keeps SQLite from dissolving the subquery into a plan in which bm25 cannot be computed.
    fts = f"{table}_fts"
    join = (
        f" JOIN (SELECT rowid AS hit, bm25({fts}) AS rank FROM {fts} WHERE {fts} MATCH :q LIMIT -1)"
        f" AS h ON h.hit = {row}"
    )
    if asked is None:
        return Found(f" JOIN (SELECT 0 AS hit, 0.0 AS rank WHERE 0) AS h ON h.hit = {row}", "TRUE", {})
    if not asked.phrases:
        return Found(join, "TRUE", {"q": asked.match})
    return Found(join, f"holds_phrases({words_of}, :phrases)", {"q": asked.match, "phrases": asked.phrases})


def snippets(
    db: Session, table: str, rows: Sequence[int], q: str, match: str, spellings: Spellings = ()
) -> dict[int, str]:
    """By row id, an excerpt around the matches, each between `START` and `END`."""
    asked = query(q, match, spellings)
    if asked is None or not rows:
        return {}
    fts = f"{table}_fts"
    found = db.connection().execute(
        text(
            f"SELECT rowid, snippet({fts}, -1, :start, :end, '…', {SNIPPET_TOKENS}) AS snippet FROM {fts} "
            f"WHERE {fts} MATCH :q AND rowid IN (SELECT value FROM json_each(:rows))"
        ),
        {"start": START, "end": END, "q": asked.match, "rows": json.dumps(list(rows))},
    )
    return {row.rowid: row.snippet for row in found}


def highlighted(db: Session, table: str, column: int, row: int, q: str, match: str) -> str | None:
    """A column's whole text, the matches in it between `START` and `END`; None where there are none."""
    asked = query(q, match)
    if asked is None:
        return None
    fts = f"{table}_fts"
    sql = f"SELECT highlight({fts}, {column}, :start, :end) FROM {fts} WHERE {fts} MATCH :q AND rowid = :row"
    values = {"start": START, "end": END, "q": asked.match, "row": row}
    return db.connection().execute(text(sql), values).scalar_one_or_none()


def holds_phrases(words: str, phrases: str) -> bool:
    """Whether `words` hold every one of the folded `phrases`, one a line; stems alone are not enough."""
    text = folded(words)
    return all(standing(phrase).search(text) for phrase in phrases.split("\n"))


def tokens(words: str) -> list[str]:
    """The words, case and diacritics folded away, without punctuation."""
    return _TOKEN.findall(folded(words))


def folded(words: str) -> str:
    """The words, case and diacritics folded away."""
    for mark in _MARKS:
        words = words.replace(mark, " ")
    if words.isascii():
        return words.lower()
    text = unicodedata.normalize("NFKD", words.casefold())
    for combining in _combining(astral=_ASTRAL.search(text) is not None):
        text = combining.sub("", text)
    return text


@cache
def _combining(*, astral: bool) -> tuple[re.Pattern[str], ...]:
    """What finds combining characters, found out once: asking every letter whether it is one is slow.

    Those beyond the first plane are apart: a class with both is searched one by one.
    """
    planes = (range(0x300, 0x10000), range(0x10000, sys.maxunicode))[: 1 + astral]
    held = ((c for c in map(chr, plane) if unicodedata.combining(c)) for plane in planes)
    return tuple(re.compile(f"[{''.join(each)}]+") for each in held)


@lru_cache(maxsize=64)
def standing(phrase: str) -> re.Pattern[str]:
    """What finds a folded phrase in a folded text, whatever stands between its words."""
    first = phrase.partition(" ")[0]
    parts = (rf"{re.escape(first)}(?<![^\W_]{re.escape(first)})", *map(re.escape, phrase.split()[1:]))
    # Where its first word comes first, a text is searched for that before anything is looked at closely.
    return re.compile(r"[\W_]+".join(parts) + r"(?![^\W_])")


def beginnings(words: str) -> str:
    """The MATCH expression for texts in which every word of `words` begins a word; "" where there is none."""
    composed = unicodedata.normalize("NFC", words.encode(errors="replace").decode())
    return " AND ".join(f"{_quoted(word)}*" for word in _TOKEN.findall(composed))


def _quoted(words: str) -> str:
    # A NUL would end the expression early; a term without a letter or digit is no term.
    kept = words.replace("\0", " ")
    return '"' + kept.replace('"', '""') + '"' if any(c.isalnum() for c in kept) else ""


def _near(term: str, spellings: Spellings) -> str:
    """A term of a query, or any other spelling of a word in it."""
    quoted = _quoted(term) + _star(term)
    others = [_quoted(other) for word, near in spellings if word in tokens(term) for other in near]
    return f"({' OR '.join([quoted, *others])})" if quoted and others else quoted


def _star(term: str) -> str:
    return "*" if term.endswith("*") and any(c.isalnum() for c in term) else ""
