"""What was done through accounts, as the log shows it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ActRow:
    """One entry of the audit log."""

    at: datetime
    editor: str | None
    """None for a command, and for somebody who was not logged in."""
    action: str
    subject: str | None
    """An identifier, or the name of an account."""
    kind: str | None
    """Of what the subject identifies; None where it is no identifier."""
    note: str | None
