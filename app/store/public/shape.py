"""What an allow-list is made of, and the expressions that several of its tables share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One public column: an expression over what its table's `source` names."""

    name: str
    sql: str
    told: str
    type: str = "TEXT"
    to: str = ""
    """The table whose row it names."""


@dataclass(frozen=True, slots=True)
class PublicTable:
    """One public table: its rows are those of `source`, FROM and WHERE."""

    name: str
    told: str
    source: str
    columns: tuple[Column, ...]
    keyed: tuple[str, ...]
    """The columns that tell its rows apart."""
    label: str = ""
    """The column that names a row to a reader."""


PRINTED = "substr(k.text, x.start + 1, x.end - x.start)"
"""The words of a span `x` of the capture `k`."""
CAUTIONS = """nullif(
    CASE v.kind WHEN 'mixed' THEN 'Only the words inside quotation marks are quoted'
        WHEN 'indirect' THEN 'Reported, not verbatim' ELSE '' END
    || iif(v.kind IN ('mixed', 'indirect') AND a.translated_from IS NOT NULL, '; ', '')
    || iif(a.translated_from IS NULL, '', 'Translated, not verbatim')
    || iif(s.review IS 'disputed', iif(v.kind IN ('mixed', 'indirect') OR a.translated_from IS NOT NULL,
        '; ', '') || 'Disputed', ''), '')"""
"""What to know of the words of the version `v` in the article `a`, as pages say it."""


def span(row: str, what: str) -> tuple[Column, Column]:
    """The columns of a span."""
    return (
        Column("start", f"{row}.start", f"Where {what} begin, in characters of the article.", "INTEGER"),
        Column("end", f"{row}.end", "Where they end: the first character after them.", "INTEGER"),
    )


def place() -> tuple[Column, ...]:
    """The columns of a country or bloc."""
    return (
        Column("kind", "x.kind", "“country” or “bloc”; a bloc never stands for its members."),
        Column("code", "x.code", "A country’s ISO 3166-1 alpha-2 code, or our name of a bloc."),
        Column("words", PRINTED, "The words that say so."),
    )


def relation() -> tuple[Column, Column]:
    """The columns of a match."""
    return (
        Column("relation", "x.relation", "What the first is to the other: equal, contains, overlaps, …"),
        Column("certain", "x.certain", "1, or 0 for “possibly the same”.", "INTEGER"),
    )


def position() -> Column:
    """Which of several this is."""
    return Column("position", "x.position + 1", "First, second and so on.", "INTEGER")
