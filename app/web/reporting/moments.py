"""When a form was made, told by the form itself and signed: what it says later can be believed."""

import hashlib
import hmac
import secrets

LASTS = 24 * 3600
"""Seconds that a form may lie open."""


class Moments:
    """Made with a key that dies with the process: no form outlives it, and none can be made elsewhere."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def made(self, subject: str, now: float) -> str:
        """The moment `now`, to be carried by a form about `subject`."""
        told = f"{int(now)}"
        return f"{told}.{self._signed(subject, told)}"

    def age(self, sent: str, subject: str, now: float) -> float | None:
        """Seconds since a form about `subject` was made; None where it was not made here, or too long ago."""
        told, _, signed = sent.rpartition(".")
        right = self._signed(subject, told)
        if not hmac.compare_digest(signed.encode("utf-8", "replace"), right.encode()):
            return None
        age = now - float(told)
        return age if 0 <= age < LASTS else None

    def _signed(self, subject: str, told: str) -> str:
        words = f"{subject} {told}".encode("utf-8", "replace")
        return hmac.new(self._key, words, hashlib.sha256).hexdigest()[:32]
