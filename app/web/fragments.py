"""Links that open an article at its outlet where given words stand: text fragments."""

from functools import lru_cache
from urllib.parse import quote

from app.records import Span

_FEWEST, _MOST = 4, 24
"""Words that name a place: fewer are found elsewhere on the page, beside the article."""
_ENDS = ".,;:!?…"
_ASCII = bytes({*range(128)} - {*range(0x1C, 0x20)})
"""But for what parts words in a text and not in bytes."""


def address(url: str, text: str, span: Span) -> str:
    """`url` with the fragment of `span`; without one where its beginning stands elsewhere in `text` too."""
    directive = fragment(text, span)
    return joined(url, directive) if directive else url


def joined(url: str, directive: str) -> str:
    """`url` with a fragment that `fragment` made."""
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def fragment(text: str, span: Span) -> str:
    """The shortest beginning of the words of `span` that stands only once in `text`, and their end.

    "" where there is none. Matched as browsers do: whatever the case, and any white space for any other.
    """
    words = span.of(text).split()
    whole = _whole(text)
    for number in range(min(_FEWEST, len(words)), min(_MOST, len(words)) + 1):
        start = " ".join(words[:number]).rstrip(_ENDS)
        folded = _folded(start)
        at = whole.find(folded) if folded else -1
        if at >= 0 and whole.find(folded, at + 1) < 0:
            end = _end(whole, words, number, at, len(folded))
            return _encoded(start) + (f",{_encoded(end)}" if end else "")
    return ""


def _end(whole: str, words: list[str], taken: int, at: int, length: int) -> str:
    """The fewest last words that are not met before they end the span; "" where its start has to do.

    That start stands `at` a place in `whole`, for so many characters.
    """
    stop = at + len(" ".join(words).casefold().rstrip(_ENDS))
    for number in range(1, len(words) - taken + 1):
        end = " ".join(words[-number:]).rstrip(_ENDS)
        folded = _folded(end)
        if len(end) > 3 and whole.find(folded, at + length) == stop - len(folded):
            return end
    return ""


@lru_cache(2)  # what stands in one article is asked for in a row
def _whole(text: str) -> str:
    # As bytes a text is folded many times faster, where what is not ASCII has no case and parts no words.
    said = text.encode()
    other = said.translate(None, _ASCII).decode()
    if other.casefold() == other == "".join(other.split()):
        return b" ".join(said.lower().split()).decode()
    return " ".join(text.split()).casefold()


def _folded(words: str) -> str:
    """Of words that single spaces join; where only marks were after the last of these, it goes, too."""
    return words.rstrip().casefold()


def _encoded(words: str) -> str:
    if words.isascii() and words.replace(" ", "").isalnum():
        return words.replace(" ", "%20")
    # A hyphen is syntax there, and the only such character that percent-encoding leaves alone.
    return quote(words, safe="").replace("-", "%2D")
