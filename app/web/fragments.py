"""Links that open an article at its outlet where given words stand: text fragments."""

from functools import lru_cache
from urllib.parse import quote

from app.records import Span

_FEWEST, _MOST = 4, 24
"""Words that name a place: fewer are found elsewhere on the page, beside the article."""
_ENDS = ".,;:!?…"
_ASCII = bytes({*range(128)} - {*range(0x1C, 0x20)})
"""But for what parts words in a text and not in bytes."""
_SMALL = bytes(range(256)).lower().translate(bytes.maketrans(b"\t\n\v\f\r", b"     "))
"""By its code, what a character becomes: a small letter where it has one, a space where it parts words."""
_QUOTED = [quote(bytes([code]), safe="").replace("-", "%2D") for code in range(256)]
"""By its code, how a byte is written: a hyphen is syntax there, which percent-encoding leaves alone."""


def address(url: str, text: str, span: Span) -> str:
    """`url` with the fragment of `span`; without one where its beginning stands elsewhere in `text` too."""
    directive = fragment(text, span)
    return opening(url) + directive if directive else url


def opening(url: str) -> str:
    """`url` up to where a fragment follows that `fragment` made."""
    return f"{url}{'' if '#' in url else '#'}:~:text="


def fragment(text: str, span: Span) -> str:
    """The shortest beginning of the words of `span` that stands only once in `text`, and their end.

    "" where there is none. Matched as browsers do: whatever the case, and any white space for any other.
    """
    return fragment_of(span.of(text), whole(text))


def fragment_of(said: str, whole: bytes) -> str:
    """The same for what is `said`, in what `whole` made of the text."""
    said = said.strip()
    # Most are told by their first words and their last: the words between are not parted.
    for number in range(_FEWEST, _MOST + 1):
        words = said.split(None, number)
        start = " ".join(words[:number]).rstrip(_ENDS)
        folded = _folded(start.rstrip())
        at = whole.find(folded) if folded else -1
        if at >= 0 and whole.find(folded, at + 1) < 0:
            end = _end(whole, said, "".join(words[number:]), at, at + len(folded))
            return f"{_encoded(start)},{_encoded(end)}" if end else _encoded(start)
        if len(words) <= number:
            break
    return ""


def _end(whole: bytes, said: str, rest: str, at: int, after: int) -> str:
    """The fewest last words of the `rest` that are not met from `after` on, before they end what is `said`.

    That stands `at` a place in `whole`. "" where there are none.
    """
    folded = _folded(said.rstrip(_ENDS))
    if not whole.startswith(folded, at):
        folded = _folded(" ".join(said.split()).rstrip(_ENDS))
    stop, many, there = at + len(folded), 0, [rest]
    while many < len(there) and rest:
        many += 1
        there = rest.rsplit(None, many)
        end = " ".join(there[-many:]).rstrip(_ENDS)
        if len(end) > 3:
            folded = _folded(end.rstrip())
            if whole.find(folded, after) == stop - len(folded):
                return end
    return ""


@lru_cache(2)  # what stands in one article is asked for in a row
def whole(text: str) -> bytes:
    """A text to look for words in: with single spaces, and whatever the case."""
    # As bytes a text is folded many times faster, where what is not ASCII has no case and parts no words.
    said = text.encode()
    other = said.translate(None, _ASCII).decode()
    if other.casefold() == other == "".join(other.split()):
        # Paragraphs are a blank line apart: line breaks are found sooner than spaces are counted.
        said = b" ".join(filter(None, said.split(b"\n"))).translate(_SMALL).strip()
        while b"  " in said:
            said = said.replace(b"  ", b" ")
        return said
    return _folded(" ".join(text.split()))


def _folded(words: str) -> bytes:
    return words.casefold().encode()


def _encoded(words: str) -> str:
    if words.isascii() and words.replace(" ", "").isalnum():
        return words.replace(" ", "%20")
    return "".join([_QUOTED[code] for code in words.encode()])
