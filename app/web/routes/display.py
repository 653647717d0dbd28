"""The page on which readers choose how pages are shown to them."""

from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.errors import BadInput
from app.web import display
from app.web.pages import Head
from app.web.rooms import Room
from app.web.sessions import Templates, secure

router = Room(include_in_schema=False)

_YEAR = 365 * 24 * 3600
_LONGEST = 4_000
"""Characters of a form that is worth reading."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several that exclude each other."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """A question and its possible answers."""

    name: str
    title: str
    note: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class DisplayPage:
    """The form."""

    head: Head
    settings: tuple[Setting, ...]
    back: str
    """Where to return to."""


@router.get("/display")
def form(request: Request, pages: Templates) -> Response:
    """Light or dark, how large, with or without keys."""
    head = Head(
        "Display",
        "Light or dark, larger text, and keyboard shortcuts: how pages are shown to you.",
        "/display",
        section="Display",
    )
    page = DisplayPage(head, _settings(display.of(request)), display.came_from(request))
    return pages.render(request, "display.html", page)


@router.post("/display")
async def choose(request: Request) -> Response:
    """Keep the choices in a cookie and go back to where the reader was."""
    body = await request.body()
    if len(body) > _LONGEST:
        raise BadInput("This form is longer than any that the page sends.")
    sent = parse_qs(body.decode("ascii", "replace"))
    chosen = display.chosen({value for name in ("theme", "size", "keys") for value in sent.get(name, ())})
    back = display.on_this_site(sent.get("back", [""])[0])
    answer = RedirectResponse(back or "/display", 303)
    if chosen.cookie:
        answer.set_cookie(
            display.COOKIE,
            chosen.cookie,
            max_age=_YEAR,
            secure=secure(request),
            httponly=True,
            samesite="lax",
        )
    else:
        answer.delete_cookie(display.COOKIE, secure=secure(request), httponly=True, samesite="lax")
    return answer


def _settings(now: display.Display) -> tuple[Setting, ...]:
    system = {"": "As your system has it", "light": "Light", "dark": "Dark"}
    browser = {"": "As your browser has it", "large": "Large", "larger": "Larger"}
    note = "Single keys that move through results and paragraphs. They never act while you type in a field."
    return (
        _setting("theme", "Colours", "", now.theme, system),
        _setting("size", "Size of text", "", now.size, browser),
        _setting(
            "keys", "Keyboard shortcuts", note, "" if now.keys else "nokeys", {"": "On", "nokeys": "Off"}
        ),
    )


def _setting(name: str, title: str, note: str, now: str, labels: dict[str, str]) -> Setting:
    return Setting(
        name, title, note, tuple(Choice(value, label, value == now) for value, label in labels.items())
    )
