"""The code that puts a statement or claim into another page."""

from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from markupsafe import Markup, escape

from app.web import words as shown
from app.web.lines import ClaimLine, StatementLine

WIDTH = 600
TALLEST = 10_000


@dataclass(frozen=True, slots=True)
class Snippet:
    """HTML to copy."""

    name: str
    """An HTML id."""
    label: str
    code: str
    href: str
    """Where what it shows is to be seen; "" where it shows itself."""


def snippets(origin: str, path: str, title: str, line: StatementLine, permalink: str) -> tuple[Snippet, ...]:
    """Both ways to embed a statement whose embed is at `path`: in a frame, and as text that needs nothing."""
    high = height(shown.plain(line.words), WIDTH)
    return (
        Snippet("embed-code", "In a frame", code(origin + path, title, WIDTH, high), path),
        still(line, permalink),
    )


def still(line: StatementLine | ClaimLine, permalink: str) -> Snippet:
    """Words as plain HTML: no script, no frame. A blockquote only for what stands in quotation marks."""
    named = line.speaker if isinstance(line, StatementLine) else line.claimer
    role = line.role if isinstance(line, StatementLine) else ""
    printed = line.printed
    when = printed.published.words if printed.published.machine else "date not stated"
    told = ", ".join(part for part in (named.words, named.note, role, printed.outlet.words, when) if part)
    words = Markup('<p dir="auto"{}>{}</p>').format(
        Markup(' lang="{}"').format(line.words.lang) if line.words.lang else "", shown.plain(line.words)
    )
    if line.words.quoted:
        words = Markup('<blockquote cite="{}">{}</blockquote>').format(permalink, words)
    notes = "".join(f" {note}." for note in line.words.notes)
    made = Markup(
        '<figure class="cuttings">\n{}\n<figcaption>{}.{} <a href="{}">{}</a></figcaption>\n</figure>'
    )
    return Snippet(
        "embed-still",
        "As plain HTML",
        str(made.format(words, told, notes, permalink, "In its paragraph, at Cuttings")),
        "",
    )


def code(src: str, title: str, width: int, height: int) -> str:
    """An iframe of a statement's embed; nothing in it runs, and its links open windows of their own."""
    return (
        f'<iframe src="{escape(src)}" title="{escape(title)}" width="{width}" '
        f'height="{height}" frameborder="0" loading="lazy" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )


def height(words: str, width: int) -> int:
    """Pixels that `words` and what stands around them need, more or less, at a width in pixels."""
    return 260 + 32 * ceil(len(words) * 11 / max(width - 48, 100))


def discovery(permalink: str, origin: str) -> tuple[tuple[str, str], ...]:
    """Media types and addresses of what oEmbed says of a permalink."""
    return tuple(
        (media_type, f"{origin}/oembed?{urlencode({'format': name, 'url': permalink})}")
        for name, media_type in (("json", "application/json+oembed"), ("xml", "text/xml+oembed"))
    )
