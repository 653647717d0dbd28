"""A web site on loopback: everything that sites do to whoever reads them, and a memory of who asked."""

import gzip
import hashlib
import ssl
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli


@dataclass(frozen=True)
class Page:
    """One answer."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One request that came."""

    path: str
    headers: Mapping[str, str]


Answering = Page | Callable[["Handler"], None]
"""A page, or what writes the answer itself."""


class Site:
    """Answers at `address(path)` with what was put there; `asked` are the requests, in order."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.host = f"127.0.0.1:{server.server_port}"
        self.pages: dict[str, list[Answering]] = {}
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        self.lock = threading.Lock()

    def address(self, path: str = "/") -> str:
        return f"http://{self.host}{path}"

    def put(self, path: str, *answers: Answering) -> str:
        """Answer at `path` with each in turn, and with the last from then on; the address."""
        self.pages[path] = list(answers)
        return self.address(path)

    def times(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(each.path for each in self.asked)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        with self.site.lock:
            self.site.asked.append(Asked(self.path, dict(self.headers.items())))
            answers = self.site.pages.get(self.path.partition("?")[0], [Page(b"Not here", status=404)])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
        try:
            if isinstance(answer, Page):
                self.give(answer)
            else:
                answer(self)
        except OSError:
            pass  # whoever asked has gone
        self.close_connection = True

    def give(self, page: Page) -> None:
        """A whole page, with a validator; "as it was" to one who holds it."""
        tag = f'"{hashlib.sha1(page.body).hexdigest()[:12]}"'
        same = page.status == 200 and self.headers.get("If-None-Match") == tag
        self.send_response(304 if same else page.status)
        if page.media_type:
            self.send_header("Content-Type", page.media_type)
        if page.status == 200:
            self.send_header("ETag", tag)
        for name, value in page.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0" if same else str(len(page.body)))
        self.end_headers()
        if not same:
            self.wfile.write(page.body)

    def begin(self, media_type: str = "text/html", **headers: str) -> None:
        """The head of an answer whose end only its connection tells."""
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


def silent(handler: Handler) -> None:
    """Takes the question and says nothing."""
    handler.site.closing.wait(20)


def dripping(handler: Handler) -> None:
    """A byte now and then, never a silence long enough to be one, and no end."""
    handler.begin()
    while not handler.site.closing.wait(0.02):
        handler.wfile.write(b"<")
        handler.wfile.flush()


def dripping_head(handler: Handler) -> None:
    """The same before the page has begun."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.site.closing.wait(0.02):
        handler.wfile.write(b"X-Drop: 1\r\n")
        handler.wfile.flush()


def endless(handler: Handler) -> None:
    """Words without end, as fast as they are taken."""
    handler.begin()
    while not handler.site.closing.is_set():
        handler.wfile.write(b"<p>and on and on</p>" * 1000)


def hollow(handler: Handler) -> None:
    """Packed, without end, and nothing comes out of it."""
    handler.begin(Content_Encoding="gzip")
    packer = zlib.compressobj(wbits=31)
    handler.wfile.write(packer.compress(b"") + packer.flush(zlib.Z_SYNC_FLUSH))
    while not handler.site.closing.is_set():
        handler.wfile.write(b"\0\0\0\xff\xff" * 10_000)


def cut_off(handler: Handler) -> None:
    """Half of what was promised."""
    handler.begin(Content_Length="4000")
    handler.wfile.write(b"<p>Half a pa")


def hanging_up(handler: Handler) -> None:
    """Nothing at all."""
    handler.connection.close()


def moved(to: str, status: int = 301, **headers: str) -> Page:
    return Page(
        status=status, headers={"Location": to, **{k.replace("_", "-"): v for k, v in headers.items()}}
    )


def failing(status: int, **headers: str) -> Page:
    return Page(b"Sorry", status=status, headers={k.replace("_", "-"): v for k, v in headers.items()})


def packed(body: bytes, how: str = "gzip") -> Page:
    """A page as sent in one of the ways of packing."""
    packings = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}
    return Page(packings.get(how, bytes)(body), headers={"Content-Encoding": how})


@contextmanager
def serving(secured: ssl.SSLContext | None = None) -> Iterator[Site]:
    """An empty site, for as long as it is needed; `secured` makes it one of https."""
    handler = type("SiteHandler", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if secured is not None:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    server.block_on_close = False
    site = Site(server)
    handler.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
