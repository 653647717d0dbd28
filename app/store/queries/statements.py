"""Statements: lists, and one with everything its page shows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.errors import NotFound
from app.records import Kind, Verdict
from app.store import identifiers, search
from app.store.catalogue import choosing, walking
from app.store.queries import captures, choices, corrected, reading, rows, spans
from app.store.queries.filters import Filter
from app.store.queries.views import (
    Correction,
    Evidence,
    InText,
    Page,
    Standing,
    StatementRow,
    StatementView,
    VersionView,
)

_VERSIONS = text(f"""
    SELECT {rows.STATEMENT}, {spans.EVERY}, s.article_id, s.version AS latest, s.rule, s.reasons,
        v.created, v.words, v.judgement_id, k.captured, k.number AS capture,
        {reading.BESIDE["statements"]}, {captures.OF_ARTICLE.format(article="s.article_id")}
    {choices.VERSIONS} JOIN captures AS k ON k.id = v.capture_id WHERE s.ident = :ident ORDER BY v.number
""")
"""Most statements have one version."""
_CLAIMS = text(f"""
    SELECT {rows.CLAIM} {choices.CLAIMS} WHERE c.statement_id = :id AND c.state = 'live' ORDER BY c.position
""")


def statements(
    db: Session, wanted: Filter, *, after: str = "", before: str = "", limit: int = 25
) -> Page[StatementRow]:
    """One page of the statements `wanted` asks for. Raises BadInput for a damaged cursor."""
    found = choosing.statements(db, wanted)
    page = walking.walk(found, wanted, after=after, before=before, limit=limit)
    snippets = search.snippets(db, "versions", page.ids, wanted.q, wanted.match, wanted.spellings)
    return Page(rows.statement_rows(db, page.ids, snippets), page.total, page.after, page.before)


def statement_ids(db: Session, wanted: Filter) -> Sequence[int]:
    """The row ids of all the statements `wanted` asks for, in order, for `rows.statement_rows`."""
    return walking.ids(choosing.statements(db, wanted), wanted)


def statement(
    db: Session,
    ident: str,
    number: int | None = None,
    neighbours: int = reading.NEIGHBOURS,
    q: str = "",
    *,
    withdrawn: bool = False,
) -> StatementView:
    """A statement as it stands, or as its version `number` had it, with `neighbours` paragraphs around."""
    return in_text(db, ident, number, neighbours, q, withdrawn=withdrawn).view


def in_text(
    db: Session,
    ident: str,
    number: int | None = None,
    neighbours: int = reading.NEIGHBOURS,
    q: str = "",
    *,
    withdrawn: bool = False,
) -> InText[StatementView]:
    """The same, and the text of its article.

    Its row's snippet has the words of `q` marked in all of it.

    Raises NotFound for an identifier or a version there never was, Gone for a statement withdrawn
    unless that is wanted, too. Countries
    and claims are those of the version that stands; an earlier one shows none.
    """
    ident = ident if withdrawn else identifiers.resolve(db, ident, "statement").ident
    found = db.connection().execute(_VERSIONS, {"ident": ident}).all()
    one = next((row for row in found if row.number == (row.latest if number is None else number)), None)
    if one is None:
        raise NotFound(f"The statement {ident} has no version {number}.")
    stands = one.number == one.latest
    read = rows.captures(db, [one.capture_id])
    whole = read[one.capture_id].text
    parts = spans.of(one, whole)
    cue, source = parts["cue"], parts["source"]
    everything = reading.paragraphs(db, one.capture_id, whole)
    at = reading.spans([*parts["content"], *cue, *source])
    near, held = reading.around(everything, at, neighbours)
    wider, _ = reading.around(everything, at, neighbours + 1)
    row = rows.statements(db, [one], known=read)[0]
    versions = _versions(db, found)
    shown = next(each for each in versions if each.number == one.number)
    marked = replace(row, snippet=search.highlighted(db, "versions", 0, one.version_id, q, "any"))
    claims = db.connection().execute(_CLAIMS, {"id": one.id}).all() if stands else []
    view = StatementView(
        row=marked if stands else _superseded(db, marked, shown, versions[-1]),
        created=rows.moment(one.created),
        latest=one.latest,
        evidence=Evidence(
            cue=tuple(piece.words for piece in cue),
            source=tuple(piece.words for piece in source),
            rule=one.rule,
            confidence=one.confidence,
            reasons=tuple(json.loads(one.reasons)),
            medium=parts["medium"][0].words if parts["medium"] else None,
        ),
        places=reading.places(db, "statement", one.id, whole) if stands else (),
        paragraphs=near,
        source_paragraphs=held,
        cue_spans=reading.spans(cue),
        source_spans=reading.spans(source),
        claims=rows.claims(db, claims, known=read),
        previous=None if row.gone else one.previous,
        next=None if row.gone else one.following,
        versions=versions,
        more=len(wider) > len(near),
        standing=Standing(
            first=versions[0].captured,
            checked=rows.moment(one.checked),
            edits=captures.edits(db, one.article_id, versions),
            captures=one.captures,
            capture=shown.capture,
            gone=row.gone,
        ),
        reading=corrected.reading(db, one.id) if stands and row.judged else None,
    )
    return InText(view, whole)


def _superseded(db: Session, row: StatementRow, shown: VersionView, newest: VersionView) -> StatementRow:
    """The row of a version that no longer stands, with what has to be known of that."""
    if not shown.differs(newest):
        return row
    decided = corrected.standing(db, [row.ident])[row.ident] if row.judged else ()
    wrong = shown.speaker is not None and shown.speaker != newest.speaker
    return replace(
        row,
        superseded=newest.number,
        misattributed=next((each for each in decided if wrong and each.verdict is Verdict.SPEAKER), None),
    )


def _versions(db: Session, found: Sequence[Row[Any]]) -> tuple[VersionView, ...]:
    judged = [row.judgement_id for row in found if row.judgement_id is not None]
    behind: Mapping[int, Correction] = corrected.behind(db, judged) if judged else {}
    return tuple(
        VersionView(
            number=row.number,
            created=rows.moment(row.created),
            captured=rows.moment(row.captured),
            capture=row.capture,
            kind=Kind(row.kind),
            speaker=rows.speaker_ref(row),
            words=row.words,
            judgement=behind.get(row.judgement_id),
        )
        for row in found
    )
