"""From row ids to the records lists show, in a fixed number of statements however many there are."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from textwrap import shorten
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.records import ClaimType, Gloss, Kind, Span, SpeakerKind, Verdict, Worth
from app.store.queries import choices, conditions, corrected, views
from app.store.queries.views import (
    ArticleRef,
    ClaimRow,
    Correction,
    Piece,
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
    iif(v.number = s.version, s.said_first, NULL) AS said_first, s.said_last, s.said_start, s.said_end,
    iif(s.said_start IS NULL, NULL, substr(k.text, s.said_start + 1, s.said_end - s.said_start)) AS said_words
"""
"""Its positions are of the capture that the version which stands was read in."""
_SAID_OF_CLAIM = _SAID.replace("v.number = s.version", "v.capture_id = c.capture_id")
_GONE = """
    CASE WHEN {of}.state = 'gone' THEN (SELECT h.captured FROM captures AS h WHERE h.article_id = a.id
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

_STATEMENTS = f"""
    SELECT s.id, v.id AS version_id, s.ident, v.number, v.kind, s.confidence, {SPEAKER}, {ARTICLE}, {_SAID},
        {_GONE_STATEMENT}, v.number = s.version AS stands,
        iif(v.number = s.version OR s.review = 'disputed', s.review, 'machine') AS review,
        {corrected.JUDGED_AT.format(of="s.ident")} AS judged,
        (SELECT f.words FROM entities AS e JOIN entity_roles AS f ON f.entity_id = e.id
            WHERE e.article_id = s.article_id AND e.speaker_id = w.id
            ORDER BY e.number, f.position LIMIT 1) AS role
    {choices.VERSIONS} WHERE v.id IN {_IDS}
"""
_CLAIMS = f"""
    SELECT c.id, c.ident, c.words, c.start, c.end, c.paragraph, c.type, c.worth, c.worth_reasons,
        s.ident AS statement,
        v.id AS version_id, v.kind, s.confidence, {SPEAKER}, {ARTICLE}, {_SAID_OF_CLAIM},
        {_GONE.format(of="c", last="c.capture_id")},
        {conditions.REVIEW_OF_CLAIM} AS review, {corrected.JUDGED_AT.format(of="c.ident, s.ident")} AS judged
    {choices.CLAIMS} WHERE c.id IN {_IDS}
"""
_SPANS = f"""
    SELECT x.version_id, x.part, x.start, x.end, x.paragraph, v.capture_id
    FROM version_spans AS x JOIN versions AS v ON v.id = x.version_id
    WHERE x.version_id IN {_IDS} ORDER BY x.version_id, x.part, x.position
