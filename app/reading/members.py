"""What archives hold, read by name as a folder would be; nothing of it is ever written under its name."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import PurePath, PurePosixPath
from typing import BinaryIO

from app.reading.given import Choices, FormatOf, Given, Ration
from app.reading.names import is_hidden, shown
from app.records import Read

MOST = 200_000
"""Members of one archive."""
_DEEPEST = 2
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive, not read yet."""

    name: str
    """With its folders, as people can read it; whatever it says, no file is opened by it."""
    open: Callable[[Ration], BinaryIO]
    """Its bytes, unpacked within what is allowed. Raises OSError, and so does reading them."""
    why_not: str | None = None
    """Why it is not opened at all."""


def named(name: str) -> str:
    """A member's name as it can be printed and stored."""
    return _CONTROL.sub("\ufffd", shown(PurePosixPath(name)))


def ration(given: Given, choices: Choices) -> Ration:
    """What the archive may come to: what the one around it left, or all that is allowed."""
    return given.ration or Ration(choices.archive_limit)


def reads(
    members: Iterable[Member], given: Given, choices: Choices, format_of: FormatOf, allowed: Ration
) -> Iterator[Read]:
    """All articles in `members`, by name. Raises nothing."""
    if given.depth > _DEEPEST:
        yield Read(given.place, None, f"lies in more than {_DEEPEST} archives")
        return
    ordered = sorted(members, key=lambda member: member.name)
    by_name = {member.name: member for member in ordered}
    found = False
    for member in wanted(ordered, format_of):
        found = True
        inner = replace(
            given,
            place=f"{given.place}: {member.name}",
            name=PurePath(member.name).name,
            url=None,
            media_type=None,
            charset=None,
            beside=partial(_beside, by_name, member.name, choices.limit, allowed),
            depth=given.depth + 1,
            ration=allowed,
        )
        yield from _reads(member, inner, choices, format_of)
        if allowed.left <= 0:
            yield Read(given.place, None, "comes to more than may be unpacked; the rest of it is not read")
            return
    if not found:
        yield Read(given.place, None, "holds no article of a known kind")


def wanted(members: Sequence[Member], format_of: FormatOf) -> list[Member]:
    """Those of a known kind that are not hidden."""
    return [member for member in members if _readable(PurePath(member.name), format_of)]


def _readable(path: PurePath, format_of: FormatOf) -> bool:
    return (
        not any(map(is_hidden, path.parts)) and format_of(Given(path.name, path.name, BytesIO())) is not None
    )


def _reads(member: Member, inner: Given, choices: Choices, format_of: FormatOf) -> Iterator[Read]:
    if member.why_not:
        yield Read(inner.place, None, member.why_not)
        return
    try:
        with member.open(inner.ration or Ration(0)) as stream:
            opened = replace(inner, stream=stream)
            read = format_of(opened)
            if read is not None:
                yield from read(opened, choices)
    except OSError as error:
        yield Read(inner.place, None, f"cannot be read: {error.strerror}")


def _beside(by_name: Mapping[str, Member], of: str, limit: int, allowed: Ration, name: str) -> bytes | None:
    found = by_name.get(str(PurePosixPath(of).with_name(name)))
    if found is None or found.why_not:
        return None
    with found.open(allowed) as stream:
        return stream.read(limit + 1)
