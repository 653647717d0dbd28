"""Is this quote in here? One quotation, or every one of a pasted text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Query
from pydantic import BaseModel, Field
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app import checking
from app.checking import Checked, Question
from app.errors import BadInput
from app.link import saying
from app.quoting import Quoted, quoted
from app.settings import Settings
from app.store.queries import coverage
from app.web import checked as shown
from app.web import covered, wording
from app.web.checked import Entry
from app.web.checked_records import Answers, told
from app.web.pages import Head
from app.web.rooms import Room
from app.web.routes.described import LIST
from app.web.sessions import Chosen, Db, Templates

router = Room()

LONGEST, MOST = 20_000, 50
"""Characters that are read of a pasted text, and quotations that are answered."""
TOO_LONG = f"At most {LONGEST:,} characters are read at a time."
_SENT = 12 * LONGEST
"""Bytes of a request that a text of that length may come to."""
_FIELDS = 20
_ADDRESS = 1_500
"""Characters of an address that is still worth sending on."""


class CheckQuery(BaseModel):
    """What is asked about, and whose it is said to be."""

    q: Annotated[str, Field(max_length=LONGEST, description="A quotation, or a text with several.")] = ""
    by: Annotated[str, Field(max_length=200, description="Whose it is said to be, by name.")] = ""
    p: Annotated[str, Field(max_length=64, description="The same by identifier.")] = ""


async def sent(request: Request) -> CheckQuery:
    """The same out of the body of a form."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _SENT:
            raise BadInput(TOO_LONG)
    try:
        fields = parse_qs(body.decode(errors="replace"), max_num_fields=_FIELDS)
        return CheckQuery(**{name: fields[name][0] for name in CheckQuery.model_fields if name in fields})
    except ValueError as error:  # of pydantic's, or of more fields
        raise BadInput(TOO_LONG) from error


Asked = Annotated[CheckQuery, Query()]
Sent = Annotated[CheckQuery, Depends(sent)]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The question, and an answer for each quotation in it."""

    head: Head
    q: str
    by: str
    p: str
    longest: int
    most: int
    entries: tuple[Entry, ...]
    count: str
    notes: tuple[str, ...]
    covered: str


@router.get("/check", include_in_schema=False)
def check(request: Request, db: Db, pages: Templates, chosen: Chosen, asked: Asked) -> Response:
    """The answers at an address that can be sent on."""
    return pages.render(request, "check.html", _page(db, chosen, asked))


@router.post("/check", include_in_schema=False)
def pasted(request: Request, db: Db, pages: Templates, chosen: Chosen, asked: Sent) -> Response:
    """The same for a text too long for an address; nothing of it is kept."""
    address = shown.address(asked.q.strip(), name=asked.by.strip(), ident=asked.p)
    if len(address) <= _ADDRESS:
        return RedirectResponse(address, 303)
    return pages.render(request, "check.html", _page(db, chosen, asked))


@router.get("/check.json", responses={422: LIST[422]}, tags=["Reading"])
def check_json(request: Request, db: Db, pages: Templates, chosen: Chosen, asked: Asked) -> Answers:
    """Whether each quotation of a text is in here: exact, in other wording, somebody else's, or not here.

    "not here" is about this archive, whose extent stands beside it; it never means that nobody said so.
    """
    every = questions(asked)
    found = answers(db, every)
    return Answers(
        pages.origin(request) + shown.address(asked.q.strip(), name=asked.by.strip(), ident=asked.p.strip()),
        coverage.coverage(db),
        tuple(told(one, chosen.display_threshold, pages.origin(request)) for one in found),
        len(every) - len(found),
    )


def questions(asked: CheckQuery) -> tuple[Question, ...]:
    """Every quotation of a text, the first with whom the text names for them; a text without marks is one."""
    q, by = asked.q.strip(), " ".join(asked.by.split())
    found = quoted(q)
    idents = (asked.p.strip().lower(),) if asked.p.strip() else ()
    if not found:
        return (Question(" ".join(q.split()), by, idents),) if q else ()
    return tuple(
        Question(one.words, "" if idents else by or _named(q, number, one), idents)
        for number, one in enumerate(found)
    )


def _named(text: str, number: int, one: Quoted) -> str:
    # Of what gets no answer the names would take longest: thousands fit a text.
    return saying.named(text, one.start, one.end) if number < MOST else ""


def answers(db: Session, asked: Sequence[Question]) -> tuple[Checked, ...]:
    """The answers to the first of some questions."""
    return tuple(checking.checked(db, question) for question in asked[:MOST])


def _page(db: Session, chosen: Settings, asked: CheckQuery) -> CheckPage:
    q, by, p = asked.q.strip(), asked.by.strip(), asked.p.strip().lower()
    held, every = coverage.coverage(db), questions(asked)
    found = answers(db, every)
    entries = tuple(
        shown.entry(number, one, held, chosen.display_threshold) for number, one in enumerate(found, 1)
    )
    address = shown.address(q, name=by, ident=p)
    head = Head(
        "Is this quote in here?",
        "Paste a quotation, or a text with several: are these words here, and whose are they?",
        address if len(address) <= _ADDRESS else "/check",
        section="Check",
        json=address.replace("/check", "/check.json", 1) if q and len(address) <= _ADDRESS else None,
        searchbox=False,
        index=not q,
    )
    if q:
        head = replace(head, title=f"Check: {wording.clipped(q, 60)}")
    left = len(every) - len(found)
    return CheckPage(
        head=head,
        q=q,
        by=by,
        p=p,
        longest=LONGEST,
        most=MOST,
        entries=entries,
        count=wording.count(len(entries), "quotation"),
        notes=(f"{wording.count(left, 'further quotation')} not looked at: at most {MOST} are.",)
        if left
        else (),
        covered=covered.words(held),
    )
