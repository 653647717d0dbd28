"""Proof of having known the token, for a time: kept in a cookie, and of no use for finding the token."""

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

LASTS = 12 * 3600
"""Seconds that nobody is asked for the token again."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """Made with a key that another token would change: nobody keeps access whose token was replaced."""

    key: bytes

    def made(self) -> str:
        """A new proof, to be kept in a cookie."""
        told = f"{int(time.time()) + LASTS}.{secrets.token_hex(8)}"
        return f"{told}.{self._signed('proof', told)}"

    def holds(self, proof: str) -> bool:
        """Whether a proof was made here, and not too long ago."""
        told, _, signed = proof.rpartition(".")
        if not _same(signed, self._signed("proof", told)):
            return False
        return int(told.partition(".")[0]) > time.time()

    def form(self, proof: str) -> str:
        """What each form carries that was made for the holder of a proof."""
        return self._signed("form", proof)

    def is_form(self, sent: str, proof: str) -> bool:
        """Whether `sent` came from a form that was made for the holder of a proof."""
        return _same(sent, self.form(proof))

    def _signed(self, what: str, words: str) -> str:
        return hmac.new(self.key, f"{what} {words}".encode(), hashlib.sha256).hexdigest()


def proofs(token: str) -> Proofs:
    """Those that `token` makes."""
    return Proofs(hmac.digest(token.encode(), b"cuttings: adding articles", "sha256"))


def knows(sent: str, token: str) -> bool:
    """Whether what was sent is the token, in a time that tells nothing of where the two differ."""
    digests = (hashlib.sha256(words.encode("utf-8", "replace")).digest() for words in (sent, token))
    return hmac.compare_digest(*digests)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
