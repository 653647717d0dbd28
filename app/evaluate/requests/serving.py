"""A real server over an archive: how soon it answers, what it holds in memory, how much it gives to eight."""

import http.client
import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

CLIENTS = 8
_PATIENCE = 120.0
"""Seconds after which a server that does not answer will not."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers."""

    process: int
    port: int
    seconds: float
    """From its beginning to its first answer."""


@contextmanager
def running(
    command: Sequence[str], port: int, first: str = "/robots.txt", **chosen: str
) -> Iterator[Running]:
    """Run a command that serves at a port of this machine, until it is no longer needed.

    `chosen` are variables of its environment. Python keeps what it has compiled, as it does for anybody.
    """
    begun = time.monotonic()
    quiet = subprocess.DEVNULL
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=quiet, stderr=quiet, env={**around, **chosen}
    ) as process:
        try:
            while time.monotonic() - begun < _PATIENCE and process.poll() is None:
                try:
                    fetched(port, first)
                    break
                except OSError:
                    time.sleep(0.02)
            yield Running(process.pid, port, time.monotonic() - begun)
        finally:
            process.terminate()


def fetched(port: int, target: str) -> int:
    """The bytes of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        connection.request("GET", target)
        return len(connection.getresponse().read())
    finally:
        connection.close()


def led(port: int, target: str) -> str:
    """Where the server's redirects lead from an address: what is asked there is a page."""
    for _ in range(3):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        connection.request("GET", target)
        to = connection.getresponse().headers.get("Location")
        connection.close()
        if to is None:
            break
        target = to
    return target


def throughput(port: int, target: str, seconds: float = 3.0) -> float:
    """Answers a second to eight clients that each ask again as soon as they were answered."""
    counts = [0] * CLIENTS
    end = time.monotonic() + seconds

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        while time.monotonic() < end:
            connection.request("GET", target)
            connection.getresponse().read()
            counts[number] += 1
        connection.close()

    begun = time.monotonic()
    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - begun)
