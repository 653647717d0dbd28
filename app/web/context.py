"""How much of an article a page shows around the words it is about, and the links to more and less."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.store.queries.reading import NEIGHBOURS
from app.web import links, wording
from app.web.pages import Link

_STEPS = (NEIGHBOURS, 3, 9)
_ALL = 100_000
"""More paragraphs than an article has."""


@dataclass(frozen=True, slots=True)
class Context:
    """Paragraphs on each side, told, and other amounts of them."""

    told: str
    wider: Link | None
    narrower: Link | None


def read(asked: str) -> int:
    """How many paragraphs on each side are asked for; whatever is no number asks for as many as ever."""
    if asked == "all":
        return _ALL
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else NEIGHBOURS
    return max(number, NEIGHBOURS)


def context(neighbours: int, path: str, kept: Iterable[tuple[str, str]], *, more: bool) -> Context:
    """The links from `neighbours` on; `kept` are the parameters that stay, `more` says that there is more."""

    def address(number: int) -> str:
        asked = "" if number == NEIGHBOURS else "all" if number == _ALL else str(number)
        parameters = links.query([*kept, ("context", asked)])
        return f"{path}?{parameters}" if parameters else path

    wider = next((step for step in _STEPS if step > neighbours), _ALL)
    whole = neighbours >= _ALL or not more
    return Context(
        "Everything around it is shown"
        if whole
        else f"{wording.count(neighbours, 'paragraph')} on each side",
        None if whole else Link("More context" if wider < _ALL else "As much as there is", address(wider)),
        Link("Less context", address(NEIGHBOURS)) if neighbours > NEIGHBOURS else None,
    )
