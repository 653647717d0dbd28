"""Which part of the queue an editor looks through, as addresses hold it."""

import re
from dataclasses import dataclass, fields, replace
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from app.errors import BadInput
from app.store.queries.queue import WHY, Asked
from app.store.queries.views import Place
from app.web import links
from app.web.sessions import settings

QUEUE = "/review"
SPEAKERS = "/review/speakers"
_NAMES = ("why", "what", "article", "speaker")
_IDENT = re.compile(r"[0-9a-z]{8}")
_PLACE = re.compile(r"(-?\d{1,9})_(-?\d{1,9})_(-?\d{1,9})_(\d(?:\.\d{1,20}|e-\d{1,3})?)_([01])_(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Part:
    """The part of the queue asked for, and what each address in it carries on."""

    asked: Asked

    def pairs(self, **more: str) -> list[tuple[str, str]]:
        """The parameters that keep to this part, with more."""
        kept = [(name, str(getattr(self.asked, name))) for name in _NAMES]
        return [*kept, *more.items()]

    def queue(self, **more: str) -> str:
        """The address of the queue narrowed to this part."""
        query = links.query(self.pairs(**more))
        return f"{QUEUE}?{query}" if query else QUEUE

    def record(self, kind: str, ident: str, **more: str) -> str:
        """The address where a statement or claim is judged, on the way through this part."""
        query = links.query(self.pairs(**more))
        return f"{path(kind, ident)}?{query}" if query else path(kind, ident)

    def carried(self, address: str) -> str:
        """An address without parameters, with those of this part; "" stays so."""
        query = links.query(self.pairs())
        return f"{address}?{query}" if address and query else address

    def with_(self, **changed: str) -> "Part":
        """Another part."""
        return Part(replace(self.asked, **changed))  # type: ignore[arg-type]


def path(kind: str, ident: str) -> str:
    """Where a statement or claim is judged."""
    return f"{QUEUE}/{'s' if kind == 'statement' else 'c'}/{ident}"


def _part(request: Request, why: str = "", what: str = "", article: str = "", speaker: str = "") -> Part:
    if why not in WHY or what not in ("", "statement", "claim"):
        raise BadInput(f"why: one of {', '.join(filter(None, WHY))}; what: statement or claim.")
    idents = [each for each in (article.lower(), speaker.lower()) if each]
    if not all(_IDENT.fullmatch(each) for each in idents):
        raise BadInput("article and speaker: an identifier of eight letters and digits.")
    sure = settings(request).display_threshold
    return Part(Asked(why, what, article.lower(), speaker.lower(), sure))


Through = Annotated[Part, Depends(_part)]
"""The part of the queue that a page is opened from."""


def told(place: Place | None) -> str:
    """A place in the queue as an address holds it."""
    return "_".join(str(getattr(place, field.name)) for field in fields(Place)) if place else ""


def place(told: str) -> Place | None:
    """The place that an address holds, None where it holds none. Raises BadInput."""
    if not told:
        return None
    found = _PLACE.fullmatch(told)
    if found is None:
        raise BadInput("This page's address is damaged: start again from the beginning of the queue.")
    reports, waits, disputed, confidence, what, id_ = found.groups()
    return Place(int(reports), int(waits), int(disputed), float(confidence), int(what), int(id_))
