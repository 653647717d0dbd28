"""The review queue: most reports first, then judgements that wait, then what is disputed or least sure.

What somebody flagged is few; all else is walked along an index, so that a page costs as much in an archive of
a million statements as in a small one.
"""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, text

from app.errors import NotFound
from app.store.queries import rows
from app.store.queries.views import ClaimRow, Place, Queued, QueuePage, StatementRow, Waiting

MOST = 10_000
"""What nobody flagged is counted up to here."""
_ALL = 2**62
_FLAGGED = """
    SELECT subject, sum(reports) AS reports, sum(waits) AS waits, max(disputed) AS disputed FROM (
        SELECT subject, 1 AS reports, 0 AS waits, 0 AS disputed FROM reports WHERE state = 'open'
        UNION ALL SELECT subject, 0, 1, 0 FROM judgements WHERE state = 'waiting'
        UNION ALL SELECT ident, 0, 0, 1 FROM statements WHERE review = 'disputed' AND state = 'live'
        UNION ALL SELECT ident, 0, 0, 1 FROM claims WHERE review = 'disputed' AND state = 'live'
    ) GROUP BY subject
"""
_TABLES = ("statements", "claims")
_WHY = {
    "": ("1", True),
    "reported": ("f.reports > 0", False),
    "waiting": ("f.waits > 0", False),
    "disputed": ("f.disputed > 0", False),
    "unsure": ("x.confidence < :sure", True),
}
"""By why something is in the queue: what of the flagged is meant, and whether any that nobody flagged is."""
_SPOKEN = """(SELECT s.id FROM speakers AS w JOIN versions AS v ON v.speaker_id = w.id
    JOIN statements AS s ON s.id = v.statement_id AND s.version = v.number
    WHERE w.stands_for = (SELECT stands_for FROM speakers WHERE ident = :speaker))"""
