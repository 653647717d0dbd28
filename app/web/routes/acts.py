"""The audit log: what was done through accounts and by commands, for whoever looks after them."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app.store import attempts
from app.store.queries import acts as queries
from app.store.queries.views import ActRow
from app.web import journal, links, wording
from app.web.editing.allowed import Admin
from app.web.editing.strip import Strip, strip
from app.web.pages import Head, Link
from app.web.params import Cursor, Value
from app.web.rooms import Room
from app.web.sessions import Chosen, Db, Templates
from app.web.wording import Day

PATH = "/review/log"
STRANGER, COMMAND = "somebody not logged in", "the command line"
_PAGES = {"statement": "s", "claim": "c", "speaker": "p", "article": "a", "judgement": "corrections"}

router = Room(include_in_schema=False)


class LogQuery(BaseModel):
    """Whose acts, of what kind, and which page of them."""

    editor: Value = ""
    action: Value = ""
    after: Cursor = ""
    before: Cursor = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a field."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act."""

    at: Day
    editor: str
    action: str
    subject: str
    href: str
    """Where the subject is to be seen; "" where it is nowhere."""
    note: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page of the log."""

    head: Head
    strip: Strip
    count: str
    editors: tuple[Choice, ...]
    actions: tuple[Choice, ...]
    asked: bool
    """Whether only a part of the log was asked for."""
    acts: tuple[ActLine, ...]
    newer: Link | None
    older: Link | None


@router.get(PATH)
def log(
    request: Request,
    db: Db,
    pages: Templates,
    chosen: Chosen,
    editing: Admin,
    asked: Annotated[LogQuery, Query()],
) -> Response:
    """What was done, the newest first."""
    found = queries.acts(
        db, asked.editor, asked.action, after=asked.after, before=asked.before, limit=chosen.page_size
    )

    def turned(words: str, **cursor: str | None) -> Link | None:
        kept = {"editor": asked.editor, "action": asked.action, **cursor}
        query = links.query([(name, value) for name, value in kept.items() if value])
        return Link(words, f"{PATH}?{query}") if all(cursor.values()) else None

    page = LogPage(
        head=Head("Log", "What was done, and by whom.", PATH, searchbox=False, index=False),
        strip=strip(editing),
        count=wording.count(found.total, "entry", "entries"),
        editors=_choices("Everybody", queries.names(db), asked.editor),
        actions=_choices("Everything", queries.actions(db), asked.action),
        asked=bool(asked.editor or asked.action),
        acts=tuple(map(_line, found.rows)),
        newer=turned("← Newer", before=found.before),
        older=turned("Older →", after=found.after),
    )
    return pages.render(request, "log.html", page)


def _choices(every: str, values: tuple[str, ...], asked: str) -> tuple[Choice, ...]:
    return (Choice("", every, not asked), *(Choice(value, value, value == asked) for value in values))


def _line(row: ActRow) -> ActLine:
    return ActLine(
        at=journal.moment(row.at),
        editor=row.editor or (STRANGER if row.action in attempts.BY_STRANGERS else COMMAND),
        action=row.action,
        subject=row.subject or "",
        href=f"/{_PAGES[row.kind]}/{row.subject}" if row.kind in _PAGES else "",
        note=row.note or "",
    )
