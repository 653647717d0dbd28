"""From row ids to the records lists show, in a fixed number of statements however many there are."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from textwrap import shorten
from typing import Any

from sqlalchemy import Result, Row
from sqlmodel import Session, text

from app.records import ClaimType, Gloss, Kind, Span, SpeakerKind, Verdict, Worth
from app.store.queries import choices, conditions, corrected, spans, views
from app.store.queries.views import (
    ArticleRef,
    ClaimRow,
    Correction,
    SaidView,
    SpeakerRef,
    StatementRow,
)

ARTICLE = f"""
    a.ident AS article_ident, a.title, o.name AS outlet, a.outlet_country, a.url, a.published, a.author,
    k.captured, a.translated_from, a.language, a.detected_language, a.extracted, a.file_name,
    iif(coalesce(a.title, '') = '', substr(k.text, 1, {views.OPENING}), '') AS opening,
    (SELECT json_group_array(t.topic) FROM article_topics AS t WHERE t.article_id = a.id) AS topics
"""
SPEAKER = "p.ident AS speaker_ident, p.name AS speaker_name, p.kind AS speaker_kind, p.country"
_SAID = """
    iif(v.number = s.version, s.said_first, NULL) AS said_first, s.said_last, s.said_start, s.said_end
"""
"""Its positions are of the capture that the version which stands was read in."""
_SAID_OF_CLAIM = _SAID.replace("v.number = s.version", "v.capture_id = c.capture_id")
_GONE = """
    CASE WHEN {of}.state = 'gone' THEN (SELECT h.captured FROM captures AS h
        WHERE h.article_id = {of}.article_id
        AND h.number > (SELECT y.number FROM captures AS y WHERE y.id = {last})
        ORDER BY h.number LIMIT 1) END AS gone
"""
"""When words that were last read in the capture `last` were first missed: at the capture after it."""
_GONE_STATEMENT = _GONE.format(
    of="s",
    last="(SELECT x.capture_id FROM versions AS x WHERE x.statement_id = s.id AND x.number = s.version)",
)
_LABEL_WIDTH = 80
_IDS = "(SELECT value FROM json_each(:ids))"
_ABOUT = """(SELECT json_group_array(code) FROM (SELECT code FROM {of}_places
    WHERE {of}_id = {alias}.id AND kind = 'country' ORDER BY start, code)) AS about
"""
_GLOSSES = """(SELECT json_group_array(json_array(start, end, words, antecedent_start, antecedent_end))
    FROM (SELECT * FROM claim_glosses WHERE claim_id = c.id ORDER BY position)) AS glosses
"""
STATEMENT = f"""
    s.id, v.id AS version_id, v.capture_id, s.ident, v.number, v.kind, s.confidence,
    {SPEAKER}, {_SAID}, {_GONE_STATEMENT}, v.number = s.version AS stands,
    iif(v.number = s.version OR s.review = 'disputed', s.review, 'machine') AS review,
    {corrected.JUDGED_AT.format(of="s.ident")} AS judged,
    (SELECT f.words FROM entities AS e JOIN entity_roles AS f ON f.entity_id = e.id
        WHERE e.article_id = s.article_id AND e.speaker_id = w.id
        ORDER BY e.number, f.position LIMIT 1) AS role,
    {_ABOUT.format(of="statement", alias="s")}
"""
"""What a row of a statement is made of, over `choices.VERSIONS`, beside its spans."""
CLAIM = f"""
    c.id, c.ident, c.words, c.start, c.end, c.paragraph, c.type, c.worth, c.worth_reasons,
    c.capture_id, s.ident AS statement, v.id AS version_id, v.capture_id AS said_in,
    v.kind, s.confidence, {SPEAKER}, {_SAID_OF_CLAIM}, {_GONE.format(of="c", last="c.capture_id")},
    {conditions.REVIEW_OF_CLAIM} AS review, {corrected.JUDGED_AT.format(of="c.ident, s.ident")} AS judged,
    {_ABOUT.format(of="claim", alias="c")}, {_GLOSSES}, {spans.SOURCE}