"""
_TEXTS = f"SELECT id, text FROM captures WHERE id IN {_IDS}"
_GLOSSES = f"SELECT * FROM claim_glosses WHERE claim_id IN {_IDS} ORDER BY claim_id, position"
_COUNTRIES = {
    of: f"SELECT {of}_id AS id, code FROM {of}_places "
    f"WHERE {of}_id IN {_IDS} AND kind = 'country' ORDER BY start, code"
    for of in ("statement", "claim")
}

_LIVE = "SELECT ident FROM {table} WHERE article_id = :article AND state = 'live' AND position"
_BESIDE = {
    table: text(
        f"SELECT ({_LIVE.format(table=table)} < :position ORDER BY position DESC LIMIT 1) AS previous, "
        f"({_LIVE.format(table=table)} > :position ORDER BY position LIMIT 1) AS following"
    )
    for table in ("statements", "claims")
}


def fetch(db: Session, sql: str, ids: Sequence[int]) -> Sequence[Row[Any]]:
    """The rows of `sql`, whose parameter `ids` is a JSON array."""
    return db.connection().execute(_text(sql), {"ids": json.dumps(list(ids))}).all()


_text = lru_cache(maxsize=256)(text)
"""A query is made ready once: reading it for its parameters takes longer than some take to be answered."""


def statement_rows(
    db: Session, versions: Sequence[int], snippets: Mapping[int, str] | None = None
) -> tuple[StatementRow, ...]:
    """The statements whose versions have these row ids, in that order."""
    found = {row.version_id: row for row in fetch(db, _STATEMENTS, versions)}
    spans = spans_of(db, versions)
    about = countries(db, "statement", [row.id for row in found.values()])
    decided = corrected.standing(db, [row.ident for row in found.values() if row.judged])
    rows = []
    for version in versions:
        row = found[version]
        rows.append(
            StatementRow(
                ident=row.ident,
                version=row.number,
                kind=Kind(row.kind),
                pieces=tuple(spans[version]["content"]),
                speaker=speaker_ref(row),
                source=source_of(spans[version]),
                role=row.role,
                about=about[row.id],
                article=article_ref(row),
                snippet=(snippets or {}).get(version),
                confidence=row.confidence,
                said=_said(row),
                gone=_moment(row.gone),
                review=row.review,
                corrections=tuple(each for each in decided[row.ident] if row.stands or _doubts(each)),
                judged=_moment(row.judged),
            )
        )
    return tuple(rows)


def claim_rows(
    db: Session, claims: Sequence[int], snippets: Mapping[int, str] | None = None
) -> tuple[ClaimRow, ...]:
    """The claims with these row ids, in that order."""
    found = {row.id: row for row in fetch(db, _CLAIMS, claims)}
    spans = spans_of(db, [row.version_id for row in found.values() if row.version_id is not None])
    about = countries(db, "claim", claims)
    judged = [row for row in found.values() if row.judged]
    decided = corrected.standing(db, [each for row in judged for each in (row.ident, row.statement) if each])
    glosses: defaultdict[int, tuple[Gloss, ...]] = defaultdict(tuple)
    for gloss in fetch(db, _GLOSSES, claims):
        antecedent = Span(gloss.antecedent_start, gloss.antecedent_end)
        glosses[gloss.claim_id] += (Gloss(Span(gloss.start, gloss.end), gloss.words, antecedent),)
    rows = []
    for id_ in claims:
        row = found[id_]
        rows.append(
            ClaimRow(
                ident=row.ident,
                words=row.words,
                span=Span(row.start, row.end),
                paragraph=row.paragraph,
                type=ClaimType(row.type),
                statement=row.statement,
                kind=Kind(row.kind) if row.kind else None,
                claimer=speaker_ref(row),
                source=source_of(spans[row.version_id]),
                about=about[id_],
                article=article_ref(row),
                snippet=(snippets or {}).get(id_),
                confidence=1.0 if row.confidence is None else row.confidence,
                # What ours put for “he” and “his” may be who was found not to speak.
                glosses=() if _respoken(decided[row.statement]) else glosses[id_],
                worth=None if row.worth is None else Worth(row.worth, tuple(json.loads(row.worth_reasons))),
                said=_said(row),
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


def spans_of(db: Session, versions: Sequence[int]) -> defaultdict[int, defaultdict[str, list[Piece]]]:
    """By version and part, its spans in order with their words."""
    spans: defaultdict[int, defaultdict[str, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    found = fetch(db, _SPANS, versions)
    # A text is read once, and cut here: SQLite reads all of it for every span that it cuts.
    texts = {row.id: row.text for row in fetch(db, _TEXTS, sorted({row.capture_id for row in found}))}
    for row in found:
        words = texts[row.capture_id][row.start : row.end]
        spans[row.version_id][row.part].append(Piece(words, Span(row.start, row.end), row.paragraph))
    return spans


def source_of(spans: Mapping[str, Sequence[Piece]]) -> str:
    """The source as written, "" where there is none."""
    return " … ".join(piece.words for piece in spans.get("source", ()))


def countries(db: Session, of: str, ids: Sequence[int]) -> defaultdict[int, tuple[str, ...]]:
    """By row id, the countries that statements or claims (`of`) are about, in reading order."""
    codes: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for row in fetch(db, _COUNTRIES[of], ids):
        codes[row.id] += (row.code,)
    return codes


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
        topics=() if row.topics == "[]" else tuple(sorted(json.loads(row.topics), key=str.casefold)),
    )


def _said(row: Row[Any]) -> SaidView | None:
    first, last = day(row.said_first), day(row.said_last)
    if first is None or last is None:
        return None
    return SaidView(first, last, row.said_words, Span(row.said_start, row.said_end))


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


def beside(db: Session, table: str, article: int, position: int) -> tuple[str | None, str | None]:
    """The identifiers before and after a position among an article's statements or claims that stand."""
    row = db.connection().execute(_BESIDE[table], {"article": article, "position": position}).one()
    return row.previous, row.following
