"""A capture as it is read: its paragraphs with their words, and the places found in it."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.records import Role, Span
from app.store.queries import views
from app.store.queries.views import ParagraphView, Piece, PlaceView

NEIGHBOURS = 1
"""Paragraphs shown on each side of the source paragraphs."""
SHOWN = f"""(
    EXISTS (SELECT 1 FROM versions AS y
        JOIN statements AS z ON z.id = y.statement_id AND z.state IN ('live', 'gone')
        JOIN version_spans AS x ON x.version_id = y.id AND x.part IN ('content', 'cue', 'source')
        WHERE y.capture_id = g.capture_id GROUP BY y.id
        HAVING g.number BETWEEN min(x.paragraph) - {NEIGHBOURS} AND max(x.paragraph) + {NEIGHBOURS})
    OR (a.title IS NULL AND g.start < {views.OPENING}))"""
"""Whether a paragraph `g` of the article `a` is shown where full articles are not: those that statements
stand in, their neighbours, and the opening where it stands for a title."""
_PARAGRAPHS = text(f"""
    SELECT g.number, g.start, g.end, g.role FROM paragraphs AS g
    JOIN captures AS k ON k.id = g.capture_id JOIN articles AS a ON a.id = k.article_id
    WHERE g.capture_id = :capture AND (:full OR {SHOWN}) ORDER BY g.number
""")
_NUMBERS = text("SELECT number FROM paragraphs WHERE capture_id = :capture ORDER BY number")
_AT = text("""
    SELECT number, role, end FROM paragraphs WHERE capture_id = :capture AND start <= :start
    ORDER BY start DESC LIMIT 1
""")
_TEXT = text("SELECT text FROM captures WHERE id = :capture")
_TEXTS = {
    of: text(f"""
        SELECT k.text, g.idents FROM (
            SELECT {read_in} AS capture_id, json_group_array(s.ident) AS idents FROM {those}
            WHERE s.ident IN (SELECT value FROM json_each(:idents)) GROUP BY {read_in}
        ) AS g JOIN captures AS k ON k.id = g.capture_id
    """)
    for of, read_in, those in (
        (
            "statement",
            "v.capture_id",
            "statements AS s JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version",
        ),
        ("claim", "s.capture_id", "claims AS s"),
    )
}
"""Grouped before the texts are looked up: a sort would hold them all."""
_PLACES = {
    of: text(f"SELECT * FROM {of}_places WHERE {of}_id = :id ORDER BY kind DESC, start, code")
    for of in ("statement", "claim")
}
_LIVE = """(SELECT n.ident FROM {table} AS n WHERE n.article_id = {of}.article_id AND n.state = 'live'
    AND n.position {sign} {of}.position ORDER BY n.position {order} LIMIT 1)"""
BESIDE = {
    table: f"{_LIVE.format(table=table, of=of, sign='<', order='DESC')} AS previous, "
    f"{_LIVE.format(table=table, of=of, sign='>', order='ASC')} AS following"
    for table, of in (("statements", "s"), ("claims", "c"))
}
"""The identifiers before and after a statement `s` or claim `c` among those of its article that stand."""


def shows_everything(db: Session) -> bool:
    """Whether readers see whole articles, as the engine was made; else only passages around statements."""
    return bool(db.connection().get_execution_options().get("full_text", True))


def paragraphs(db: Session, capture: int, text: str) -> tuple[ParagraphView, ...]:
    """The paragraphs of a capture that readers may see, cut from its text."""
    values = {"capture": capture, "full": shows_everything(db)}
    return tuple(
        ParagraphView(row.number, Role(row.role), Span(row.start, row.end), text[row.start : row.end])
        for row in db.connection().execute(_PARAGRAPHS, values)
    )


def hidden(db: Session, capture: int, shown: Iterable[ParagraphView]) -> tuple[int, ...]:
    """The numbers of a capture's paragraphs that are not among those shown."""
    if shows_everything(db):
        return ()
    there = {paragraph.number for paragraph in shown}
    numbers = db.connection().scalars(_NUMBERS, {"capture": capture})
    return tuple(number for number in numbers if number not in there)


def holding(db: Session, capture: int, text: str, span: Span) -> ParagraphView:
    """The paragraph that `span` begins in; of one that readers may not see, only the words of `span`."""
    for paragraph in paragraphs(db, capture, text):
        if paragraph.span.start <= span.start < paragraph.span.end:
            return paragraph
    row = db.connection().execute(_AT, {"capture": capture, "start": span.start}).one()
    inside = Span(span.start, min(span.end, row.end))
    return ParagraphView(row.number, Role(row.role), inside, inside.of(text), whole=False)


def around(
    everything: Sequence[ParagraphView], spans: Iterable[Span], neighbours: int = NEIGHBOURS
) -> tuple[tuple[ParagraphView, ...], frozenset[int]]:
    """The paragraphs from before the first of `spans` to after the last, and the numbers they stand in."""
    spans = tuple(spans)
    held = [i for i, p in enumerate(everything) if any(p.span.overlaps(span) for span in spans)]
    if not held:
        return (), frozenset()
    first, last = held[0], held[-1]
    # One that is not shown ends the passage: what stands beyond it is no neighbour.
    for _ in range(neighbours):
        first -= first > 0 and everything[first - 1].number == everything[first].number - 1
        last += last + 1 < len(everything) and everything[last + 1].number == everything[last].number + 1
    return tuple(everything[first : last + 1]), frozenset(everything[i].number for i in held)


def places(db: Session, of: str, id_: int, text: str) -> tuple[PlaceView, ...]:
    """The countries, then blocs, a statement or claim (`of`) is about, with the words that say so."""
    found: Sequence[Row[Any]] = db.connection().execute(_PLACES[of], {"id": id_}).all()
    return tuple(
        PlaceView(
            code=r.code,
            words=text[r.start : r.end],
            span=Span(r.start, r.end),
            rule=r.rule,
            kind=r.kind,
            antecedent=None if r.antecedent_start is None else text[r.antecedent_start : r.antecedent_end],
        )
        for r in found
    )


def words(db: Session, capture: int) -> str:
    """A capture's text."""
    return str(db.connection().execute(_TEXT, {"capture": capture}).scalar_one())


def texts(db: Session, of: str, idents: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each text in which some of these statements or claims (`of`) have their positions, and which they are.

    One text is held at a time. It is to look words up in, never to be shown: readers may not see all of it.
    """
    if idents:
        for row in db.connection().execute(_TEXTS[of], {"idents": json.dumps(idents)}):
            yield row.text, tuple(json.loads(row.idents))


def spans(pieces: Iterable[Piece]) -> tuple[Span, ...]:
    """Where pieces stand."""
    return tuple(piece.span for piece in pieces)
