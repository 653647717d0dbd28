"""Speakers: the list of those who say something, and one with everything beside its statements."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.records import Kind
from app.store import identifiers, search
from app.store.queries import choices, corrected, keyset, rows
from app.store.queries.filters import Filter
from app.store.queries.keyset import Key, Listing
from app.store.queries.views import (
    FormerView,
    Option,
    Page,
    RoleView,
    SameAsView,
    SpeakerRow,
    SpeakerView,
    SuggestionView,
    TieView,
)

_GROUPED = f"""
    SELECT p.id, lower(p.name) AS sorted, {rows.SPEAKER},
        count(*) AS statements, count(DISTINCT a.id) AS articles,
        min(a.published) AS first, max(a.published) AS last,
        min({choices.OLDEST}) AS oldest, max({choices.NEWEST}) AS newest
"""
CURRENT = """
    JOIN articles AS a ON a.id = e.article_id AND a.state = 'live'
    JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
"""
"""The article of an entity `e`, its capture that stands, and its outlet."""
NEWEST_ROLE = f"""
    SELECT f.words FROM entities AS e JOIN entity_roles AS f ON f.entity_id = e.id {CURRENT}
    WHERE e.speaker_id IN (SELECT j.id FROM speakers AS j WHERE j.stands_for = g.id)
    ORDER BY {choices.NEWEST} DESC, a.id DESC, e.number, f.position LIMIT 1
"""
"""The newest role printed of the speaker `g.id`."""
_JOINED = "(SELECT j.id FROM speakers AS j WHERE j.stands_for = :id)"
_ONE = text(f"SELECT p.id, {rows.SPEAKER} FROM speakers AS p WHERE p.ident = :ident")
_ALIASES = text("SELECT name FROM speaker_aliases WHERE speaker_id = :id AND name <> :name ORDER BY name")
_COUNTS = text(f"""
    SELECT (SELECT count(*) {choices.STATEMENTS} WHERE s.state = 'live' AND p.id = :id) AS statements,
        (SELECT count(*) {choices.CLAIMS} WHERE c.state = 'live' AND p.id = :id) AS claims
""")
_ARTICLES = text(f"""
    SELECT {rows.ARTICLE} {choices.ARTICLES}
    WHERE a.id IN (SELECT s.article_id {choices.STATEMENTS} WHERE s.state = 'live' AND p.id = :id)
    ORDER BY {choices.NEWEST} DESC, a.id DESC
""")
_ROLES = text(f"""
    SELECT f.words AS role, {rows.ARTICLE}
    FROM entities AS e JOIN entity_roles AS f ON f.entity_id = e.id {CURRENT}
    WHERE e.speaker_id IN {_JOINED} ORDER BY {choices.OLDEST}, a.id, e.number, f.position
""")
_HOME = text(f"""
    SELECT substr(k.text, e.home_start + 1, e.home_end - e.home_start) FROM entities AS e {CURRENT}
    WHERE e.speaker_id IN {_JOINED} AND e.home = :country
    ORDER BY {choices.NEWEST} DESC, a.id DESC, e.number LIMIT 1
""")
_ABOUT = text(f"""
    SELECT x.code, count(*) AS said {choices.STATEMENTS} JOIN statement_places AS x ON x.statement_id = s.id
    WHERE s.state = 'live' AND p.id = :id AND x.kind = 'country'
    GROUP BY x.code ORDER BY said DESC, x.code
""")
_SAID_ABOUT = text(f"""
    SELECT count(DISTINCT s.id) {choices.STATEMENTS} JOIN statement_mentions AS m ON m.statement_id = s.id
    JOIN speakers AS n ON n.id = m.speaker_id
    WHERE s.state = 'live' AND n.stands_for = :id AND p.id IS NOT n.stands_for
""")
_SAME_AS = text(f"""
    SELECT x.url AS same_as, {rows.ARTICLE}
    FROM entities AS e JOIN entity_same_as AS x ON x.entity_id = e.id {CURRENT}
    WHERE e.speaker_id IN {_JOINED} ORDER BY x.url, {choices.OLDEST}, a.id
