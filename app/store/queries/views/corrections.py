"""What people decided of a statement or claim, as it is told wherever that is shown."""

from dataclasses import dataclass
from datetime import datetime

from app.records import Verdict


@dataclass(frozen=True, slots=True)
class Correction:
    """A judgement that holds, or waits for an editor, as a statement or claim is told with it."""

    id: str
    """Its identifier, as in ``/corrections/{id}``."""
    made: datetime
    verdict: Verdict
    was: str
    """What was shown before, by verdict: a name, words, a kind, codes of countries, a type; or ""."""
    was_speaker: str | None
    """The identifier of the speaker who was named before."""
    reason: str
    editor: str
    waits: str = ""
    """Why it waits for an editor; "" where it holds."""
    withdrawn: datetime | None = None
    """When it was taken back."""
    withdrawn_reason: str = ""
    of: str = ""
    """The statement it is about, where it is told with a claim in that."""
