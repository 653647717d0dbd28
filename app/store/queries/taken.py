"""Statements and claims as they are taken away by the million: values alone, some hundred rows at a time.

Where there is more to tell of a row than that a machine found it, the record that lists show comes with it.
"""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import Session, text

from app.records import ClaimType, Kind, Span, SpeakerKind
from app.store.queries import choices, conditions, rows
from app.store.queries.views import ArticleRef, ClaimRow, SaidView, SpeakerRef, StatementRow

_IDS = "(SELECT value FROM json_each(:ids))"
_JUDGED = "EXISTS (SELECT 1 FROM judgements AS j WHERE j.subject IN ({of}))"
_STATEMENTS = f"""
    SELECT v.id, s.id, s.ident, v.number, v.kind, v.capture_id, s.confidence,
        (SELECT f.words FROM entities AS e JOIN entity_roles AS f ON f.entity_id = e.id
            WHERE e.article_id = s.article_id AND e.speaker_id = w.id
            ORDER BY e.number, f.position LIMIT 1),
        v.number <> s.version OR s.state <> 'live' OR s.review <> 'machine'
            OR {_JUDGED.format(of="s.ident")},
        x.start IS NULL OR EXISTS (SELECT 1 FROM version_spans AS z
            WHERE z.version_id = v.id AND z.part IN ('content', 'source') AND z.position > 0),
        x.start, x.end, x.paragraph, y.start, y.end,
        s.said_first, s.said_last, s.said_start, s.said_end, {rows.SPEAKER}
    FROM versions AS v JOIN statements AS s ON s.id = v.statement_id {conditions.SPEAKER}
    LEFT JOIN version_spans AS x ON x.version_id = v.id AND x.part = 'content' AND x.position = 0
    LEFT JOIN version_spans AS y ON y.version_id = v.id AND y.part = 'source' AND y.position = 0
    WHERE v.id IN {_IDS}
"""
"""With the only span of its content and of its source, which is all that nearly every statement has."""
_CLAIMS = f"""
    SELECT c.id, c.ident, c.words, c.start, c.end, c.paragraph, c.type, c.worth, c.capture_id,
        v.id, v.capture_id, s.ident, v.kind, s.confidence,
        c.state <> 'live' OR {conditions.REVIEW_OF_CLAIM} <> 'machine'
            OR {_JUDGED.format(of="c.ident, s.ident")}
            OR EXISTS (SELECT 1 FROM claim_glosses AS g WHERE g.claim_id = c.id),
        iif(v.capture_id = c.capture_id, s.said_first, NULL), s.said_last, s.said_start, s.said_end,
        {rows.SPEAKER}
    {choices.CLAIMS} WHERE c.id IN {_IDS}
"""
_SPANS = f"""
    SELECT version_id, part, start, end, paragraph FROM version_spans
    WHERE version_id IN {_IDS} AND part IN ('content', 'source') ORDER BY version_id, part, position
"""
_COUNTRIES = {
    of: f"SELECT {of}_id, code FROM {of}_places WHERE {of}_id IN {_IDS} AND kind = 'country' "
    "ORDER BY start, code"
    for of in ("statement", "claim")
}
_ROW_IDS = {
    "statement": text(
        "SELECT v.id FROM statements AS s JOIN versions AS v "
        "ON v.statement_id = s.id AND v.number = s.version WHERE s.ident = :ident"
    ),
    "claim": text("SELECT id FROM claims WHERE ident = :ident"),
}
_KINDS = {kind.value: kind for kind in Kind}
_TYPES = {type_.value: type_ for type_ in ClaimType}

Place = tuple[int, int, int]
"""Where a span begins and ends, and the number of its paragraph."""


class TakenStatement(NamedTuple):
    """A statement; all of one chunk that have the speaker or the article in common have the very same."""

    ident: str
    version: int
    kind: Kind
    places: Sequence[Place]
    """Where its words stand in `text`."""
    speaker: SpeakerRef | None
    role: str | None
    source: str
    about: tuple[str, ...]
    said: SaidView | None
    confidence: float
    article: ArticleRef
    text: str
    """To look words up in, never to be shown: readers may not see all of it."""
    record: StatementRow | None
    """Where people decided something of it, and where it stands no more."""


class TakenClaim(NamedTuple):
    """A claim; all of one chunk that have the claimer or the article in common have the very same."""

    ident: str
    words: str
    place: Place
    type: ClaimType
    worth: float | None
    statement: str | None
    kind: Kind | None
    claimer: SpeakerRef | None
    source: str
    about: tuple[str, ...]
    said: SaidView | None
    confidence: float | None
    """None in narration."""
    article: ArticleRef
    text: str
    """To look words up in, never to be shown: readers may not see all of it."""
    record: ClaimRow | None
    """Where people decided something of it, where it stands no more, and where it is glossed."""


