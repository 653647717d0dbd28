"""Links that open an article at its outlet where given words stand: text fragments."""

from functools import lru_cache
from urllib.parse import quote

from app.records import Span

_FEWEST, _MOST = 4, 24
"""Words that name a place: fewer are found elsewhere on the page, beside the article."""
_ENDS = ".,;:!?…"


def address(url: str, text: str, span: Span) -> str:
    """`url` with the fragment of `span`; without one where its beginning stands elsewhere in `text` too."""
    directive = fragment(text, span)
    if not directive:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def fragment(text: str, span: Span) -> str:
    """The shortest beginning of the words of `span` that stands only once in `text`, and their end.

    "" where there is none. Matched as browsers do: whatever the case, and any white space for any other.
    """
    words = span.of(text).split()
    whole = _whole(text)
    for number in range(min(_FEWEST, len(words)), min(_MOST, len(words)) + 1):
        start = " ".join(words[:number]).rstrip(_ENDS)
        if start and _once(whole, _folded(start)):
            end = _end(whole, words, number, _folded(start))
            return _encoded(start) + (f",{_encoded(end)}" if end else "")
    return ""


def _end(whole: str, words: list[str], taken: int, start: str) -> str:
    """The fewest last words that are not met before they end the span; "" where `start` has to do."""
    at = whole.index(start)
    stop = at + len(_folded(" ".join(words)).rstrip(_ENDS))
    for number in range(1, len(words) - taken + 1):
        end = " ".join(words[-number:]).rstrip(_ENDS)
        folded = _folded(end)
        if len(end) > 3 and whole.find(folded, at + len(start)) == stop - len(folded):
            return end
    return ""


def _once(whole: str, part: str) -> bool:
    first = whole.find(part)
    return first >= 0 and whole.find(part, first + 1) < 0


@lru_cache(2)  # what stands in one article is asked for in a row
def _whole(text: str) -> str:
    return _folded(text)


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _encoded(words: str) -> str:
    # A hyphen is syntax there, and the only such character that percent-encoding leaves alone.
    return quote(words, safe="").replace("-", "%2D")