""")
_TIES = text(f"""
    SELECT x.name, y.name AS other, t.rule, t.reasons FROM speaker_ties AS t
    JOIN speakers AS x ON x.id = t.a_id JOIN speakers AS y ON y.id = t.b_id
    WHERE t.same AND x.id IN {_JOINED} ORDER BY x.name, y.name, t.rule, t.reasons
""")
# Nobody is suggested whom an editor keeps apart.
_SUGGESTIONS = text(f"""
    SELECT DISTINCT t.rule, t.reasons, {rows.SPEAKER} FROM speaker_ties AS t
    JOIN speakers AS w ON w.id = iif(t.a_id IN {_JOINED}, t.b_id, t.a_id)
    JOIN speakers AS p ON p.id = w.stands_for
    WHERE NOT t.same AND (t.a_id IN {_JOINED} OR t.b_id IN {_JOINED}) AND p.id <> :id AND NOT EXISTS (
        SELECT 1 FROM speaker_ties AS d JOIN speakers AS y ON y.id = iif(d.a_id IN {_JOINED}, d.b_id, d.a_id)
        WHERE d.rule = 'judged' AND NOT d.same AND (d.a_id IN {_JOINED} OR d.b_id IN {_JOINED})
        AND y.stands_for = p.id
    )
    ORDER BY p.name, p.id, t.rule, t.reasons
""")
_FORMERLY = text(f"""
    SELECT {corrected.TOLD}, {rows.ARTICLE}, i.words AS said, i.kind AS said_as {corrected.JUDGED}
    JOIN versions AS i ON i.statement_id = g.id AND i.number = g.version
    JOIN articles AS a ON a.id = g.article_id JOIN captures AS k ON k.id = i.capture_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    LEFT JOIN speakers AS w ON w.id = i.speaker_id LEFT JOIN speakers AS m ON m.id = n.speaker_id
    WHERE j.verdict = 'speaker' AND j.state <> 'withdrawn' AND g.state = 'live'
        AND ((f.stands_for = :id AND sure) OR (m.stands_for = :id AND n.confidence >= (SELECT shown_from())))
        AND w.stands_for IS NOT :id
    ORDER BY j.id DESC
""")
"""Statements that were this speaker's, or are by the machine, until a person found otherwise."""


def speakers(
    db: Session, wanted: Filter, *, after: str = "", before: str = "", limit: int = 25
) -> Page[SpeakerRow]:
    """One page of the speakers of the statements `wanted` asks for, its text query being one for names.

    Kinds asked for are kinds of speaker. The newest are those who said something last; counts are of the
    statements asked for. Raises BadInput for a damaged cursor.
    """
    page = keyset.walk(db, _listing(wanted), after=after, before=before, limit=limit)
    return Page(speaker_rows(db, wanted, page.ids), page.total, page.after, page.before)


def speaker_ids(db: Session, wanted: Filter) -> Sequence[int]:
    """The row ids of all the speakers `wanted` asks for, in order, for `speaker_rows`."""
    return keyset.ids(db, _listing(wanted))


def speaker_rows(db: Session, wanted: Filter, ids: Sequence[int]) -> tuple[SpeakerRow, ...]:
    """The speakers with these row ids, in that order, counting the statements `wanted` asks for."""
    where = choices.of_speakers(wanted)
    grouped = f"{_GROUPED} {where.sql()} AND p.id IN (SELECT value FROM json_each(:ids)) GROUP BY p.id"
    sql = text(f"SELECT g.*, ({NEWEST_ROLE}) AS role FROM ({grouped}) AS g")
    found = db.connection().execute(sql, {**where.params, "ids": json.dumps(list(ids))})
    by_id = {row.id: _row(row) for row in found}
    return tuple(by_id[id_] for id_ in ids)


