"""What says the same, kept beside statements, claims and articles: candidates by band, decided pair by pair.

A save decides anew every pair that one of the article's own is in, and writes what differs. A pair's decision
depends on its two passages alone, so that neither the order of articles nor reading one again changes it.
"""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlmodel import Session

from app.records import Match, Passage, SpeakerKind, Voice
from app.store.saving import judged_matches, rows, signatures
from app.store.saving.bands import Numbers
from app.store.saving.vectors import Vectors

_MOST_MOVED = 500
"""Of speakers that are joined or parted, the newest so many statements are decided anew."""
_CANDIDATES = 40
"""Most that one passage is compared with: those that share the most bands."""
_ALL = 2**63 - 1
"""No row has a greater number."""
_UNNAMED = SpeakerKind.UNNAMED.value

_STATEMENTS = """
    SELECT s.id, s.article_id, v.words, coalesce(p.stands_for, p.id) AS speaker, p.kind AS speaker_kind,
        (SELECT min(start) FROM version_spans WHERE version_id = v.id AND part = 'content') AS start,
        (SELECT max(end) FROM version_spans WHERE version_id = v.id AND part = 'content') AS end,
        (SELECT e.name FROM entities AS e WHERE e.article_id = s.article_id AND e.speaker_id = v.speaker_id
            ORDER BY e.number LIMIT 1) AS name, NULL AS outlet
    FROM statements AS s
    JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    LEFT JOIN speakers AS p ON p.id = v.speaker_id
    WHERE s.state = 'live' AND s.id IN (SELECT value FROM json_each(:ids))
"""
_CLAIMS = """
    SELECT c.id, c.article_id, c.words, coalesce(p.stands_for, p.id) AS speaker, p.kind AS speaker_kind,
        c.start, c.end,
        (SELECT e.name FROM entities AS e WHERE e.article_id = c.article_id AND e.speaker_id = v.speaker_id
            ORDER BY e.number LIMIT 1) AS name,
        CASE WHEN c.statement_id IS NULL THEN o.name END AS outlet
    FROM claims AS c
    JOIN articles AS a ON a.id = c.article_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    LEFT JOIN statements AS s ON s.id = c.statement_id
    LEFT JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    LEFT JOIN speakers AS p ON p.id = v.speaker_id
    WHERE c.state = 'live' AND c.id IN (SELECT value FROM json_each(:ids))
"""
_SAID = """
    SELECT s.id FROM statements AS s JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    WHERE s.state = 'live' AND v.speaker_id IN (SELECT value FROM json_each(:moved))
    ORDER BY s.id DESC LIMIT :most
"""
_THESE = "IN (SELECT value FROM json_each(:articles))"
_OWN = {
    "statement": f"SELECT id FROM statements WHERE article_id {_THESE} UNION SELECT id FROM ({_SAID})",
    "claim": f"SELECT id FROM claims WHERE article_id {_THESE} "
    f"UNION SELECT id FROM claims WHERE state = 'live' AND statement_id IN ({_SAID})",
}
_ARTICLES = """
    SELECT a.id, a.id AS article_id, k.text AS words FROM articles AS a
    JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture
    WHERE a.state = 'live' AND a.id IN (SELECT value FROM json_each(:ids))
"""
Pair = tuple[int, int]
Row = Any
"""A row of a query above, by column."""


@dataclass(frozen=True, slots=True)
class Matching:
    """What matching decides: the bands of a passage or a text, and how one says the same as another."""

    encoder: str
    """The name of what encodes; vectors of another are not comparable."""
    encode: Callable[[str], bytes] | None
    """What words mean; takes its time. None where no language model is: what is stored then has to do."""
    bands: Callable[[Passage], Collection[int]]
    relation: Callable[[Passage, Passage], Match | None]
    text_bands: Callable[[str], Collection[int]]
    copied: Callable[[str, str], Match | None]


@dataclass(frozen=True, slots=True)
class _Members:
    """Statements, claims or articles: which are looked at, and how."""

    of: str
    ids: Sequence[int]
    """The article's own, withdrawn ones among them, and those of speakers joined or parted just now."""
    load: Callable[[Collection[int]], Mapping[int, Row]]
    """Those of the ids that stand."""
    bands: Callable[[Row], Collection[int]]
    decide: Callable[[Row, Row], Match | None]
    also: Collection[Pair] = ()
    """Pairs to decide whatever they share."""
    shared: int = 1
    """Bands that two must share."""
    new: Collection[int] = ()
    """Articles not matched before: each knows those before it, as if they had been saved one by one."""
    unknown: bool = False
    """Whether all that is looked at is new: nothing is kept of it yet, and nobody judged it."""


