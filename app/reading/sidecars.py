"""Facts in a file of their own, beside a text of the same name."""

import tomllib
from pathlib import PurePath

from app.errors import BadInput
from app.reading.decoding import decode
from app.reading.given import Given

SIDECAR = ".toml"


def name(given: Given) -> str:
    """What the file would be called."""
    return f"{PurePath(given.name).stem}{SIDECAR}"  # a page of the web may have no name at all


def stated(given: Given, limit: int) -> dict[str, object]:
    """Facts by their keys, none where there is no such file. Raises BadInput, OSError."""
    beside = name(given)
    raw = given.beside(beside)
    if raw is None:
        return {}
    if not raw:
        raise BadInput(f"{beside} beside it is empty")
    if len(raw) > limit:
        raise BadInput(f"{beside} beside it is larger than the limit for an article, {limit:,} bytes")
    try:
        return tomllib.loads(decode(raw))
    except (ValueError, RecursionError) as error:  # a number may be too long for Python, too
        raise BadInput(f"{beside} beside it is not TOML: {error}") from error
    except BadInput as error:
        raise BadInput(f"{beside} beside it {error}") from error


def both(given: Given, front: dict[str, object], limit: int) -> dict[str, object]:
    """What front matter and a sidecar state, or else whoever led here. Raises BadInput, OSError."""
    beside = stated(given, limit)
    twice = sorted(front.keys() & beside.keys())
    if twice:
        raise BadInput(f"{', '.join(twice)} stated both in the front matter and in {name(given)}")
    return {**given.stated, **front, **beside}
