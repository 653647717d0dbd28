"""What stands of the claims that people judged, by themselves or with the statement they were found in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from app.records import Span, Verdict
from app.store import succession
from app.store import tables as t
from app.store.saving import articles, deciding, decisions, passages, placing, rows, spans, versions
from app.store.saving.anchoring import anchored, moved
from app.store.saving.decisions import Decision, Fares
from app.store.saving.overlay import about, rejection

VOUCHES = frozenset({Verdict.CONFIRMED, Verdict.TYPE})
IN_NONE = "An editor found that what it was found in is no statement."
CUT_OFF = "An editor found that these words are no part of the statement that they were found in."
_ANY = """
    SELECT 1 FROM statements AS s JOIN readings AS r ON r.statement_id = s.id WHERE s.article_id = :article
    UNION ALL
    SELECT 1 FROM claims AS c JOIN claim_readings AS r ON r.claim_id = c.id WHERE c.article_id = :article
    UNION ALL
    SELECT 1 FROM claims AS c JOIN statements AS s ON s.id = c.statement_id
    WHERE c.article_id = :article AND c.state = 'live' AND s.state <> 'live'
"""
"""Whether a judgement bears on any claim of an article."""
_QUANTITIES = "UPDATE claim_quantities SET start = start + ?, end = end + ? WHERE claim_id = ?"
_GLOSSES = "DELETE FROM claim_glosses WHERE claim_id = ?"


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it stands, and what of its claims hangs on judged statements."""

    capture: "t.Capture"
    words: Collection[str]
    """The words of all claims found in it."""
    why_not: Mapping[int, str]
    """By claim, why it stands no more than the statement that it was found in."""


def readings(db: Session, article_id: int) -> "dict[int, t.ClaimReading]":
    """By claim, what the machine last found of those of an article that are judged."""
    wanted = select(t.ClaimReading).join(t.ClaimRow).where(t.ClaimRow.article_id == article_id)
    return {row.claim_id: row for row in db.exec(wanted)}


def begin(db: Session, claim: "t.ClaimRow") -> None:
    """Put down what the machine found of a claim that is about to be judged, where nobody did before."""
    if db.get(t.ClaimReading, claim.id) is not None:
        return
    columns = ", ".join(placing.COLUMNS)
    sql = f"SELECT {columns} FROM claim_places WHERE claim_id = :id ORDER BY code"  # noqa: S608
    places = [list(row) for row in rows.read(db, sql, id=claim.id)]
    found = claim.state == t.LIVE
    values: dict[str, Any] = {"type": claim.type, "confidence": claim.confidence, "places": places}
    db.add(t.ClaimReading(claim_id=claim.id, found=found, **values))
    db.flush()


def settle(db: Session, article_id: int, now: datetime) -> None:
    """Let what stands of an article's judged claims follow from all that was found and decided."""
    if db.get_one(t.Article, article_id).state != t.LIVE or not rows.any_of(db, _ANY, article=article_id):
        return
    known = passages.stored(db, t.ClaimRow, article_id)
    why_not = _why_not(db, article_id, known)
    for claim in known:
        if claim.id in why_not and claim.state == t.LIVE:
            begin(db, claim)
    read = readings(db, article_id)
    judged = [claim for claim in known if claim.id in read]
    own = deciding.rows_of(db, {claim.ident for claim in judged})
    capture = articles.current_capture(db, db.get_one(t.Article, article_id))
    standing = [c.words for c in known if (read[c.id].found if c.id in read else c.state == t.LIVE)]
    article = Article(capture, standing, why_not)
    for claim in judged:
        _settle(db, claim, read[claim.id], own.get(claim.ident, ()), (article, now))
    db.flush()
    # Last: one that an editor vouches for may stand again, and its statement not.
    _let_go(db, article_id)
    db.flush()


def _let_go(db: Session, article_id: int) -> None:
    """Claims that the machine takes for the article's own, of statements that nobody vouches for any more."""
    wanted = select(t.ClaimRow, t.Statement.ident).join(t.Statement)
    wanted = wanted.where(
        t.ClaimRow.article_id == article_id, t.ClaimRow.state == t.LIVE, t.Statement.state != t.LIVE
    )
    for claim, ident in db.exec(wanted).all():
        if Verdict.REJECTED not in deciding.applied(db, ident, waiting=True):
            passages.change(db, claim, {"statement_id": None})


