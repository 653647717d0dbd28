"""Statements and claims as they are taken away by the million: values alone, some hundred rows at a time.

Where there is more to tell of a row than that a machine found it, the record that lists show comes with it.
"""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress, repeat
from typing import Any, NamedTuple

from sqlmodel import Session, text

from app.records import SpeakerKind
from app.store.queries import conditions, rows, views
from app.store.queries.views import ClaimRow, SpeakerRef, StatementRow

_IDS = "(SELECT value FROM json_each(:ids))"
_EACH = "json_each(:ids) AS g"
"""What the rest is joined to: rows come in the order that they are asked for in."""
_SAID_BY = f"iif({conditions.SURE}, v.speaker_id, NULL)"
"""The speaker as linked, as `conditions.SPEAKER` has it; who that is, is looked up once a chunk."""
_JUDGED = "{of} IN (SELECT j.subject FROM judgements AS j)"
"""Looked up in the index of subjects, which takes a fraction of what EXISTS does."""
_STATEMENTS = f"""
    SELECT v.id, s.id, s.ident, v.number, v.kind, v.capture_id, s.confidence, s.article_id, {_SAID_BY},
        v.number <> s.version OR s.state <> 'live' OR s.review <> 'machine' OR {_JUDGED.format(of="s.ident")},
        x.start, x.end, x.paragraph, y.start, y.end, s.said_first, s.said_last, s.said_start, s.said_end
    FROM {_EACH} CROSS JOIN versions AS v ON v.id = g.value JOIN statements AS s ON s.id = v.statement_id
    LEFT JOIN version_spans AS x ON x.version_id = v.id AND x.part = 'content'
    LEFT JOIN version_spans AS y ON y.version_id = v.id AND y.part = 'source'
"""
"""A row for each span of its content with each of its source: nearly every statement has one of both."""
_ROLES = f"""
    SELECT e.article_id, e.speaker_id, f.words FROM entities AS e JOIN entity_roles AS f ON f.entity_id = e.id
    WHERE e.article_id IN {_IDS} ORDER BY e.number DESC, f.position DESC
"""
"""As printed, the first last; each article's are read once, not for every statement of it."""
_SPEAKERS = f"""
    SELECT w.id, p.ident, p.name, p.kind, p.country
    FROM speakers AS w JOIN speakers AS p ON p.id = w.stands_for WHERE w.id IN {_IDS}
"""
_ARTICLES = f"""
    SELECT k.id, a.ident, a.title, iif(coalesce(a.title, '') = '', substr(k.text, 1, {views.OPENING}), ''),
        o.name, a.outlet_country, a.url, a.author, a.published, substr(k.captured, 1, 10), a.translated_from,
        k.text
    FROM captures AS k JOIN articles AS a ON a.id = k.article_id LEFT JOIN outlets AS o ON o.id = a.outlet_id
    WHERE k.id IN {_IDS}
"""
_CLAIMS = f"""
    SELECT c.id, c.ident, c.words, c.start, c.end, c.paragraph, c.type, c.worth, c.capture_id,
        v.id, v.capture_id, s.ident, v.kind, s.confidence,
        c.state <> 'live' OR {conditions.REVIEW_OF_CLAIM} <> 'machine'
            OR {_JUDGED.format(of="c.ident")} OR {_JUDGED.format(of="s.ident")}
            OR c.id IN (SELECT x.claim_id FROM claim_glosses AS x),
        iif(v.capture_id = c.capture_id, s.said_first, NULL), s.said_last, s.said_start, s.said_end,
        {_SAID_BY}
    FROM {_EACH} CROSS JOIN claims AS c ON c.id = g.value LEFT JOIN statements AS s ON s.id = c.statement_id
    LEFT JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
"""
_SPANS = f"""
    SELECT version_id, part, start, end, paragraph FROM version_spans
    WHERE version_id IN {_IDS} AND part IN ('content', 'source') ORDER BY version_id, part, position
"""
_COUNTRIES = {
    of: f"SELECT x.{of}_id, x.code FROM {_EACH} CROSS JOIN {of}_places AS x ON x.{of}_id = g.value "
    "WHERE x.kind = 'country' ORDER BY x.start, x.code"
    for of in ("statement", "claim")
}
_ROW_IDS = {
    "statement": text(
        "SELECT v.id FROM statements AS s JOIN versions AS v "
        "ON v.statement_id = s.id AND v.number = s.version WHERE s.ident = :ident"
    ),
    "claim": text("SELECT id FROM claims WHERE ident = :ident"),
}

Place = tuple[int, int, int]
"""Where a span begins and ends, and the number of its paragraph."""
Said = tuple[str, str, str]
"""From which day to which it was said, both as ISO 8601 has them, and the words that say so."""


@dataclass(frozen=True, slots=True, eq=False)
class TakenArticle:
    """An article as read at one moment: rows of a chunk that stand in it have the very same."""

    ident: str
    label: str
    outlet: str | None
    outlet_country: str | None
    url: str | None
    author: str | None
    published: str | None
    """The day as ISO 8601 has it, as that of `captured`."""
    captured: str
    translated_from: str | None
    text: str
    """There to look words up in, never to be shown: readers may not see all of it."""


class TakenStatement(NamedTuple):
    """A statement; all of one chunk that have the speaker or the article in common have the very same."""

    ident: str
    version: int
    kind: str
    """The value of a `Kind`."""
    places: Sequence[Place]
    """Where its words stand in the article."""
    speaker: SpeakerRef | None
    role: str | None
    source: str
    about: Sequence[str]
    said: Said | None
    confidence: float
    article: TakenArticle
    record: StatementRow | None
    """Where people decided something of it, and where it stands no more."""


