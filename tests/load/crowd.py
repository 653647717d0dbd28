"""Many readers at once, each asking for one thing after another by a connection of its own."""

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field

PATIENCE = 60.0


@dataclass
class Seen:
    """What became of all that was asked."""

    statuses: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    """Seconds from asking to the last byte."""
    later: int = 0
    """Answers 503 that say when to ask again."""
    wrong: list[str] = field(default_factory=list)
    """Every answer of 400 and above but those and "not found", and every one that broke off or never came."""
    turned_away: int = 0
    """Who came when the server was already stopping, and got nothing at all."""


@dataclass
class Crowd:
    """Readers of a server at a port of this machine, who ask until they are told that it ends."""

    port: int
    targets: list[str]
    seen: Seen = field(default_factory=Seen)
    stopping: bool = False
    """Whether the server was told to stop, so that nobody is surprised to find it gone."""
    _over: bool = False

    async def ask(self, readers: int) -> None:
        """Go on until `leave`."""
        await asyncio.gather(*(self._reader(number) for number in range(readers)))

    def leave(self) -> None:
        """Ask for nothing more."""
        self._over = True

    async def _reader(self, number: int) -> None:
        chance = random.Random(number)
        while not self._over:
            await self._one(chance.choice(self.targets))

    async def _one(self, target: str) -> None:
        begun, answer = time.perf_counter(), b""
        why = ""
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._answer(target)
        except (OSError, TimeoutError) as error:
            why = type(error).__name__
        if not answer:
            if self.stopping:
                self.seen.turned_away += 1
                self._over = True
            else:
                self.seen.wrong.append(f"{target}: nothing, {why}")
            return
        self.seen.times.append(time.perf_counter() - begun)
        head, _, body = answer.partition(b"\r\n\r\n")
        status = int(head.split(b" ", 2)[1])
        self.seen.statuses[status] += 1
        if status == 503 and b"\r\nretry-after: " in head.lower():
            self.seen.later += 1
        elif (status >= 400 and status != 404) or not _whole(head.lower(), body):
            self.seen.wrong.append(f"{target}: {status}, {len(body)} bytes {why}")

    async def _answer(self, target: str) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            answer = await reader.read(65536)
            begun = answer
            # Of a long answer only its beginning and its end tell anything.
            while piece := await reader.read(1 << 20):
                answer = (
                    begun + piece if len(answer) > 1 << 20 and b"chunked" in begun[:2000] else answer + piece
                )
            return answer
        finally:
            writer.close()


def _whole(head: bytes, body: bytes) -> bool:
    """Whether an answer came to its end."""
    for line in head.split(b"\r\n"):
        if line.startswith(b"content-length: "):
            return len(body) == int(line.split()[1])
        if line.startswith(b"transfer-encoding: chunked"):
            return body.endswith(b"0\r\n\r\n")
    return b" 304 " in head or b" 204 " in head
