"""Serving the pages at an address that is free, and saying which."""

import ctypes
import errno
import gc
import socket
import sys
import webbrowser

from app.cli.telling import complain
from app.errors import AppError
from app.settings import Settings

FIRST_PORT = 8000
_PORTS_TRIED = 20
_TRIM_ABOVE, _MAP_ABOVE, _ARENAS = -1, -3, -8
"""Options of GNU's `mallopt`: bytes at the end of the heap, and of one piece, from which memory goes back at
once; heaps that threads have of their own."""


def serve_pages(settings: Settings, host: str, port: int | None, *, open_browser: bool) -> None:
    """Serve until Ctrl-C; without a `port`, on the first free one."""
    _give_back()
    # What is loaded here stays: looking through it for garbage, now or ever after, is in vain.
    gc.disable()
    import uvicorn

    from app.web.app import create_app

    app = create_app(settings)
    gc.freeze()
    gc.enable()
    listener = _listen(host, port)
    seen = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else f"[{host}]" if ":" in host else host  # noqa: S104
    address = f"http://{seen}:{listener.getsockname()[1]}/"
    print(f"Cuttings is at {address} — Ctrl-C stops it.", flush=True)
    # The socket listens already: a browser that comes early waits instead of failing.
    if open_browser and not webbrowser.open(address):
        complain("No browser could be opened; follow the address above.")
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    server.run(sockets=[listener])
    if not server.started:
        raise AppError("The server could not start; see above.")


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


def _listen(host: str, port: int | None) -> socket.socket:
    """A listening socket: on `port`, or on the first free one of a few when the reader did not choose."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED) if port is None else [port]:
        try:
            return socket.create_server((host, number), family=family)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                why = str(error.strerror).partition(" (while")[0]
                raise AppError(f"Cannot listen on {host}, port {number}: {why}.") from error
    taken = f"Port {port} is" if port is not None else f"Ports {FIRST_PORT} to {number} are all"
    raise AppError(f"{taken} taken already: choose another with --port.")
