"""The code that puts a statement into another page."""

from math import ceil
from urllib.parse import urlencode

from markupsafe import escape

WIDTH = 600
TALLEST = 10_000


def code(origin: str, ident: str, title: str, width: int, height: int) -> str:
    """An iframe of a statement's embed; nothing in it runs, and its links open windows of their own."""
    return (
        f'<iframe src="{escape(origin)}/s/{ident}/embed" title="{escape(title)}" width="{width}" '
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