def speaker(db: Session, ident: str) -> SpeakerView:
    """A speaker. Raises NotFound for an identifier there never was, Gone for a speaker withdrawn."""
    ident = identifiers.resolve(db, ident, "speaker").ident
    connection = db.connection()
    one = connection.execute(_ONE, {"ident": ident}).one()
    counts = connection.execute(_COUNTS, {"id": one.id}).one()
    about = connection.execute(_ABOUT, {"id": one.id})
    elsewhere = (
        SameAsView(row.same_as, rows.article_ref(row)) for row in connection.execute(_SAME_AS, {"id": one.id})
    )
    roles = (RoleView(row.role, rows.article_ref(row)) for row in connection.execute(_ROLES, {"id": one.id}))
    return SpeakerView(
        speaker=rows.speaker_of(one),
        aliases=tuple(connection.scalars(_ALIASES, {"id": one.id, "name": one.speaker_name})),
        roles=tuple(dict.fromkeys(roles)),
        country_words=connection.scalar(_HOME, {"id": one.id, "country": one.country}),
        statements=counts.statements,
        claims=counts.claims,
        articles=tuple(rows.article_ref(row) for row in connection.execute(_ARTICLES, {"id": one.id})),
        about=tuple(Option(row.code, row.code, row.said) for row in about),
        said_about=connection.scalar(_SAID_ABOUT, {"id": one.id}) or 0,
        ties=tuple(_tie(row) for row in connection.execute(_TIES, {"id": one.id})),
        suggestions=_suggestions(connection.execute(_SUGGESTIONS, {"id": one.id})),
        same_as=tuple(dict.fromkeys(elsewhere)),
        formerly=_formerly(connection.execute(_FORMERLY, {"id": one.id})),
    )


def _listing(wanted: Filter) -> Listing:
    where = choices.of_speakers(wanted)
    source, params = f"FROM ({_GROUPED} {where.sql()} GROUP BY p.id) AS g", dict(where.params)
    day = Key("g.oldest", str) if wanted.sort == "oldest" else Key("g.newest", str, descending=True)
    keys: tuple[Key, ...] = (day, Key("g.sorted", str), Key("g.id", int))
    name = "oldest" if wanted.sort == "oldest" else "newest"
    found = search.found_in("speaker_aliases", "n.id", "n.name", wanted.q, wanted.match, wanted.spellings)
    if found is not None and wanted.sort == "relevance":
        params |= found.params
        source += (
            f" JOIN (SELECT n.speaker_id AS id, min(h.rank) AS rank FROM speaker_aliases AS n {found.join}"
            f" WHERE {found.holds} GROUP BY n.speaker_id) AS h ON h.id = g.id"
        )
        name, keys = "relevance", (Key("h.rank", float), Key("g.id", int))
    return Listing(rows=source, id="g.id", keys=keys, params=params, name=name)


def _formerly(found: Iterable[Row[Any]]) -> tuple[FormerView, ...]:
    """One a statement, by the newest decision."""
    newest: dict[str, FormerView] = {}
    for row in found:
        told = FormerView(
            row.subject, row.said, Kind(row.said_as), corrected.correction(row), rows.article_ref(row)
        )
        newest.setdefault(row.subject, told)
    return tuple(newest.values())


def _tie(row: Row[Any]) -> TieView:
    return TieView(row.name, row.other, row.rule, tuple(json.loads(row.reasons)))


def _suggestions(found: Iterable[Row[Any]]) -> tuple[SuggestionView, ...]:
    """One a speaker, however many of its names may be the same."""
    first: dict[str, SuggestionView] = {}
    for row in found:
        view = SuggestionView(rows.speaker_of(row), row.rule, tuple(json.loads(row.reasons)))
        first.setdefault(view.speaker.ident, view)
    return tuple(first.values())


def _row(row: Row[Any]) -> SpeakerRow:
    return SpeakerRow(
        speaker=rows.speaker_of(row),
        role=row.role,
        statements=row.statements,
        articles=row.articles,
        first=rows.day(row.first),
        last=rows.day(row.last),
    )