_ONLY = {
    "article": "x.article_id = (SELECT id FROM articles WHERE ident = :article)",
    "speaker": f"x.{{of}} IN {_SPOKEN}",
}
"""What narrows the queue; `of` is the column that tells whose statement it is."""
_OF = ("id", "statement_id")
# The key of a flagged one; all of it grows along the queue.
_KEY = "-f.reports, -f.waits, -f.disputed, x.confidence"
_STANDING = """
    SELECT s.id, v.id AS version FROM statements AS s
    JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    WHERE s.id IN (SELECT value FROM json_each(:ids))
"""
_HIDDEN = "x.state NOT IN ('removed', 'erased')"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the queue an editor looks through; "" leaves nothing out."""

    why: str = ""
    """"reported", "waiting", "disputed" or "unsure"."""
    what: str = ""
    """"statement" or "claim"."""
    article: str = ""
    speaker: str = ""
    sure: float = 0.0
    """Below this confidence something is unsure."""


WHY = tuple(_WHY)


def page(
    db: Session, asked: Asked, *, after: Place | None = None, before: Place | None = None, limit: int = 25
) -> QueuePage:
    """The part of the queue beyond a place in it, or its beginning."""
    backwards = before is not None
    found = _walk(db, asked, before if backwards else after, backwards=backwards, limit=limit + 1)
    more, shown = len(found) > limit, found[:limit]
    if backwards:
        shown = shown[::-1]
    onward, back = (True, more) if backwards else (more, after is not None)
    return QueuePage(
        _queued(db, shown),
        after=shown[-1] if shown and onward else None,
        before=shown[0] if shown and back else None,
    )


def beside(db: Session, asked: Asked, place: Place) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """What stands before and after a place in the queue, each as its kind and identifier."""
    found = (_walk(db, asked, place, backwards=backwards, limit=1) for backwards in (True, False))
    before, after = (_named(db, near[0]) if near else None for near in found)
    return before, after


def first(db: Session, asked: Asked) -> tuple[str, str] | None:
    """What stands first, as its kind and identifier; None where nothing is left."""
    found = _walk(db, asked, None, backwards=False, limit=1)
    return _named(db, found[0]) if found else None


def place(db: Session, kind: str, ident: str) -> Place:
    """Where a statement or claim stands in the queue, or would. Raises NotFound."""
    what = ("statement", "claim").index(kind)
    sql = f"""
        SELECT x.id, x.confidence, x.review = 'disputed' AS disputed,
            (SELECT count(*) FROM reports WHERE state = 'open' AND subject = x.ident) AS reports,
            (SELECT count(*) FROM judgements WHERE state = 'waiting' AND subject = x.ident) AS waits
        FROM {_TABLES[what]} AS x WHERE x.ident = :ident
    """
    row = db.connection().execute(text(sql), {"ident": ident}).first()
    if row is None:
        raise NotFound(f"There is no {kind} {ident}.")
    return Place(-row.reports, -row.waits, -row.disputed, row.confidence, what, row.id)


def waiting(db: Session, asked: Asked) -> Waiting:
    """How much waits, of all that is not narrowed by why."""
    flagged = " UNION ALL ".join(
        f"SELECT f.reports, f.waits, f.disputed FROM flagged AS f "
        f"JOIN {_TABLES[what]} AS x ON x.ident = f.subject WHERE {_HIDDEN} AND {_only(asked, what)}"
        for what in _whats(asked)
    )

    def counted(condition: str) -> str:
        arms = " UNION ALL ".join(
            f"SELECT * FROM (SELECT 1 FROM {_TABLES[what]} AS x WHERE x.review = 'machine' "
            f"AND x.state = 'live' AND {condition} AND {_only(asked, what)} LIMIT {MOST})"
            for what in _whats(asked)
        )
        return f"(SELECT count(*) FROM (SELECT 1 FROM ({arms}) LIMIT {MOST}))"

    sql = f"""
        WITH flagged AS MATERIALIZED ({_FLAGGED})
        SELECT coalesce(sum(reports > 0), 0) AS reported, coalesce(sum(waits > 0), 0) AS waiting,
            coalesce(sum(disputed > 0), 0) AS disputed,
            {counted("x.confidence < :sure")} AS unsure, {counted("1")} AS unchecked
        FROM ({flagged})
    """
    row = db.connection().execute(text(sql), _params(asked)).one()
    return Waiting(row.reported, row.waiting, row.disputed, row.unsure, row.unchecked, MOST)


def _walk(db: Session, asked: Asked, start: Place | None, *, backwards: bool, limit: int) -> list[Place]:
    beyond, order = ("<", "DESC") if backwards else (">", "ASC")
    params: dict[str, Any] = {**_params(asked), "limit": limit}
    among, others = _WHY[asked.why]
    arms = []
    for what in _whats(asked):
        table, only = _TABLES[what], _only(asked, what)
        past = f"({_KEY}, {what}, x.id) {beyond} (:reports, :waits, :disputed, :confidence, :what, :id)"
        arms.append(f"""
            SELECT -f.reports AS reports, -f.waits AS waits, -f.disputed AS disputed, x.confidence,
                {what} AS what, x.id
            FROM flagged AS f JOIN {table} AS x ON x.ident = f.subject
            WHERE {_HIDDEN} AND {among} AND {only} AND {past if start else "1"}
        """)
        if others and not (start and start.flagged and backwards):
            # A row value, so that the index leads to the first; its least and greatest stand for all.
            near = f"(x.confidence, x.id) {beyond} (:from, :id{what})"
            walked = start is not None and not start.flagged
            arms.append(f"""
                SELECT * FROM (SELECT 0, 0, 0, x.confidence, {what}, x.id FROM {table} AS x
                WHERE x.review = 'machine' AND x.state = 'live'
                AND x.ident NOT IN (SELECT subject FROM flagged)
                AND {among} AND {only} AND {near if walked else "1"}
                ORDER BY x.confidence {order}, x.id {order} LIMIT :limit)
            """)
        if start:
            params[f"id{what}"] = start.id if what == start.what else -1 if what > start.what else _ALL
    if start:
        params |= {
            **{name: getattr(start, name) for name in ("reports", "waits", "disputed", "what", "id")},
            "confidence": start.confidence,
            "from": start.confidence,
        }
    keys = ", ".join(f"{name} {order}" for name in Place.__match_args__)
    sql = f"""
        WITH flagged AS MATERIALIZED ({_FLAGGED})
        SELECT * FROM ({" UNION ALL ".join(arms)}) ORDER BY {keys} LIMIT :limit
    """
    return [Place(*row) for row in db.connection().execute(text(sql), params)]


def _whats(asked: Asked) -> tuple[int, ...]:
    return {"statement": (0,), "claim": (1,)}.get(asked.what, (0, 1))


def _only(asked: Asked, what: int) -> str:
    wanted = [_ONLY[name] for name in _ONLY if getattr(asked, name)]
    return " AND ".join(wanted).format(of=_OF[what]) or "1"


def _params(asked: Asked) -> dict[str, Any]:
    return {"article": asked.article, "speaker": asked.speaker, "sure": asked.sure}


def _named(db: Session, near: Place) -> tuple[str, str]:
    sql = text(f"SELECT ident FROM {_TABLES[near.what]} WHERE id = :id")
    return ("statement", "claim")[near.what], str(db.connection().execute(sql, {"id": near.id}).scalar_one())


def _queued(db: Session, places: Iterable[Place]) -> tuple[Queued, ...]:
    places = tuple(places)
    found = rows.fetch(db, _STANDING, [each.id for each in places if not each.what])
    versions: dict[int, int] = {row.id: row.version for row in found}
    said: dict[int, StatementRow] = dict(
        zip(versions, rows.statement_rows(db, list(versions.values())), strict=True)
    )
    ids = [each.id for each in places if each.what]
    claimed: dict[int, ClaimRow] = dict(zip(ids, rows.claim_rows(db, ids), strict=True))
    return tuple(Queued(claimed[each.id] if each.what else said[each.id], each) for each in places)
