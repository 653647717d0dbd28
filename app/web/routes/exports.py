"""Lists and records as CSV, text, JSON lines and Atom, each under its suffix."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Query
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.store import identifiers
from app.store.queries import claims, coverage, statements, taken, vocabulary
from app.store.queries.filters import Filter
from app.store.straight import Straight
from app.web import choosing, exports, heads, links, turns, wording
from app.web.exports import Export, atom, cells, streams
from app.web.params import AskedRows, Cursor, FilterQuery
from app.web.rooms import Room
from app.web.routes.described import JSON_LD_LIST, LIST_FILE, RECORD_FILE, Ident
from app.web.sessions import Chosen, Db, Templates

Wanted = Annotated[FilterQuery, Query()]


class Csv(StreamingResponse):
    """Comma-separated values, a line at a time."""

    media_type = "text/csv"


class Text(StreamingResponse):
    """Text, a block a row."""

    media_type = "text/plain"


class JsonLines(StreamingResponse):
    """A JSON object a line."""

    media_type = "application/jsonl"


class JsonLd(StreamingResponse):
    """A JSON-LD document, a node a line."""

    media_type = "application/ld+json"


class Atom(Response):
    """An Atom feed."""

    media_type = "application/atom+xml"


STREAMS: dict[str, tuple[str, type[StreamingResponse]]] = {
    "csv": ("CSV", Csv),
    "txt": ("text", Text),
    "jsonl": ("JSON lines", JsonLines),
    "jsonld": ("JSON-LD", JsonLd),
}
"""Formats of whole lists by their suffix: label and answer."""
WRITTEN = {"csv": streams.in_csv, "txt": streams.on_a_line}
"""How those write a cell that have columns."""


def stream(request: Request, export: Export, wanted: Filter, suffix: str, name: str) -> Response:
    """All rows that are wanted, in a format of `STREAMS`."""
    threshold, origin = (
        request.app.state.settings.display_threshold,
        request.app.state.pages.origin(request),
    )

    def linked(db: Session, wanted: Filter, ids: Sequence[int]) -> tuple[Any, ...]:
        return export.linked(db, export.kind.of_ids(db, wanted, ids), origin)

    read = export.taken if suffix in WRITTEN else linked
    chunks = streams.chunks(request.app.state.engine, export.kind, wanted, read)
    first = next(chunks, ())  # what fails does so now, while there is still another answer to give
    held = chain([first], chunks)
    if suffix in WRITTEN:
        body = _written(export, held, cells.Manner(origin, threshold, WRITTEN[suffix]), suffix)
    elif suffix == "jsonl":
        body = streams.as_json_lines(export.certain(row, threshold) for chunk in held for row in chunk)
    else:
        body = streams.as_json_ld(export.node(row, threshold, origin) for chunk in held for row in chunk)
    if request.scope.get(heads.ASKED):
        body = iter(())
    return _sent(body, suffix, name)


def _written(
    export: Export, chunks: Iterable[Sequence[Any]], manner: cells.Manner, suffix: str
) -> Iterator[str]:
    found = chain.from_iterable(export.cells(chunk, manner) for chunk in chunks)
    write = streams.as_csv if suffix == "csv" else streams.as_text
    return write(found, export.columns)


def _sent(body: Iterable[str], suffix: str, name: str) -> Response:
    kind = "attachment" if suffix == "csv" else "inline"
    headers = {"Content-Disposition": f'{kind}; filename="{name}.{suffix}"'}
    return STREAMS[suffix][1](turns.pieces(streams.pieces(body)), headers=headers)


def feed(
    request: Request,
    db: Session,
    export: Export,
    wanted: Filter,
    cursors: tuple[str, str],
    told: Filter | None = None,
) -> Response:
    """The page of a feed at the address asked for; `told` is what that says beside its path."""
    threshold, origin = (
        request.app.state.settings.display_threshold,
        request.app.state.pages.origin(request),
    )
    path = quote(request.scope["path"])
    newest = replace(wanted, sort="newest")
    page = export.kind.rows(db, newest, after=cursors[0], before=cursors[1], limit=atom.SIZE)
    linked = export.linked(db, page.rows, origin)
    entries = tuple(export.entry(row, threshold, origin) for row in linked)
    shared = replace(newest if told is None else told, articles=(), sort="newest")
    if path.startswith(("/p/", "/a/")):
        shared = Filter()  # the path says it already
    captured = coverage.coverage(db).last_captured or datetime.fromtimestamp(0, UTC)
    feed = atom.Feed(
        title=_title(export, path, wanted),
        address=origin + links.listing(path, shared, after=cursors[0], before=cursors[1]),
        html=origin + links.listing(path.removesuffix(".atom"), shared),
        entries=entries,
        updated=atom.latest(entries, captured),
        next=origin + links.listing(path, shared, after=page.after) if page.after else None,
        previous=origin + links.listing(path, shared, before=page.before) if page.before else None,
        first=origin + links.listing(path, shared),
    )
    return Atom(atom.write(feed))


def _title(export: Export, path: str, wanted: Filter) -> str:
    noun = f"{export.kind.noun}s"
    places = {"p": " of one speaker", "a": " in one article", "country": " about", "outlet": " in"}
    where = places.get(path.split("/")[1], ", as filtered" if any(choosing.pairs(wanted)) else "")
    if where in (" about", " in"):
        where += f" {wording.country(wanted.about[0]) if where == ' about' else wanted.outlets[0]}"
    return f"Cuttings: {noun}{where}"


def _whole_list(export: Export, suffix: str) -> Callable[..., Any]:
    def whole(request: Request, wanted: Wanted) -> Response:
        return stream(request, export, wanted.filter(), suffix, export.kind.path.strip("/"))

    return whole


def _list_feed(export: Export) -> Callable[..., Any]:
    def newest(request: Request, db: Db, asked: AskedRows) -> Response:
        wanted = vocabulary.widened(db, asked.filter())
        return feed(request, db, export, wanted, (asked.after, asked.before))

    return newest


def _within(letter: str, db: Session, ident: str) -> Filter:
    """The statements of a speaker or of an article."""
    if letter == "p":
        return Filter(speakers=(identifiers.resolve(db, ident, "speaker").ident,))
    return Filter(articles=(identifiers.resolve(db, ident, "article").ident,))


def _statements_of(letter: str, suffix: str) -> Callable[..., Any]:
    def statements_of(request: Request, ident: Ident) -> Response:
        with Straight(request.app.state.engine) as db:
            wanted = _within(letter, db, ident)
        name = f"{letter}-{(wanted.speakers or wanted.articles)[0]}"  # as it is written in no address
        if letter == "a":
            wanted = replace(wanted, sort="oldest")  # in reading order
        return stream(request, exports.STATEMENTS, wanted, suffix, name)

    return statements_of


def _feed_of(letter: str) -> Callable[..., Any]:
    def feed_of(request: Request, db: Db, ident: Ident, after: Cursor = "", before: Cursor = "") -> Response:
        return feed(request, db, exports.STATEMENTS, _within(letter, db, ident), (after, before))

    return feed_of


def _row(letter: str, db: Session, ident: str, origin: str) -> tuple[Export, Any]:
    if letter == "s":
        export, view = exports.STATEMENTS, statements.statement(db, ident)
        return export, export.linked(db, [view.row], origin)[0]
    export, found = exports.CLAIMS, claims.claim(db, ident)
    return export, export.linked(db, [found.row], origin)[0]


def _one(letter: str) -> Callable[..., Any]:
    def one(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: Ident) -> Response:
        export, row = _row(letter, db, ident, pages.origin(request))
        found = export.taken(db, Filter(), [taken.row_id(db, export.kind.noun, row.ident)])
        manner = cells.Manner(pages.origin(request), chosen.display_threshold, streams.in_csv)
        return _sent(_written(export, [found], manner, "csv"), "csv", f"{letter}-{row.ident}")

    return one


def _one_entry(letter: str) -> Callable[..., Any]:
    def one_entry(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: Ident) -> Response:
        export, row = _row(letter, db, ident, pages.origin(request))
        entry = export.entry(row, chosen.display_threshold, pages.origin(request))
        updated = entry.updated or row.article.captured
        address = f"{entry.ident}.atom"
        return Atom(atom.write(atom.Feed(entry.title, address, entry.href, (entry,), updated)))

    return one_entry


def _routes() -> Room:
    made = Room(tags=["Taking away"])

    def add(path: str, made_by: Callable[..., Any], response: type[Response], summary: str) -> None:
        answers = RECORD_FILE if "{ident}" in path else LIST_FILE
        if response is Atom:
            answers = answers | {400: LIST_FILE[400]}
        if response is JsonLd:
            answers = answers | JSON_LD_LIST
        made.add_api_route(path, made_by, response_class=response, responses=answers, summary=summary)

    for export in exports.ALL:
        path, noun = export.kind.path, export.kind.noun
        for suffix, (label, response) in STREAMS.items():
            add(
                f"{path}.{suffix}",
                _whole_list(export, suffix),
                response,
                f"All {noun}s as filtered, as {label}",
            )
        add(f"{path}.atom", _list_feed(export), Atom, f"The newest {noun}s as filtered, as an Atom feed")
    for letter, noun in (("s", "statement"), ("c", "claim")):
        add(f"/{letter}/{{ident}}.csv", _one(letter), Csv, f"One {noun} as CSV")
        add(f"/{letter}/{{ident}}.atom", _one_entry(letter), Atom, f"One {noun} as an Atom feed")
    for letter, noun in (("p", "speaker"), ("a", "article")):
        for suffix, (label, response) in STREAMS.items():
            if suffix == "jsonld":  # describes the speaker or the article itself
                continue
            summary = f"The statements of one {noun} as {label}"
            add(f"/{letter}/{{ident}}.{suffix}", _statements_of(letter, suffix), response, summary)
        add(
            f"/{letter}/{{ident}}.atom",
            _feed_of(letter),
            Atom,
            f"The statements of one {noun} as an Atom feed",
        )
    return made


router = _routes()
