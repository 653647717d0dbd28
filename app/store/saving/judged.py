"""What stands of the statements that people judged: settled anew whenever they are judged or read again."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app.records import Span
from app.store import succession
from app.store import tables as t
from app.store.saving import articles, deciding, passages, rows, spans, versions
from app.store.saving.overlay import Standing, overlay
from app.store.saving.placing import COLUMNS, Found, Page

_ANY = """
    SELECT 1 FROM statements AS s JOIN readings AS r ON r.statement_id = s.id WHERE s.article_id = :article
"""


def readings(db: Session, article_id: int) -> "dict[int, t.Reading]":
    """By statement, what the machine last found of those of an article that are judged."""
    if not rows.any_of(db, _ANY, article=article_id):
        return {}
    wanted = select(t.Reading).join(t.Statement).where(t.Statement.article_id == article_id)
    return {row.statement_id: row for row in db.exec(wanted)}


def keep(db: Session, row: "t.Reading | None", statement_id: int, found: Mapping[str, Any]) -> "t.Reading":
    """Put down what the machine finds of a judged statement, by column; nothing is written where it is so."""
    if row is None:
        row = t.Reading(statement_id=statement_id, **found)
    passages.change(db, row, found)
    return row


def begin(db: Session, statement: "t.Statement") -> None:
    """Put down what the machine found of a statement that is about to be judged, where nobody did before."""
    if db.get(t.Reading, statement.id) is not None:
        return
    version = versions.standing(db, statement)
    shape = versions.shapes(db, [version])[version.id]
    places = rows.read(
        db,
        f"SELECT {', '.join(COLUMNS)} FROM statement_places WHERE statement_id = :id ORDER BY code",  # noqa: S608
        id=statement.id,
    )
    found = reading(shape, version.words, [list(row) for row in places])
    judged_by = {"rule": statement.rule, "confidence": statement.confidence, "reasons": statement.reasons}
    keep(db, None, statement.id, {**found, **judged_by, "found": statement.state == t.LIVE})
    db.flush()


def reading(shape: versions.Shape, words: str, places: list[list[Any]]) -> dict[str, Any]:
    """The columns of a reading that tell what was found, and where."""
    return {
        "found": True,
        "capture_id": shape.capture,
        "kind": shape.kind,
        "speaker_id": shape.speaker,
        "words": words,
        "spans": [[part, number, span.start, span.end] for part, number, span in shape.spans],
        "places": places,
    }


def within(db: Session, capture: articles.Captured) -> Callable[[Span], int | None]:
    """A function from a span to the statement that stands there by a person's word alone.

    The machine, which does not find that statement, takes what is claimed in it for the article's own.
    """
    known = readings(db, capture.article_id)
    unfound = {id_ for id_, row in known.items() if not row.found}
    if not unfound:
        return lambda _: None
    live = select(t.Statement.id).where(col(t.Statement.id).in_(unfound), t.Statement.state == t.LIVE)
    standing = set(db.exec(live))
    current = {id_: v for id_, v in versions.current(db, capture.article_id).items() if id_ in standing}
    shapes = versions.shapes(db, current.values()) if current else {}
    placed = [
        (span, id_)
        for id_, version in current.items()
        for span in shapes[version.id].content
        if version.capture_id == capture.id
    ]

    def found(span: Span) -> int | None:
        return next((id_ for at, id_ in placed if at.start <= span.start and span.end <= at.end), None)

    return found


def settle(
    db: Session, article_id: int, now: datetime, ids: Collection[int] | None = None, by: int | None = None
) -> frozenset[int]:
    """Let what stands of an article's judged statements follow from all that was found and decided.

    Only of the statements in `ids`, where given; `by` is the judgement that was just made or withdrawn. Gives
    the speakers whom the statements that changed name now or named before.
    """
    # What is out of sight is settled when it comes back.
    if db.get_one(t.Article, article_id).state != t.LIVE:
        return frozenset()
    known = readings(db, article_id)
    chosen = known.keys() if ids is None else known.keys() & set(ids)
    if not chosen:
        return frozenset()
    db.flush()
    statements = {row.id: row for row in db.exec(select(t.Statement).where(col(t.Statement.id).in_(chosen)))}
    judgements = deciding.rows_of(db, {row.ident for row in statements.values()})
    page = _page(db, article_id, known)
    moved: set[int] = set()
    for id_ in sorted(chosen):
        own = judgements.get(statements[id_].ident, [])
        made = deciding.decisions(db, own)
        standing, fares = overlay(_found(db, known[id_]), made, page(id_))
        moved |= _put(db, statements[id_], standing, now, by)
        statements[id_].review = fares.review
        deciding.record(db, own, fares)
        if not made:
            db.delete(known[id_])
    db.flush()
    return frozenset(moved)


def _put(
    db: Session, statement: "t.Statement", standing: Standing, now: datetime, by: int | None
) -> frozenset[int]:
    """Let a statement be what stands; the speakers it names and named before where these differ."""
    version = versions.standing(db, statement)
    shape = versions.shapes(db, [version])[version.id]
    passages.put(db, statement, standing.state, standing.why, now)
    new = _is_another(standing, shape, version.words)
    if new:
        statement.version += 1
        made = [(statement.id, statement.version, standing.shape, standing.words)]
        paragraph = _paragraphs(db, standing.shape.capture)
        versions.save(db, made, paragraph, now, by or standing.judgement)
    values = {
        "rule": standing.rule,
        "confidence": standing.confidence,
        "reasons": list(standing.reasons),
    }
    passages.change(db, statement, values)
    wanted = [(statement.id, *place) for place in standing.places]
    rows.keep(db, t.StatementPlace, ("statement_id", *COLUMNS), [statement.id], wanted)
    named = {shape.speaker, standing.shape.speaker} if new else set[int | None]()
    return frozenset(each for each in named if each is not None)


def _is_another(standing: Standing, shape: versions.Shape, words: str) -> bool:
    """Whether what stands makes another version than the last one.

    Of what does not stand in its article there is none for its place alone, nor any of what is no statement.
    """
    if standing.state == t.LIVE:
        return standing.shape != shape
    if standing.rejected:
        return False
    now = (standing.shape.kind, standing.shape.speaker, standing.words)
    return now != (shape.kind, shape.speaker, words)


def _found(db: Session, row: "t.Reading") -> Found:
    capture = db.get_one(t.Capture, row.capture_id)
    placed = tuple((part, number, Span(start, end)) for part, number, start, end in row.spans)
    return Found(
        found=row.found,
        shape=versions.Shape(row.kind, row.speaker_id, row.capture_id, placed),
        text=capture.text,
        words=row.words,
        rule=row.rule,
        confidence=row.confidence,
        reasons=tuple(row.reasons),
        places=tuple(tuple(place) for place in row.places),
    )


def _page(db: Session, article_id: int, known: "Mapping[int, t.Reading]") -> Callable[[int], Page]:
    """A function from a judged statement to the article's text, with where all others are found in it."""
    capture = articles.current_capture(db, db.get_one(t.Article, article_id))
    live = select(t.Statement.id).where(t.Statement.article_id == article_id, t.Statement.state == t.LIVE)
    plain = {id_ for id_ in db.exec(live) if id_ not in known}
    current = {id_: v for id_, v in versions.current(db, article_id).items() if id_ in plain}
    shapes = versions.shapes(db, current.values())
    found = {id_: (version.words, shapes[version.id].content) for id_, version in current.items()}
    for id_, row in known.items():
        if row.found:
            content = tuple(Span(a, b) for part, _, a, b in row.spans if part == versions.CONTENT)
            found[id_] = (row.words, content)

    def page(statement: int) -> Page:
        taken: defaultdict[str, tuple[Span, ...]] = defaultdict(tuple)
        for id_, (words, content) in found.items():
            if id_ != statement:
                taken[succession.normalised(words)] += content[:1]
        return Page(capture.id, capture.text, tuple(words for words, _ in found.values()), taken)

    return page


def _paragraphs(db: Session, capture_id: int) -> Callable[[Span], int]:
    return spans.paragraph_finder(articles.paragraphs(db, capture_id))