def _settle(
    db: Session,
    claim: "t.ClaimRow",
    reading: "t.ClaimReading",
    judgements: "Sequence[t.JudgementRow]",
    at: tuple[Article, datetime],
) -> None:
    article, now = at
    made = deciding.decisions(db, judgements)
    waits = {each.id: decisions.CHANGED for each in made if not _holds(each, claim, reading)}
    fares = decisions.fares(made, waits)
    state, why = _state(db, claim, reading, fares, article)
    passages.put(db, claim, state, why, now)
    type_, codes = fares.deciding("type"), fares.deciding("codes")
    places = tuple(tuple(place) for place in reading.places)
    if codes is not None:
        places = about(places, codes.decides["codes"], Span(claim.start, claim.end))
    rows.keep(db, t.ClaimPlace, ("claim_id", *placing.COLUMNS), [claim.id], [(claim.id, *p) for p in places])
    values = {
        "type": type_.decides["type"] if type_ else reading.type,
        "confidence": 1.0 if fares.stands(*VOUCHES) else reading.confidence,
        "review": fares.review,
    }
    passages.change(db, claim, values)
    deciding.record(db, judgements, fares)
    if not made and claim.id not in article.why_not:
        db.delete(reading)


def _state(
    db: Session, claim: "t.ClaimRow", reading: "t.ClaimReading", fares: Fares, article: Article
) -> tuple[str, str]:
    """The state of a claim and, where it is withdrawn, why; one vouched for goes where its words went."""
    if rejected := rejection([*fares.standing, *fares.waiting], "claim"):
        return t.WITHDRAWN, rejected
    if hanging := article.why_not.get(claim.id):
        return t.WITHDRAWN, hanging
    if reading.found or (fares.stands(*VOUCHES) and _moved(db, claim, reading, article.capture)):
        return t.LIVE, ""
    if succession.unfound(article.capture.text, list(article.words))(claim.words):
        return t.WITHDRAWN, passages.NOT_FOUND
    return t.GONE, ""


def _holds(decision: Decision, claim: "t.ClaimRow", reading: "t.ClaimReading") -> bool:
    agrees = decision.verdict is Verdict.TYPE and decision.decides.get("type") == reading.type
    return agrees or decision.is_about(claim.words)


def _moved(db: Session, claim: "t.ClaimRow", reading: "t.ClaimReading", capture: "t.Capture") -> bool:
    """Whether a claim's words stand in a capture; it then does there, with what of it can be told there."""
    if claim.capture_id == capture.id:
        return True
    before = db.get_one(t.Capture, claim.capture_id).text
    found = anchored(capture.text, [claim.words], moved(before, capture.text, claim.start))
    if found is None:
        return False
    at, shift = found[0], found[0].start - claim.start
    exact = at.of(capture.text) == claim.words
    reading.places = [
        [code, *_inside(Span(start, end), claim, at, exact=exact), rule, kind, None, None]
        for code, start, end, rule, kind, *_ in reading.places
    ]
    if exact:
        rows.write(db, _QUANTITIES, [(shift, shift, claim.id)])
    else:
        rows.write(db, "DELETE FROM claim_quantities WHERE claim_id = ?", [(claim.id,)])
    # What a gloss inserts was printed elsewhere in a text that is not this one.
    rows.write(db, _GLOSSES, [(claim.id,)])
    paragraph = spans.paragraph_finder(articles.paragraphs(db, capture.id))(at)
    claim.capture_id, claim.start, claim.end, claim.paragraph = capture.id, at.start, at.end, paragraph
    claim.words = at.of(capture.text)
    return True


def _inside(span: Span, claim: "t.ClaimRow", at: Span, *, exact: bool) -> tuple[int, int]:
    shift = at.start - claim.start
    if exact and claim.start <= span.start and span.end <= claim.end:
        return span.start + shift, span.end + shift
    return at.start, at.end


def _why_not(db: Session, article_id: int, claims: "Sequence[t.ClaimRow]") -> dict[int, str]:
    """By claim, why it does not stand where its statement was found to be none, or to end before it."""
    wanted = select(t.Reading, t.Statement).join(t.Statement).where(t.Statement.article_id == article_id)
    judged = {statement.id: (reading, statement) for reading, statement in db.exec(wanted)}
    inside = [claim for claim in claims if claim.statement_id in judged]
    if not inside:
        return {}
    rejected = {
        id_
        for id_, (_, row) in judged.items()
        if Verdict.REJECTED in deciding.applied(db, row.ident, waiting=True)
    }
    current = {id_: v for id_, v in versions.current(db, article_id).items() if id_ in judged}
    shapes = versions.shapes(db, current.values())
    found: dict[int, str] = {}
    for claim in inside:
        id_ = claim.statement_id or 0
        shape, (reading, row) = shapes[current[id_].id], judged[id_]
        if id_ in rejected:
            found[claim.id] = IN_NONE
        elif row.state == t.LIVE and shape.capture == claim.capture_id and _is_cut(claim, shape, reading):
            found[claim.id] = CUT_OFF
    return found


def _is_cut(claim: "t.ClaimRow", shape: versions.Shape, reading: "t.Reading") -> bool:
    had = [(a, b) for part, _, a, b in reading.spans if part == versions.CONTENT]
    if had == [(span.start, span.end) for span in shape.content]:
        return False
    return not any(span.start < claim.end and claim.start < span.end for span in shape.content)
