"""Serving the pages at an address that is free, and saying which."""

import ctypes
import errno
import gc
import signal
import socket
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cli import sockets
from app.cli.telling import complain
from app.errors import AppError
from app.settings import Settings

FIRST_PORT = 8000
_FILES = 8_192
_PORTS_TRIED = 20
_OBJECTS = 10_000
"""Made and not let go of until Python looks through the newest for garbage. It would at 700, in the midst of
each chunk of a long answer's rows, where there is none: that took a twentieth of such an answer."""
_TRIM_ABOVE, _MAP_ABOVE, _ARENAS = -1, -3, -8
"""Options of GNU's `mallopt`: bytes at the end of the heap, and of one piece, from which memory goes back at
once; heaps that threads have of their own."""


def serve_pages(
    settings: Settings, host: str, port: int | None, *, open_browser: bool, at: Path | None = None
) -> None:
    """Serve until Ctrl-C: at the socket file `at`, or on a `port`, without one on the first that is free."""
    _give_back()
    _open_more()
    # What is loaded here stays: looking through it for garbage, now or ever after, is in vain.
    gc.disable()
    from app.web.app import create_app
    from app.web.connections import server
    from app.web.hosts import Hosts, is_local

    app = create_app(settings)
    if at is None and is_local(host):
        app.add_middleware(Hosts, base_url=settings.base_url)
    gc.freeze()
    gc.set_threshold(_OBJECTS)
    gc.enable()
    with _open(host, port, at) as (listener, address):
        print(f"Cuttings is at {address} — Ctrl-C stops it.", flush=True)
        # The socket listens already: a browser that comes early waits instead of failing.
        if open_browser and not webbrowser.open(address):
            complain("No browser could be opened; follow the address above.")
        running = server(app, settings)
        running.run(sockets=[listener])
    if not running.started:
        raise AppError("The server could not start; see above.")


@contextmanager
def _open(host: str, port: int | None, at: Path | None) -> Iterator[tuple[socket.socket, str]]:
    """A listening socket, and how to reach it; who asks the process to end, ends it here, and all is well."""
    if at is None:
        made = listening(host, port)
        seen = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else f"[{host}]" if ":" in host else host  # noqa: S104
        address = f"http://{seen}:{made.getsockname()[1]}/"
    else:
        made, address = sockets.listen(at), f"unix:{at}"
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield made, address
    finally:
        signal.signal(signal.SIGTERM, before)
        if at is not None:
            at.unlink(missing_ok=True)


def _end(_number: int, _frame: object) -> None:
    raise SystemExit


def _give_back() -> None:
    """Have the C library give memory back that Python has freed, instead of keeping it for each thread.

    The lists' index is worked on in large arrays for a moment; at a million statements that is a third of
    what a server would hold for ever.
    """
    if not sys.platform.startswith("linux"):
        return
    library = ctypes.CDLL(None)
    set_option = getattr(library, "mallopt", None)
    if set_option is not None:  # other C libraries than GNU's have none
        for option, value in ((_ARENAS, 1), (_TRIM_ABOVE, 4_000_000), (_MAP_ABOVE, 400_000)):
            set_option(option, value)


def _open_more() -> None:
    """Have the system let this process open all the files that it may: each connection is one."""
    if sys.platform.startswith("win"):
        return
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if most == resource.RLIM_INFINITY else min(_FILES, most)
    if resource.RLIM_INFINITY != now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def listening(host: str, port: int | None) -> socket.socket:
    """A listening socket: on `port`, or on the first free one of a few when the reader did not choose."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED) if port is None else [port]:
        try:
            listener = socket.create_server((host, number), family=family)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                why = str(error.strerror).partition(" (while")[0]
                raise AppError(f"Cannot listen on {host}, port {number}: {why}.") from error
        else:
            # Every connection has it then; asyncio sets it only on sockets that say they are for TCP, which
            # this does not. Without it the end of a short page waits until its beginning is acknowledged, and
            # browsers wait 40 ms for more to acknowledge.
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return listener
    taken = f"Port {port} is" if port is not None else f"Ports {FIRST_PORT} to {number} are all"
    raise AppError(f"{taken} taken already: choose another with --port.")
