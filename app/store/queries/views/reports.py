"""Readers' reports as editors are told of them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report."""

    id: int
    subject: str
    """The identifier of a statement or claim."""
    version: int | None
    """Number of the version that the reader saw; None of a claim."""
    problem: str
    note: str
    """"" where there is none."""
    sent: datetime