def statements(db: Session, versions: Sequence[int]) -> list[TakenStatement]:
    """The statements whose versions have these row ids, in that order."""
    found = _read(db, _STATEMENTS, versions)
    captures, speakers = rows.captures(db, (row[5] for row in found)), _Speakers()
    content, sources = _places(db, [row[0] for row in found if row[9]])
    about = _countries(db, "statement", [row[1] for row in found])
    decided = [row[0] for row in found if row[8]]
    records = dict(zip(decided, rows.statement_rows(db, decided), strict=True))
    made = {}
    for version, id_, ident, number, kind, capture, confidence, role, _, several, *more in found:
        start, end, paragraph, source, to, first, last, said, until, *speaker = more
        read = captures[capture]
        if several:
            places, sourced = content[version], _source(read.text, sources[version])
        else:
            places, sourced = [(start, end, paragraph)], "" if source is None else read.text[source:to]
        made[version] = TakenStatement(
            ident,
            number,
            _KINDS[kind],
            places,
            speakers.get(speaker[0]) or speakers.of(*speaker),
            role,
            sourced,
            about[id_],
            None if first is None else _said(read.text, first, last, said, until),
            confidence,
            read.article,
            read.text,
            records.get(version),
        )
    return [made[version] for version in versions]


def claims(db: Session, ids: Sequence[int]) -> list[TakenClaim]:
    """The claims with these row ids, in that order."""
    found = _read(db, _CLAIMS, ids)
    said = [(row[9], row[10]) for row in found if row[9] is not None]
    captures = rows.captures(db, (*(row[8] for row in found), *(capture for _, capture in said)))
    speakers = _Speakers()
    _, sources = _places(db, [version for version, _ in said])
    about = _countries(db, "claim", ids)
    decided = [row[0] for row in found if row[14]]
    records = dict(zip(decided, rows.claim_rows(db, decided), strict=True))
    made = {}
    for id_, ident, words, start, end, paragraph, type_, worth, capture, *more in found:
        version, said_in, statement, kind, confidence, _, first, last, said_start, said_end, *speaker = more
        read = captures[capture]
        made[id_] = TakenClaim(
            ident,
            words,
            (start, end, paragraph),
            _TYPES[type_],
            worth,
            statement,
            None if kind is None else _KINDS[kind],
            speakers.get(speaker[0]) or speakers.of(*speaker),
            "" if version is None else _source(captures[said_in].text, sources[version]),
            about[id_],
            None if first is None else _said(read.text, first, last, said_start, said_end),
            confidence,
            read.article,
            read.text,
            records.get(id_),
        )
    return [made[id_] for id_ in ids]


def row_id(db: Session, of: str, ident: str) -> int:
    """The row id of a claim, or of the version that stands of a statement (`of`), by its identifier."""
    found: int = db.connection().execute(_ROW_IDS[of], {"ident": ident}).scalar_one()
    return found


class _Speakers(dict[str, SpeakerRef]):
    """By identifier, those that rows of one chunk name: each is made once."""

    def of(self, ident: str | None, name: str, kind: str, country: str | None) -> SpeakerRef | None:
        """The speaker of whom a row has these values, as `rows.SPEAKER` selects them; made for the first."""
        if ident is None:
            return None
        made = self[ident] = SpeakerRef(ident, name, SpeakerKind(kind), country)
        return made


def _countries(db: Session, of: str, ids: Sequence[int]) -> defaultdict[int, tuple[str, ...]]:
    """By row id, the countries that statements or claims (`of`) are about, in reading order."""
    codes: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for id_, code in _read(db, _COUNTRIES[of], ids):
        codes[id_] += (code,)
    return codes


def _places(db: Session, versions: Sequence[int]) -> tuple[defaultdict[int, list[Place]], ...]:
    """By version, where its content stands and where its source."""
    content: defaultdict[int, list[Place]] = defaultdict(list)
    sources: defaultdict[int, list[Place]] = defaultdict(list)
    for version, part, start, end, paragraph in _read(db, _SPANS, versions):
        (content if part == "content" else sources)[version].append((start, end, paragraph))
    return content, sources


def _source(text: str, places: Sequence[Place]) -> str:
    return " … ".join([text[start:end] for start, end, _ in places])


def _said(text: str, first: str, last: str | None, start: int, end: int) -> SaidView | None:
    if last is None:
        return None
    span = Span(start, end)
    return SaidView(date.fromisoformat(first), date.fromisoformat(last), span.of(text), span)


def _read(db: Session, sql: str, ids: Sequence[int]) -> Sequence[tuple[Any, ...]]:
    return rows.fetch(db, sql, ids)