"""
"""What a row of a claim is made of, over `choices.CLAIMS`."""
_STATEMENTS = f"SELECT {STATEMENT}, {spans.LISTED} {choices.VERSIONS} WHERE v.id IN {_IDS}"
_CLAIMS = f"SELECT {CLAIM} {choices.CLAIMS} WHERE c.id IN {_IDS}"
_CAPTURES = f"""
    SELECT k.id AS capture_id, k.text, {ARTICLE} FROM captures AS k JOIN articles AS a ON a.id = k.article_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id WHERE k.id IN {_IDS}
"""


@dataclass(frozen=True, slots=True, eq=False)
class Capture:
    """An article's text as read at one moment; rows that stand in it have the very same."""

    article: ArticleRef
    text: str


Captures = Mapping[int, Capture]
"""By row id."""
NONE: Captures = {}
"""What is known of captures before any was read."""


def fetch(db: Session, sql: str, ids: Sequence[int]) -> Sequence[Row[Any]]:
    """The rows of `sql`, whose parameter `ids` is a JSON array; without any there are none, and no query."""
    return _found(db, sql, ids).all() if ids else ()


def values(db: Session, sql: str, ids: Sequence[int]) -> Sequence[tuple[Any, ...]]:
    """The same without the names of columns: for many rows at a time."""
    return _found(db, sql, ids).tuples().all() if ids else ()


def _found(db: Session, sql: str, ids: Sequence[int]) -> Result[Any]:
    return db.connection().execute(_text(sql), {"ids": json.dumps(list(ids))})


_text = lru_cache(maxsize=256)(text)
"""A query is made ready once: reading it for its parameters takes longer than some take to be answered."""


def statement_rows(
    db: Session, versions: Sequence[int], snippets: Mapping[int, str] | None = None, known: Captures = NONE
) -> tuple[StatementRow, ...]:
    """The statements whose versions have these row ids, in that order; no capture `known` is read again."""
    found = {row.version_id: row for row in fetch(db, _STATEMENTS, versions)}
    return statements(db, [found[id_] for id_ in versions], snippets, known)


def statements(
    db: Session, found: Sequence[Row[Any]], snippets: Mapping[int, str] | None = None, known: Captures = NONE
) -> tuple[StatementRow, ...]:
    """The statements in rows that select `STATEMENT` and spans."""
    read = captures(db, (row.capture_id for row in found), known)
    speakers = _speakers(found)
    decided = corrected.standing(db, [row.ident for row in found if row.judged])
    rows = []
    for row in found:
        capture = read[row.capture_id]
        parts = spans.of(row, capture.text)
        rows.append(
            StatementRow(
                ident=row.ident,
                version=row.number,
                kind=Kind(row.kind),
                pieces=tuple(parts["content"]),
                speaker=speakers[row.speaker_ident],
                source=spans.source(parts),
                role=row.role,
                about=tuple(_held(row.about)),
                article=capture.article,
                snippet=(snippets or {}).get(row.version_id),
                confidence=row.confidence,
                said=_said(row, capture.text),
                gone=_moment(row.gone),
                review=row.review,
                corrections=tuple(each for each in decided[row.ident] if row.stands or _doubts(each)),
                judged=_moment(row.judged),
            )
        )
    return tuple(rows)


def claim_rows(
    db: Session, ids: Sequence[int], snippets: Mapping[int, str] | None = None, known: Captures = NONE
) -> tuple[ClaimRow, ...]:
    """The claims with these row ids, in that order; no capture `known` is read again."""
    found = {row.id: row for row in fetch(db, _CLAIMS, ids)}
    return claims(db, [found[id_] for id_ in ids], snippets, known)


