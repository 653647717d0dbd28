"""What the entries of a feed state, told by a process of its own (`main`) where the feed is a long one.

The parser of feeds takes the square of what it is given in several places (a long name of an author, many
categories): a file of two megabytes could keep it for a day. So it is given only so much time and memory,
and knows nothing of the rest.
"""

import json
import re
import resource
import sys
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from typing import Any

SECONDS, MEMORY = 20, 1_000_000_000
"""Of the processor's time, and bytes."""
MOST = 2000
"""Entries that are looked at in one feed."""
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+))")
_DIGITS = 8
"""Of a reference to a character at most, zeros before it included."""
_STATED = ("link", "title", "published", "author", "id", "summary")


def told(raw: bytes, address: str, media_type: str) -> dict[str, Any]:
    """The entries, the feed's publisher, and why it cannot be read where it cannot."""
    import feedparser  # noqa: PLC0415 - under the limits that `main` set

    headers = {"content-type": media_type, "content-location": address}
    # Only as a stream: anything else feedparser may take for a file's name or an address, and open it.
    try:
        feed = feedparser.parse(BytesIO(_REFERENCE.sub(_referred, raw)), response_headers=headers)
    except (ValueError, OverflowError) as error:  # of its encoding, as it states that
        return {"entries": [], "publisher": None, "wrong": f"its parser says {type(error).__name__}"}
    return {
        "entries": [_entry(entry) for entry in feed.entries[:MOST]],
        "publisher": feed.feed.get("publisher"),
        "wrong": _reason(feed) if feed.bozo else None,
    }


def _referred(found: re.Match[bytes]) -> bytes:
    """A reference as it stands where it is to a character: feedparser ends at any other."""
    digits = found[1] or found[2]
    number = int(digits, 16 if found[1] else 10) if len(digits) <= _DIGITS else sys.maxunicode + 1
    is_character = number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF
    return found[0] if is_character else b"&#xFFFD"


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    stated = {name: entry.get(name) for name in _STATED}
    return {
        **stated,
        "authors": [dict(each) for each in entry.get("authors") or [] if each],
        "source": (entry.get("source") or {}).get("title"),
        "updated": entry.get("updated") if "updated" in entry else None,
        "content": [each.get("value") for each in entry.get("content") or []],
    }


def _reason(feed: Mapping[str, Any]) -> str:
    error = feed.get("bozo_exception")
    getting = getattr(error, "getMessage", None)
    return str(getting() if getting else error)


def main() -> None:
    """Read a feed from the standard input, and print what it states as JSON."""
    for limit, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        # Not every system has both.
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))
    json.dump(told(sys.stdin.buffer.read(), *sys.argv[2:4]), sys.stdout)