def save(
    db: Session,
    articles: Collection[int],
    matching: Matching,
    moved: Collection[int] = (),
    *,
    new: bool = False,
) -> None:
    """Let articles, their statements and their claims be matched with all that says the same, and no more.

    What the speakers in `moved` said anywhere is decided anew too: others stand for them now, and whether
    two speakers are one decides whether their words are one statement. Without articles, only that is. Those
    that are `new`, the last of all and in order, come to what they would one after another.
    """
    db.flush()
    unmatched = frozenset(articles) if new else frozenset[int]()
    unknown = new and not moved
    vectors = Vectors(db, matching.encoder, matching.encode)

    def passages(of: str, sql: str, *, claim: bool) -> _Members:
        # One is in dozens of pairs.
        made: dict[int, Passage] = {}

        def load(ids: Collection[int]) -> dict[int, Row]:
            found = _rows(db, sql, ids)
            vectors.load(row.words for row in found.values())
            for id_, row in found.items():
                words = row.words
                made[id_] = Passage(words, _voice(row), claim, str(row.article_id), vectors.of(words))
            return found

        def decide(a: Row, b: Row) -> Match | None:
            one, other = made[a.id], made[b.id]
            verdict = judged.get((a.id, b.id)) if judged else None
            if verdict is not None:
                return judged_matches.match(matching.relation, one, other) if verdict else None
            return None if _one_place(a, b) else matching.relation(one, other)

        ids = _ids(db, _OWN[of], articles=rows.listed(articles), moved=rows.listed(moved), most=_MOST_MOVED)
        judged = {} if claim or unknown else judged_matches.of(db, ids)
        return _Members(
            of,
            ids,
            load,
            lambda row: matching.bands(made[row.id]),
            decide,
            also=judged.keys(),
            new=unmatched,
            unknown=unknown,
        )

    _save(db, passages("statement", _STATEMENTS, claim=False))
    _save(db, passages("claim", _CLAIMS, claim=True))
    texts = _Members(
        "article",
        [*articles],
        lambda ids: _rows(db, _ARTICLES, ids),
        lambda row: matching.text_bands(row.words),
        lambda a, b: matching.copied(a.words, b.words),
        shared=4,
        new=unmatched,
        unknown=new,
    )
    _save(db, texts)


def _save(db: Session, members: _Members) -> None:
    own = members.load(members.ids)
    wanted = {id_: frozenset(members.bands(row)) for id_, row in own.items()}
    sharing = signatures.keep(db, members.of, members.ids, wanted, unknown=members.unknown)
    had = {} if members.unknown else _stored(db, members)
    pairs = {*had, *_candidates(members, wanted, sharing, _until(own, members.new)), *members.also}
    known = {**members.load({id_ for pair in pairs for id_ in pair} - own.keys()), **own}
    found = {
        (a, b): match
        for a, b in sorted(pairs)
        if a in known and b in known and (match := members.decide(known[a], known[b])) is not None
    }
    _write_matches(db, members.of, had, found)


def _until(own: Mapping[int, Row], new: Collection[int]) -> dict[int, int]:
    """By those of `new` articles, the last that was there when their article was."""
    last: dict[int, int] = {}
    for id_, row in own.items():
        last[row.article_id] = max(id_, last.get(row.article_id, 0))
    return {id_: last[row.article_id] for id_, row in own.items() if row.article_id in new}


def _candidates(
    members: _Members,
    wanted: Mapping[int, frozenset[int]],
    sharing: Mapping[int, Numbers],
    until: Mapping[int, int],
) -> set[Pair]:
    pairs: set[Pair] = set()
    for id_, bands in wanted.items():
        if not bands:
            continue
        found = np.concatenate([sharing[band] for band in bands])
        found = found[(found != id_) & (found <= until.get(id_, _ALL))]
        others, shared = np.unique(found, return_counts=True)
        fit = shared >= min(members.shared, len(bands))
        best = others[fit][np.argsort(-shared[fit], kind="stable")[:_CANDIDATES]]
        pairs |= {_pair(id_, other) for other in best.tolist()}
    return pairs


def _stored(db: Session, members: _Members) -> dict[Pair, Match]:
    own = "(SELECT value FROM json_each(:ids))"
    columns = f"a_id, b_id, relation, certain, method, score FROM {members.of}_matches"
    sql = f"SELECT {columns} WHERE a_id IN {own} UNION SELECT {columns} WHERE b_id IN {own}"
    return {
        (row.a_id, row.b_id): Match(row.relation, bool(row.certain), row.method, row.score)
        for row in _all(db, sql, ids=members.ids)
    }


def _write_matches(db: Session, of: str, had: Mapping[Pair, Match], found: Mapping[Pair, Match]) -> None:
    gone = [pair for pair in had if had[pair] != found.get(pair)]
    new = [(pair, match) for pair, match in found.items() if had.get(pair) != match]
    rows.write(db, f"DELETE FROM {of}_matches WHERE a_id = ? AND b_id = ?", gone)
    rows.write(
        db,
        f"INSERT INTO {of}_matches (a_id, b_id, relation, certain, method, score) VALUES (?, ?, ?, ?, ?, ?)",
        [(*pair, match.relation, match.certain, match.method, match.score) for pair, match in new],
    )


def _voice(row: Row) -> Voice | None:
    if row.outlet is not None:
        return Voice(f"outlet {row.outlet}", row.outlet, settled=True)
    if row.speaker is None:
        return None
    return Voice(f"speaker {row.speaker}", row.name or "", settled=row.speaker_kind != _UNNAMED)


def _one_place(a: Row, b: Row) -> bool:
    """Whether the two are words of one place of one article, as a statement within another is."""
    return bool(a.article_id == b.article_id and a.start < b.end and b.start < a.end)


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _rows(db: Session, sql: str, ids: Collection[int]) -> dict[int, Row]:
    return {row.id: row for row in _all(db, sql, ids=sorted(ids))} if ids else {}


def _ids(db: Session, sql: str, **params: int | str | None) -> list[int]:
    return [id_ for (id_,) in rows.read(db, sql, **params)]


def _all(db: Session, sql: str, *, ids: Iterable[int]) -> Sequence[Row]:
    return rows.read(db, sql, ids=json.dumps(list(ids)))