def claims(
    db: Session, found: Sequence[Row[Any]], snippets: Mapping[int, str] | None = None, known: Captures = NONE
) -> tuple[ClaimRow, ...]:
    """The claims in rows that select `CLAIM`."""
    said_in = [row.said_in for row in found if row.version_id is not None]
    read = captures(db, (*(row.capture_id for row in found), *said_in), known)
    speakers = _speakers(found)
    judged = [row for row in found if row.judged]
    decided = corrected.standing(db, [each for row in judged for each in (row.ident, row.statement) if each])
    rows = []
    for row in found:
        capture = read[row.capture_id]
        rows.append(
            ClaimRow(
                ident=row.ident,
                words=row.words,
                span=Span(row.start, row.end),
                paragraph=row.paragraph,
                type=ClaimType(row.type),
                statement=row.statement,
                kind=Kind(row.kind) if row.kind else None,
                claimer=speakers[row.speaker_ident],
                source="" if row.version_id is None else spans.source(spans.of(row, read[row.said_in].text)),
                about=tuple(_held(row.about)),
                article=capture.article,
                snippet=(snippets or {}).get(row.id),
                confidence=1.0 if row.confidence is None else row.confidence,
                # What ours put for “he” and “his” may be who was found not to speak.
                glosses=() if _respoken(decided[row.statement]) else _glosses(row),
                worth=None if row.worth is None else Worth(row.worth, tuple(_held(row.worth_reasons))),
                said=_said(row, capture.text),
                gone=_moment(row.gone),
                review=row.review,
                corrections=(
                    *(
                        replace(each, of=row.statement)
                        for each in (decided[row.statement] if row.statement else ())
                        if each.verdict is Verdict.SPEAKER or _doubts(each)
                    ),
                    *decided[row.ident],
                ),
                judged=_moment(row.judged),
            )
        )
    return tuple(rows)


def captures(db: Session, ids: Iterable[int], known: Captures = NONE) -> Captures:
    """Captures by their row ids: each that is not `known` is read once, however many rows stand in it."""
    missing = fetch(db, _CAPTURES, sorted({*ids} - known.keys()))
    return {**known, **{row.capture_id: Capture(article_ref(row), row.text) for row in missing}}


def _speakers(found: Iterable[Row[Any]]) -> dict[str | None, SpeakerRef | None]:
    """Those in rows that select `SPEAKER`, by identifier: each is made once."""
    by_ident = {row.speaker_ident: row for row in found}
    return {ident: speaker_ref(row) for ident, row in by_ident.items()}


def _glosses(row: Row[Any]) -> tuple[Gloss, ...]:
    return tuple(Gloss(Span(start, end), words, Span(*at)) for start, end, words, *at in _held(row.glosses))


def _held(values: str) -> Sequence[Any]:
    """What a JSON array holds; many hold nothing, and are not read to tell."""
    return () if values == "[]" else json.loads(values)


def speaker_ref(row: Row[Any]) -> SpeakerRef | None:
    """The speaker in a row that selects `SPEAKER`, if it has one."""
    return None if row.speaker_ident is None else speaker_of(row)


def speaker_of(row: Row[Any]) -> SpeakerRef:
    """The speaker in a row that selects `SPEAKER`."""
    return SpeakerRef(row.speaker_ident, row.speaker_name, SpeakerKind(row.speaker_kind), row.country)


def article_ref(row: Row[Any]) -> ArticleRef:
    """The article in a row that selects `ARTICLE`."""
    return ArticleRef(
        ident=row.article_ident,
        label=label(row.title, row.opening),
        title=row.title,
        outlet=row.outlet,
        outlet_country=row.outlet_country,
        url=row.url,
        published=day(row.published),
        author=row.author,
        captured=moment(row.captured),
        translated_from=row.translated_from,
        language=row.language,
        detected_language=row.detected_language,
        extracted=bool(row.extracted),
        file_name=row.file_name,
        topics=tuple(sorted(_held(row.topics), key=str.casefold)),
    )


def _said(row: Row[Any], text: str) -> SaidView | None:
    first, last = day(row.said_first), day(row.said_last)
    if first is None or last is None:
        return None
    span = Span(row.said_start, row.said_end)
    return SaidView(first, last, span.of(text), span)


def _moment(value: str | None) -> datetime | None:
    return None if value is None else moment(value)


def _respoken(corrections: Sequence[Correction]) -> bool:
    return any(each.verdict is Verdict.SPEAKER for each in corrections)


def _doubts(correction: Correction) -> bool:
    return correction.verdict is Verdict.DISPUTED or bool(correction.waits)


def label(title: str | None, opening: str) -> str:
    """What an article is called: by its title, or by the opening words of its text."""
    return title or shorten(opening, _LABEL_WIDTH, placeholder="…")


def day(value: str | None) -> date | None:
    """A stored date."""
    return None if value is None else date.fromisoformat(value)


def moment(value: str) -> datetime:
    """A stored moment."""
    return datetime.fromisoformat(value)
