"""Statements and claims as they are taken away by the million: values alone, some hundred rows at a time.

Where there is more to tell of a row than that a machine found it, the record that lists show comes with it.
"""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import Session, text

from app.records import ClaimType, Span, SpeakerKind
from app.store.queries import choices, conditions, rows
from app.store.queries.rows import Capture
from app.store.queries.views import ClaimRow, SaidView, SpeakerRef, StatementRow

_IDS = "(SELECT value FROM json_each(:ids))"
_JUDGED = "{of} IN (SELECT j.subject FROM judgements AS j)"
_STATEMENTS = f"""
    SELECT v.id, s.id, s.ident, v.number, v.kind, v.capture_id, s.confidence, s.article_id, w.id,
        v.number <> s.version OR s.state <> 'live' OR s.review <> 'machine' OR {_JUDGED.format(of="s.ident")},
        x.start, x.end, x.paragraph, y.start, y.end,
        s.said_first, s.said_last, s.said_start, s.said_end, {rows.SPEAKER}
    FROM versions AS v JOIN statements AS s ON s.id = v.statement_id {conditions.SPEAKER}
    LEFT JOIN version_spans AS x ON x.version_id = v.id AND x.part = 'content'
    LEFT JOIN version_spans AS y ON y.version_id = v.id AND y.part = 'source'
    WHERE v.id IN {_IDS}
"""
"""A row for each span of its content with each of its source: nearly every statement has one of both."""
_ROLES = f"""
    SELECT e.article_id, e.speaker_id, f.words FROM entities AS e JOIN entity_roles AS f ON f.entity_id = e.id
    WHERE e.article_id IN {_IDS} ORDER BY e.number DESC, f.position DESC
"""
"""As printed, the first last; each article's are read once, not for every statement of it."""
_CLAIMS = f"""
    SELECT c.id, c.ident, c.words, c.start, c.end, c.paragraph, c.type, c.worth, c.capture_id,
        v.id, v.capture_id, s.ident, v.kind, s.confidence,
        c.state <> 'live' OR {conditions.REVIEW_OF_CLAIM} <> 'machine'
            OR {_JUDGED.format(of="c.ident")} OR {_JUDGED.format(of="s.ident")}
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
_TYPES = {type_.value: type_ for type_ in ClaimType}

Place = tuple[int, int, int]
"""Where a span begins and ends, and the number of its paragraph."""


class TakenStatement(NamedTuple):
    """A statement; all of one chunk that have the speaker or the article in common have the very same."""

    ident: str
    version: int
    kind: str
    """The value of a `Kind`."""
    places: Sequence[Place]
    """Where its words stand in `text`."""
    speaker: SpeakerRef | None
    role: str | None
    source: str
    about: Sequence[str]
    said: SaidView | None
    confidence: float
    read: Capture
    """Its text is there to look words up in, never to be shown: readers may not see all of it."""
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
    kind: str | None
    """The value of a `Kind`; None in narration."""
    claimer: SpeakerRef | None
    source: str
    about: Sequence[str]
    said: SaidView | None
    confidence: float | None
    """None in narration."""
    read: Capture
    """Its text is there to look words up in, never to be shown: readers may not see all of it."""
    record: ClaimRow | None
    """Where people decided something of it, where it stands no more, and where it is glossed."""


def statements(db: Session, versions: Sequence[int]) -> list[TakenStatement]:
    """The statements whose versions have these row ids, in that order."""
    found = _read(db, _STATEMENTS, versions)
    captures, speakers = rows.captures(db, {row[5] for row in found}), _Speakers()
    several = [version for version, times in Counter([row[0] for row in found]).items() if times > 1]
    content, sources = _places(db, several)
    about = _countries(db, "statement", [row[1] for row in found])
    printed = _read(db, _ROLES, list({row[7] for row in found}))
    roles = {(article, speaker): words for article, speaker, words in printed}
    decided = list({row[0] for row in found if row[9]})
    records = dict(zip(decided, rows.statement_rows(db, decided, known=captures), strict=True))
    made = {}
    for version, id_, ident, number, kind, capture, confidence, article, said_by, _, *more in found:
        start, end, paragraph, source, to, first, last, said, until, speaker, name, sort, country = more
        read = captures[capture]
        if version in content:
            places, sourced = content[version], _source(read.text, sources[version])
        else:
            places, sourced = [(start, end, paragraph)], "" if source is None else read.text[source:to]
        made[version] = TakenStatement(
            ident,
            number,
            kind,
            places,
            speakers.get(speaker) or speakers.of(speaker, name, sort, country),
            roles.get((article, said_by)),
            sourced,
            about.get(id_, ()),
            None if first is None else _said(read.text, first, last, said, until),
            confidence,
            read,
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
    records = dict(zip(decided, rows.claim_rows(db, decided, known=captures), strict=True))
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
            kind,
            speakers.get(speaker[0]) or speakers.of(*speaker),
            "" if version is None else _source(captures[said_in].text, sources[version]),
            about.get(id_, ()),
            None if first is None else _said(read.text, first, last, said_start, said_end),
            confidence,
            read,
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


def _countries(db: Session, of: str, ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """By row id, the countries that statements or claims (`of`) are about, in reading order."""
    codes: defaultdict[int, list[str]] = defaultdict(list)
    for id_, code in _read(db, _COUNTRIES[of], ids):
        codes[id_].append(code)
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
