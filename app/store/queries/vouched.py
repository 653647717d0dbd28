"""What editors found right and wrong, article by article: gold that grows with every judgement."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.records import Kind, Span, Verdict
from app.store.queries.views import MachineView, VouchedArticle, VouchedView

_ASKED = (Verdict.CONFIRMED, Verdict.SPEAKER, Verdict.EXTENT, Verdict.KIND, Verdict.REJECTED)
_VERDICTS = ", ".join(f"'{verdict}'" for verdict in _ASKED)
_STANDING = f"SELECT verdict FROM judgements WHERE subject = s.ident AND state = 'applied' AND verdict IN ({_VERDICTS})"  # noqa: E501
_JUDGED = text(f"""
    SELECT s.ident, a.ident AS article, k.id AS capture_id, k.number AS capture, a.published,
        v.id AS version_id, v.words, v.kind, p.id AS speaker_id, p.ident AS speaker, p.name,
        (SELECT json_group_array(verdict) FROM ({_STANDING})) AS verdicts,
        m.words AS then_words, m.kind AS then_kind, n.ident AS then_speaker
    FROM statements AS s
    JOIN articles AS a ON a.id = s.article_id AND a.state = 'live'
    JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    JOIN captures AS k ON k.id = v.capture_id
    JOIN judgements AS j ON j.id = (SELECT min(id) FROM judgements WHERE subject = s.ident)
    JOIN versions AS m ON m.statement_id = s.id AND m.number = j.was ->> '$.version'
    LEFT JOIN speakers AS w ON w.id = v.speaker_id
    LEFT JOIN speakers AS p ON p.id = w.stands_for
    LEFT JOIN speakers AS u ON u.id = m.speaker_id
    LEFT JOIN speakers AS n ON n.id = u.stands_for
    WHERE EXISTS ({_STANDING}) AND coalesce(p.state, '') NOT IN ('removed', 'erased')
    ORDER BY a.id, k.number, s.position, s.id
""")
"""The first judgement was made of what the machine had found; later ones may be of what people decided."""
_SPANS = text("SELECT part, start, end FROM version_spans WHERE version_id = :id ORDER BY part, position")
_NAMES = text(
    "SELECT DISTINCT l.name FROM speaker_aliases AS l JOIN speakers AS w ON w.id = l.speaker_id "
    "WHERE w.stands_for = :id ORDER BY l.name"
)
_TEXT = text("SELECT text FROM captures WHERE id = :id")


def vouched(db: Session) -> Iterator[VouchedArticle]:
    """Every capture with statements that standing judgements confirm, correct or reject, unless removed."""
    found = db.connection().execute(_JUDGED).all()
    for (ident, capture, id_), group in groupby(
        found, key=lambda row: (row.article, row.capture, row.capture_id)
    ):
        rows = list(group)
        published = rows[0].published and date.fromisoformat(rows[0].published)
        words = db.connection().execute(_TEXT, {"id": id_}).scalar_one()
        yield VouchedArticle(ident, capture, words, published, tuple(_view(db, row) for row in rows))


def _view(db: Session, row: Row[Any]) -> VouchedView:
    spans = _spans(db, row.version_id)
    return VouchedView(
        ident=row.ident,
        words=row.words,
        content=spans["content"],
        cue=spans["cue"],
        source=spans["source"],
        kind=Kind(row.kind),
        speaker=row.speaker,
        names=_names(db, row),
        judged=frozenset(map(Verdict, json.loads(row.verdicts))),
        then=MachineView(row.then_words, Kind(row.then_kind), row.then_speaker),
    )


def _spans(db: Session, version: int) -> Mapping[str, tuple[Span, ...]]:
    found: defaultdict[str, tuple[Span, ...]] = defaultdict(tuple)
    for part, start, end in db.connection().execute(_SPANS, {"id": version}):
        found[part] += (Span(start, end),)
    return found


def _names(db: Session, row: Row[Any]) -> tuple[str, ...]:
    if row.speaker_id is None:
        return ()
    others = db.connection().execute(_NAMES, {"id": row.speaker_id}).scalars()
    return (row.name, *(name for name in others if name != row.name))
