"""What stands beside a place in a text, seen without copying all that stands before or behind it."""

import re

_BLANK = " \t"
_NARRATED = re.compile(r"(?:(?<=,)[\"”’»]+|[\"”’»]+,?\s?[—–-]) ?\w")

_SENTENCE = re.compile(
    r"(?<![A-Z])(?<![A-Z][a-z])(?<![A-Z][a-z]{2})(?<![A-Z][a-z]{3})[.!?…][\"”’»]?"
    r"\s+[^\W\d_]+[ ,][^\"“„«]*?\b[A-Z]\w"
)
"""One that begins with words of the article's own, and names somebody; "Mr." and "Prof." end none."""
_BETWEEN = 400


def behind(text: str, position: int) -> str:
    """The first character behind `position` that is no blank; "" at the end of the text."""
    while position < len(text) and text[position] in _BLANK:
        position += 1
    return text[position : position + 1]


def is_narrated_behind(text: str, position: int) -> bool:
    """Whether at `position` a closing mark stands and the sentence goes on: `…," he`, `…!" – so`."""
    return _NARRATED.match(text, position) is not None


def end_before(text: str, position: int, skipped: str | None = None) -> int:
    """Where the text before `position` ends without the characters `skipped` at its end, or white space."""
    while position and (text[position - 1].isspace() if skipped is None else text[position - 1] in skipped):
        position -= 1
    return position


def before(text: str, position: int, skipped: str | None = None) -> str:
    """The last character before `position` that is not to be `skipped`; "" at the beginning of the text."""
    end = end_before(text, position, skipped)
    return text[max(0, end - 1) : end]


def is_somebody_between(text: str, start: int, end: int) -> bool:
    """Whether soon behind `start`, and before `end`, a sentence begins that names somebody."""
    return _SENTENCE.search(text, start, min(end, start + _BETWEEN)) is not None
