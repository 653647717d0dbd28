"""Statements: lists, and one with everything its page shows."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session, text

from app.errors import NotFound
from app.records import Kind, Verdict
from app.store import identifiers, search
from app.store.catalogue import choosing, walking
from app.store.queries import captures, conditions, corrected, reading, rows
from app.store.queries.filters import Filter
from app.store.queries.views import Correction, Evidence, Page, StatementRow, StatementView, VersionView

_ONE = text("""
    SELECT s.id, s.ident, s.article_id, s.position, s.version AS latest, s.rule, s.confidence, s.reasons,
        v.id AS version_id, v.number, v.capture_id, v.created
    FROM statements AS s
    JOIN versions AS v ON v.statement_id = s.id AND v.number = coalesce(:number, s.version)
    WHERE s.ident = :ident
""")
_VERSIONS = text(f"""
    SELECT v.number, v.created, v.kind, v.words, v.judgement_id,
        k.captured, k.number AS capture, {rows.SPEAKER}
    FROM versions AS v JOIN statements AS s ON s.id = v.statement_id JOIN captures AS k ON k.id = v.capture_id
    {conditions.SPEAKER_THEN}
    WHERE v.statement_id = :id ORDER BY v.number
""")
_LARGEST = 2**31
"""No version has a greater number, and SQLite is asked for none that it cannot count to."""
_CLAIMS = text("SELECT id FROM claims WHERE state = 'live' AND statement_id = :id ORDER BY position")


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
    """A statement as it stands, or as its version `number` had it, with `neighbours` paragraphs around.

    Its row's snippet has the words of `q` marked in all of it.

    Raises NotFound for an identifier or a version there never was, Gone for a statement withdrawn
    unless that is wanted, too. Countries
    and claims are those of the version that stands; an earlier one shows none.
    """
    ident = ident if withdrawn else identifiers.resolve(db, ident, "statement").ident
    known = number is None or number < _LARGEST
    one = db.connection().execute(_ONE, {"ident": ident, "number": number}).first() if known else None
    if one is None:
        raise NotFound(f"The statement {ident} has no version {number}.")
    read = {one.version_id: reading.words(db, one.capture_id)}
    parts = rows.spans_of(db, read)[one.version_id]
    cue, source = parts["cue"], parts["source"]
    stands = one.number == one.latest
    everything = reading.paragraphs(db, one.capture_id)
    spans = reading.spans([*parts["content"], *cue, *source])
    near, held = reading.around(everything, spans, neighbours)
    wider, _ = reading.around(everything, spans, neighbours + 1)
    claims = db.connection().scalars(_CLAIMS, {"id": one.id}).all() if stands else []
    previous, following = reading.beside(db, "statements", one.article_id, one.position)
    row = rows.statement_rows(db, [one.version_id])[0]
    versions = _versions(db, one.id)
    shown = next(each for each in versions if each.number == one.number)
    marked = replace(row, snippet=search.highlighted(db, "versions", 0, one.version_id, q, "any"))
    return StatementView(
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
        places=reading.places(db, "statement", one.id, one.capture_id) if stands else (),
        paragraphs=near,
        source_paragraphs=held,
        cue_spans=reading.spans(cue),
        source_spans=reading.spans(source),
        claims=rows.claim_rows(db, claims),
        previous=None if row.gone else previous,
        next=None if row.gone else following,
        versions=versions,
        more=len(wider) > len(near),
        standing=captures.of_statement(db, one.article_id, versions, shown, row.gone),
        reading=corrected.reading(db, one.id) if stands and row.judged else None,
    )


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


def _versions(db: Session, statement: int) -> tuple[VersionView, ...]:
    found = db.connection().execute(_VERSIONS, {"id": statement}).all()
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