class TakenClaim(NamedTuple):
    """A claim; all of one chunk that have the claimer or the article in common have the very same."""

    ident: str
    words: str
    place: Place
    type: str
    """The value of a `ClaimType`."""
    worth: float | None
    statement: str | None
    kind: str | None
    """The value of a `Kind`; None in narration."""
    claimer: SpeakerRef | None
    source: str
    about: Sequence[str]
    said: Said | None
    confidence: float | None
    """None in narration."""
    article: TakenArticle
    record: ClaimRow | None
    """Where people decided something of it, where it stands no more, and where it is glossed."""


def statements(db: Session, versions: Sequence[int]) -> list[TakenStatement]:
    """The statements whose versions have these row ids, in that order."""
    found = _read(db, _STATEMENTS, versions)
    several = [version for version, times in Counter([row[0] for row in found]).items() if times > 1]
    if several:
        found = list({row[0]: row for row in found}.values())
    if not found:
        return []
    # A column at a time: most of what is done to a row, it is done to without a step of Python's.
    (
        of_versions, ids, idents, numbers, kinds, captures, confidences, in_articles, said_by, judged,
        starts, ends, paragraphs, sources, to, firsts, lasts, since, until,
    ) = zip(*found, strict=True)  # fmt: skip
    articles = list(map(_articles(db, set(captures)).__getitem__, captures))
    speakers = map(_speakers(db, set(said_by)).get, said_by)
    printed = _read(db, _ROLES, set(in_articles))
    roles = {(article, speaker): words for article, speaker, words in printed}
    decided = list(compress(of_versions, judged))
    records = dict(zip(decided, rows.statement_rows(db, decided), strict=True))
    places: list[Sequence[Place]] = list(zip(zip(starts, ends, paragraphs, strict=True)))
    sourced = [
        "" if start is None else article.text[start:end]
        for article, start, end in zip(articles, sources, to, strict=True)
    ]
    if several:
        content, sources_of = _places(db, several)
        at = dict(zip(of_versions, range(len(found)), strict=True))
        for version in several:
            number = at[version]
            places[number] = content[version]
            sourced[number] = _source(articles[number].text, sources_of[version])
    said = [
        None if first is None or last is None else (first, last, article.text[start:end])
        for first, last, article, start, end in zip(firsts, lasts, articles, since, until, strict=True)
    ]
    about = map(_countries(db, "statement", ids).get, ids, repeat(()))
    columns = (
        *(idents, numbers, kinds, places, speakers, map(roles.get, zip(in_articles, said_by, strict=True))),
        *(sourced, about, said, confidences, articles, map(records.get, of_versions)),
    )
    return list(map(_TAKEN, zip(*columns, strict=True)))


def claims(db: Session, ids: Sequence[int]) -> list[TakenClaim]:
    """The claims with these row ids, in that order."""
    found = _read(db, _CLAIMS, ids)
    said = [(row[9], row[10]) for row in found if row[9] is not None]
    articles = _articles(db, {*(row[8] for row in found), *(capture for _, capture in said)})
    speakers = _speakers(db, {row[19] for row in found})
    _, sources = _places(db, [version for version, _ in said])
    about = _countries(db, "claim", ids)
    decided = [row[0] for row in found if row[14]]
    records = dict(zip(decided, rows.claim_rows(db, decided), strict=True))
    made = []
    for row in found:
        (
            id_, ident, words, start, end, paragraph, type_, worth, capture, version, said_in,
            statement, kind, confidence, _, first, last, since, until, said_by,
        ) = row  # fmt: skip
        article = articles[capture]
        made.append(
            TakenClaim(
                ident,
                words,
                (start, end, paragraph),
                type_,
                worth,
                statement,
                kind,
                speakers.get(said_by),
                "" if version is None else _source(articles[said_in].text, sources[version]),
                about.get(id_, ()),
                None if first is None or last is None else (first, last, article.text[since:until]),
                confidence,
                article,
                records.get(id_),
            )
        )
    return made


_TAKEN = partial(tuple.__new__, TakenStatement)
"""Makes one of its values in order: they are as many as it has."""


def row_id(db: Session, of: str, ident: str) -> int:
    """The row id of a claim, or of the version that stands of a statement (`of`), by its identifier."""
    found: int = db.connection().execute(_ROW_IDS[of], {"ident": ident}).scalar_one()
    return found


def _speakers(db: Session, linked: Iterable[int | None]) -> Mapping[int | None, SpeakerRef]:
    """By the row id of a speaker as linked, the one who stands for them."""
    found = _read(db, _SPEAKERS, {id_ for id_ in linked if id_ is not None})
    return {id_: SpeakerRef(ident, name, SpeakerKind(kind), from_) for id_, ident, name, kind, from_ in found}


def _articles(db: Session, captures: Iterable[int]) -> Mapping[int, TakenArticle]:
    """By the row id of a capture, its article as it was then."""
    return {
        id_: TakenArticle(ident, rows.label(title, opening), *more)
        for id_, ident, title, opening, *more in _read(db, _ARTICLES, captures)
    }


def _countries(db: Session, of: str, ids: Iterable[int]) -> Mapping[int, Sequence[str]]:
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


def _read(db: Session, sql: str, ids: Iterable[int]) -> Sequence[tuple[Any, ...]]:
    return rows.values(db, sql, list(ids))
