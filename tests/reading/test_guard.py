"""Whom the client may talk to: addresses are judged after names are looked up, each time anew."""

import ipaddress
from collections.abc import Callable

import httpcore2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import NotFetched, NotReached
from app.reading.fetch import Fetcher
from app.reading.network.asking import Manners
from app.reading.network.exchange import Limits
from app.reading.network.guard import Network, not_public
from reading import site as sites
from reading.site import Page

LIMITS = Limits(connect=0.5)
BRISK = Manners(delay=0, backoff=0.01, attempts=1)


def at(*answers: str) -> Callable[[str, int], list[str]]:
    """A resolver that gives one answer after the other, and the last from then on."""
    left = list(answers)
    return lambda _host, _port: (left.pop(0) if len(left) > 1 else left[0]).split()


def refusal(url: str, *answers: str) -> str:
    with pytest.raises(NotReached) as caught:
        Fetcher(LIMITS, BRISK, Network(resolver=at(*answers))).get(url)
    return str(caught.value)


@given(st.ip_addresses())
def test_nothing_that_is_not_global_gets_through(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert not_public(address) is not None


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:0:0", "::", "64:ff9b::", "2002::", "fe80::"]))
def test_no_address_gets_through_inside_another(address: ipaddress.IPv4Address, around: str) -> None:
    shift = 80 if around == "2002::" else 0
    assert not_public(ipaddress.IPv6Address(int(ipaddress.IPv6Address(around)) | int(address) << shift))


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:4001::1"]
)
def test_public_machines_are_public(address: str) -> None:
    assert not_public(ipaddress.ip_address(address)) is None


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("10.0.0.7", "a private address"),
        ("172.31.0.1", "a private address"),
        ("192.168.1.1", "a private address"),
        ("100.100.100.200", "a provider's private address"),
        ("127.0.0.1", "a loopback address"),
        ("0.0.0.0", "an unspecified address"),
        ("169.254.169.254", "a link-local address"),
        ("168.63.129.16", "a cloud provider's own address"),
        ("224.0.0.1", "a multicast address"),
        ("255.255.255.255", "a reserved address"),
        ("::1", "a loopback address"),
        ("::", "an unspecified address"),
        ("::ffff:8.8.8.8", "an IPv4 address in disguise"),
        ("64:ff9b::808:808", "an IPv4 address in disguise"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "a reserved address"),
        ("fd00:ec2::254", "a private address"),
        ("fe80::1%eth0", "a link-local address"),
        ("ff02::1", "a multicast address"),
    ],
)
def test_a_name_that_leads_to_one_of_ours_is_refused(address: str, kind: str) -> None:
    assert (
        refusal("http://news.example/", address) == f"refused: news.example is at {address}, which is {kind}"
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://localhost/",
    ],
)
def test_however_it_is_spelt(url: str) -> None:
    with pytest.raises(NotReached, match=r"refused: .* a loopback address"):
        Fetcher(LIMITS, BRISK).get(url)


class Elsewhere(httpcore2.SyncBackend):
    """Every connection leads to the test site, which so stands for public ones."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def connect_tcp(self, host: str, *rest: object) -> httpcore2.NetworkStream:
        self.asked.append(host)
        return super().connect_tcp("127.0.0.1", *rest)


class Unanswered(Elsewhere):
    """Nobody is there, whoever is asked for."""

    def connect_tcp(self, host: str, *_rest: object) -> httpcore2.NetworkStream:
        self.asked.append(host)
        raise httpcore2.ConnectError(OSError(111, "Connection refused"))


def test_every_redirect_is_judged_anew_and_connections_go_to_the_judged_address() -> None:
    names = {"news.example": ["203.0.114.9"], "intranet.example": ["10.0.0.7"]}
    with sites.serving() as site:
        site.put("/", sites.moved("http://intranet.example/plan"))
        port = site.host.partition(":")[2]
        sockets = Elsewhere()
        network = Network(resolver=lambda host, _port: names[host], sockets=sockets)
        with pytest.raises(NotFetched) as caught:
            Fetcher(LIMITS, BRISK, network).get(f"http://news.example:{port}/")
        assert str(caught.value) == (
            "redirects to http://intranet.example/plan: refused: intranet.example is at 10.0.0.7, "
            "which is a private address"
        )
        assert sockets.asked == ["203.0.114.9"] * 2  # robots.txt and the page
        assert {each.headers["Host"] for each in site.asked} == {f"news.example:{port}"}


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        (("203.0.114.9", "127.0.0.1"), ["203.0.114.9"]),
        (("127.0.0.1 203.0.114.9", "127.0.0.1"), ["203.0.114.9"]),
        (("203.0.114.9 203.0.114.8", "127.0.0.1"), ["203.0.114.9", "203.0.114.8"]),
        (("127.0.0.1", "203.0.114.9"), []),
    ],
)
def test_a_second_answer_of_dns_leads_nowhere_else(answers: tuple[str, ...], asked: list[str]) -> None:
    """A name is looked up once for a connection, and what was judged then is what is connected to."""
    sockets = Unanswered()
    with pytest.raises(NotReached):
        Fetcher(LIMITS, BRISK, Network(resolver=at(*answers), sockets=sockets)).get("http://news.example/")
    assert sockets.asked == asked


def test_the_name_stays_in_the_question() -> None:
    with sites.serving() as site:
        site.put("/", Page(b"words"))
        port = site.host.partition(":")[2]
        by = Fetcher(LIMITS, BRISK, Network(allow_local=True, resolver=at("127.0.0.1")))
        assert by.get(f"http://news.example:{port}/").body == b"words"
        assert {each.headers["Host"] for each in site.asked} == {f"news.example:{port}"}


def test_a_name_that_nobody_has_is_said() -> None:
    def nobody(_host: str, _port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(NotReached, match=r"^news.example cannot be found \(Name or service not known\)$"):
        Fetcher(LIMITS, BRISK, Network(resolver=nobody)).get("http://news.example/")
