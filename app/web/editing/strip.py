"""The line at the head of every page of the editors' side: who is logged in, where to go, and the way out."""

from dataclasses import dataclass

from app.web.editing.allowed import Editing
from app.web.pages import Link

_LINKS = (
    ("reader", Link("Queue", "/review")),
    ("reader", Link("Speakers to join", "/review/speakers")),
    ("admin", Link("Log", "/review/log")),
    ("reader", Link("Account", "/review/account")),
)


@dataclass(frozen=True, slots=True)
class Strip:
    """What `reviewing.html` needs of a page: its field `strip`."""

    name: str
    role: str
    links: tuple[Link, ...]
    csrf: str
    """For the forms of the page, too."""


def strip(editing: Editing) -> Strip:
    """The line for somebody, with what they may see."""
    links = tuple(link for role, link in _LINKS if editing.may(role))
    return Strip(editing.name, editing.role, links, editing.csrf)
