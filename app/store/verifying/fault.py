"""What a check finds."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be."""

    where: str
    """The path of a page, or a table."""
    what: str


Findings = Iterator[Fault | None]
"""One for each thing looked at: None where it is as it should be."""
