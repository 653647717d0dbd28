"""Speakers side by side that may be the same, or that the machine takes for the same."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, text

from app.records import SpeakerKind
from app.store import identifiers
from app.store.queries import keyset, rows
from app.store.queries.keyset import Key, Listing
from app.store.queries.speakers import CURRENT
from app.store.queries.views import NamedIn, Page, Pair, Party, Sample

JUDGED = "judged"
"""The rule of a tie that a person decided."""
GROUP = "(SELECT id FROM speakers WHERE stands_for = (SELECT stands_for FROM speakers WHERE ident = :{}))"
"""A speaker's row ids, by the parameter that holds its identifier: its own, and of those joined to it."""
_SAMPLES = 2
_LOOKED_THROUGH = 50
"""Articles whose roles are told: those read last that name the speaker."""
_ROLES = 4
_NAMES = 8
_ARTICLES = 100
_ONE = "SELECT x.id, x.ident, x.name AS own, x.kind AS own_kind, x.country AS own_country"
_PARTIES = f"""
    {_ONE}, {rows.SPEAKER}, (SELECT count(*) FROM versions AS v JOIN statements AS s
            ON s.id = v.statement_id AND s.version = v.number AND s.state = 'live'
            WHERE v.speaker_id = x.id) AS statements,
        (SELECT json_group_array(name) FROM (SELECT n.name FROM speaker_aliases AS n
            WHERE n.speaker_id = x.id AND n.name <> x.name ORDER BY n.name LIMIT {_NAMES})) AS aliases,
        (SELECT json_group_array(words) FROM (SELECT DISTINCT f.words FROM (SELECT e.id
            FROM entities AS e WHERE e.speaker_id = x.id ORDER BY e.id DESC LIMIT {_LOOKED_THROUGH}) AS e
            JOIN entity_roles AS f ON f.entity_id = e.id LIMIT {_ROLES})) AS roles
    FROM speakers AS x JOIN speakers AS p ON p.id = x.stands_for
    WHERE x.id IN (SELECT value FROM json_each(:ids))
"""
_SAID = f"""
    SELECT v.speaker_id, s.ident, v.words, a.title, substr(k.text, 1, 200) AS opening
    FROM json_each(:ids) AS x JOIN versions AS v ON v.id IN (
        SELECT y.id FROM versions AS y JOIN statements AS z ON z.id = y.statement_id AND z.version = y.number
        WHERE y.speaker_id = x.value AND z.state = 'live' ORDER BY y.id DESC LIMIT {_SAMPLES})
    JOIN statements AS s ON s.id = v.statement_id
    JOIN articles AS a ON a.id = s.article_id JOIN captures AS k ON k.id = v.capture_id
    ORDER BY v.speaker_id, v.id DESC
"""
_NAMED_IN = text(f"""
    SELECT e.name AS printed, (SELECT f.words FROM entity_roles AS f WHERE f.entity_id = e.id
        ORDER BY f.position LIMIT 1) AS role, {rows.ARTICLE}
    FROM speakers AS j JOIN entities AS e ON e.id IN (
        SELECT n.id FROM entities AS n WHERE n.speaker_id = j.id ORDER BY n.id DESC LIMIT {_ARTICLES}
    ) {CURRENT}
    WHERE j.id IN {GROUP.format("ident")} ORDER BY a.id DESC, e.number LIMIT {_ARTICLES}
""")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pairs: those that may be the same, or those that the machine joined; of one speaker or of all."""

    same: bool = False
    speaker: str = ""


def pairs(db: Session, wanted: Wanted, *, after: str = "", before: str = "", limit: int = 10) -> Page[Pair]:
    """A page of pairs that nobody judged, the newest first. Raises BadInput for a damaged cursor."""
    page = keyset.walk(db, _listing(wanted), after=after, before=before, limit=limit)
    ties = {
        row.id: row
        for row in rows.fetch(
            db,
            "SELECT rowid AS id, a_id, b_id, same, rule, reasons FROM speaker_ties "
            "WHERE rowid IN (SELECT value FROM json_each(:ids))",
            page.ids,
        )
    }
    held = _parties(db, sorted({each for row in ties.values() for each in (row.a_id, row.b_id)}))
    made = tuple(
        Pair(held[row.a_id], held[row.b_id], bool(row.same), row.rule, tuple(json.loads(row.reasons)))
        for row in (ties[id_] for id_ in page.ids)
    )
    return Page(made, page.total, page.after, page.before)


def party(db: Session, ident: str) -> Party:
    """One speaker as pages show it. Raises NotFound, Gone."""
    ident = identifiers.resolve(db, ident, "speaker").ident
    id_ = db.connection().execute(text("SELECT id FROM speakers WHERE ident = :i"), {"i": ident}).scalar_one()
    return _parties(db, [id_])[id_]


def basis(db: Session, a: str, b: str) -> str:
    """What a decision about two speakers is made on: another one once anybody decided about them."""
    sql = text(
        "SELECT coalesce(max(id), 0) || '.' || count(withdrawn) FROM judgements "
        "WHERE (subject = :a AND other = :b) OR (subject = :b AND other = :a)"
    )
    return str(db.connection().execute(sql, {"a": a, "b": b}).scalar_one())


def named_in(db: Session, ident: str) -> tuple[NamedIn, ...]:
    """The articles that name a speaker, the newest first, and what they call them."""
    found: dict[str, NamedIn] = {}
    for row in db.connection().execute(_NAMED_IN, {"ident": ident}):
        article = rows.article_ref(row)
        found.setdefault(article.ident, NamedIn(article, row.printed, row.role or ""))
    return tuple(found.values())


def _listing(wanted: Wanted) -> Listing:
    # Two that stand for one already are no question, unless it is about the machine's having joined them.
    apart = "1" if wanted.same else "x.stands_for <> y.stands_for"
    of = GROUP.format("speaker")
    only = f"(t.a_id IN {of} OR t.b_id IN {of})" if wanted.speaker else "1"
    return Listing(
        rows=f"""
            FROM speaker_ties AS t
            JOIN speakers AS x ON x.id = t.a_id AND x.state = 'live'
            JOIN speakers AS y ON y.id = t.b_id AND y.state = 'live'
            WHERE t.same = {int(wanted.same)} AND t.rule <> '{JUDGED}' AND {apart} AND {only}
        """,
        id="t.rowid",
        keys=(Key("t.rowid", int, descending=True),),
        params={"speaker": wanted.speaker} if wanted.speaker else {},
        name="ties",
    )


def _parties(db: Session, ids: Sequence[int]) -> Mapping[int, Party]:
    samples: defaultdict[int, tuple[Sample, ...]] = defaultdict(tuple)
    for row in rows.fetch(db, _SAID, ids):
        samples[row.speaker_id] += (Sample(row.ident, row.words, rows.label(row.title, row.opening)),)
    return {
        row.id: Party(
            ident=row.ident,
            name=row.own,
            kind=SpeakerKind(row.own_kind),
            country=row.own_country,
            shown=rows.speaker_of(row),
            aliases=tuple(json.loads(row.aliases)),
            roles=tuple(json.loads(row.roles)),
            statements=row.statements,
            samples=samples[row.id],
        )
        for row in rows.fetch(db, _PARTIES, ids)
    }
