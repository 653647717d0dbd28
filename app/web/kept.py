"""Answers that were given already and are right until anything is written: given again, nothing is run.

None can be stale. An answer is kept under its tag (see `unchanged`), which is made of the database's state
before anything was read for it, and of all of the request that it depends on; it is found only under the same
tag, and with another state all are let go. What is committed while an answer is made may be in it already: it
is newer then than its tag says, and the next request has another tag.
"""

from collections import OrderedDict
from dataclasses import dataclass

from starlette.types import Message, Send

LARGEST = 512_000
"""Bytes of the longest answer that is kept."""
_BESIDE = 1_000
"""Bytes that an answer takes beside its body, with what it is found by."""


@dataclass(frozen=True, slots=True)
class Answer:
    """All of what was sent for a request."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return len(self.body) + _BESIDE

    async def give(self, send: Send) -> None:
        """Send it again."""
        # Who sends it on adds headers of their own: to a list that is no other answer's.
        await send({"type": "http.response.start", "status": 200, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.body})


class Kept:
    """The answers of one state of the database, those given last, within so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._state = ""
        self._size = 0
        self._answers: OrderedDict[str, Answer] = OrderedDict()

    def of(self, state: str, tag: str) -> Answer | None:
        """The answer with this tag, where it was given since the database came to this state."""
        if state != self._state:
            self._state, self._size = state, 0
            self._answers.clear()
        if tag not in self._answers:
            return None
        self._answers.move_to_end(tag)
        return self._answers[tag]

    def keep(self, state: str, tag: str, answer: Answer) -> None:
        """Have an answer found again, unless the database came to another state meanwhile."""
        if state != self._state or tag in self._answers or answer.size > self._most:
            return
        self._answers[tag] = answer
        self._size += answer.size
        while self._size > self._most:
            self._size -= self._answers.popitem(last=False)[1].size


class Taken:
    """What is being sent for a request, piece by piece, for as long as it is short enough to be kept."""

    def __init__(self, begun: Message) -> None:
        # A list that others, who send it on, add to.
        self._headers: tuple[tuple[bytes, bytes], ...] = tuple(begun["headers"])
        self._pieces: list[bytes] = []
        self._size = 0

    def add(self, message: Message) -> Answer | None:
        """Take a piece of the body: the whole answer with the last one, None before and of too long ones."""
        piece = message.get("body", b"")
        self._size += len(piece)
        if self._size > LARGEST:
            self._pieces.clear()
            return None
        self._pieces.append(piece)
        return None if message.get("more_body") else Answer(self._headers, b"".join(self._pieces))
