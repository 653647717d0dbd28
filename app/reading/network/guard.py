"""Which machines may be talked to: public ones, judged by the very address that is then connected to."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpcore2

from app.errors import NotReached
from app.reading.network.pacing import Deadline

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Iterable[str]]
"""The addresses of a host, as numbers; OSError where it has none."""

Options = (
    Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]] | None
)
_MOST_TRIED = 4
_NOT_PUBLIC: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "an unspecified address"),
    ("10.0.0.0/8", "a private address"),
    ("100.64.0.0/10", "a provider's private address"),
    ("127.0.0.0/8", "a loopback address"),
    ("168.63.129.16/32", "a cloud provider's own address"),
    ("169.254.0.0/16", "a link-local address"),
    ("172.16.0.0/12", "a private address"),
    ("192.0.0.0/24", "a reserved address"),
    ("192.0.2.0/24", "an address of examples"),
    ("192.88.99.0/24", "a relay's address"),
    ("192.168.0.0/16", "a private address"),
    ("198.18.0.0/15", "a private address"),
    ("198.51.100.0/24", "an address of examples"),
    ("203.0.113.0/24", "an address of examples"),
    ("224.0.0.0/4", "a multicast address"),
    ("240.0.0.0/4", "a reserved address"),
)
_GLOBAL_6 = IPv6Network("2000::/3")
"""Everything that is handed out to be reached by all; what lies outside is private, local or a wrapping."""
_NOT_PUBLIC_6: tuple[tuple[str, str], ...] = (
    ("::/128", "an unspecified address"),
    ("::1/128", "a loopback address"),
    ("::ffff:0:0/96", "an IPv4 address in disguise"),
    ("64:ff9b::/96", "an IPv4 address in disguise"),
    ("64:ff9b:1::/48", "an IPv4 address in disguise"),
    ("2001::/23", "a reserved address"),  # Teredo's, which wrap IPv4 ones, among them
    ("2001:db8::/32", "an address of examples"),
    ("2002::/16", "an IPv4 address in disguise"),
    ("3fff::/20", "an address of examples"),
    ("fc00::/7", "a private address"),
    ("fe80::/10", "a link-local address"),
    ("ff00::/8", "a multicast address"),
)
_BY_4 = tuple((IPv4Network(network), kind) for network, kind in _NOT_PUBLIC)
_BY_6 = tuple((IPv6Network(network), kind) for network, kind in _NOT_PUBLIC_6)


def not_public(address: Address) -> str | None:
    """What kind of address that is, in words, where it is not one that everybody can reach; else None."""
    if isinstance(address, IPv4Address):
        return next((kind for network, kind in _BY_4 if address in network), None)
    kind = next((kind for network, kind in _BY_6 if address in network), None)
    return kind or (None if address in _GLOBAL_6 else "a reserved address")


def resolved(host: str, port: int) -> list[str]:
    """The addresses of `host` by the system's own resolver. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Network:
    """Whom there is to talk to, how names are looked up and connections made."""

    allow_local: bool = False
    """Whether machines of one's own network may be talked to, and this one."""
    resolver: Resolver = resolved
    sockets: httpcore2.NetworkBackend = field(default_factory=httpcore2.SyncBackend)


class Guarded(httpcore2.NetworkBackend):
    """Connects to the address it has checked, so that no second answer of DNS can lead elsewhere.

    The name stays in the Host header and in TLS, which are made from the URL.
    """

    def __init__(self, network: Network, deadline: Deadline) -> None:
        self._network = network
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Options = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first of the host's public addresses that answers."""
        failed: Exception | None = None
        for address in self._allowed(host, port)[:_MOST_TRIED]:
            try:
                stream = self._network.sockets.connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return _Timed(stream, self._deadline)
        assert failed is not None
        raise failed

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002 - the interface's
        socket_options: Options = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """Never: a socket of this machine is no web site."""
        raise NotReached(f"refused: {path} is no web address")

    def _allowed(self, host: str, port: int) -> list[str]:
        found = _within(self._deadline, self._network.resolver, host, port)
        if self._network.allow_local:
            return found
        kinds = {address: not_public(ip_address(address)) for address in found}
        public = [address for address, kind in kinds.items() if kind is None]
        if not public:
            address, kind = next(iter(kinds.items()))
            named = address if address == host else f"{host} is at {address}, which"
            raise NotReached(f"refused: {named} is {kind}")
        return public


class _Timed(httpcore2.NetworkStream):
    """A stream on which no single operation outlives the deadline of the whole."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = self._deadline.left(timeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _within(deadline: Deadline, resolver: Resolver, host: str, port: int) -> list[str]:
    """What the resolver answers before the deadline: the system's own takes no timeout."""
    found: list[str] = []
    failed: list[OSError] = []

    def ask() -> None:
        try:
            found.extend(resolver(host, port))
        except OSError as error:
            failed.append(error)
        except UnicodeError:  # a label that is empty or too long
            failed.append(OSError("is no name of a host"))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(deadline.left(None))
    if asking.is_alive():
        raise httpcore2.ConnectTimeout
    if not found:
        why = failed[0].strerror or str(failed[0]) if failed else "no address"
        raise NotReached(f"{host} cannot be found ({why})", passing=True)
    return found
