"""What a short form sends: only from a page of this site, and no more of it than such a form holds."""

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Annotated, cast
from urllib.parse import parse_qs, urlsplit

from fastapi import Depends, HTTPException
from starlette.requests import Request

from app.settings import Settings

FOREIGN = "This was sent from another site, or by something that does not say where it was sent from."
_LONGEST = 50_000
"""Bytes of a form that is worth reading."""
_FIELDS = 500


def same_site(request: Request) -> None:
    """Raise HTTPException where a form was not sent from a page of this site.

    Browsers say so in Sec-Fetch-Site; over plain HTTP only in Origin.
    """
    told = request.headers.get("Sec-Fetch-Site")
    if told is not None:
        if told != "same-origin":
            raise HTTPException(403, FOREIGN)
        return
    settings = cast(Settings, request.app.state.settings)
    ours = {request.headers.get("Host", ""), urlsplit(settings.base_url).netloc} - {""}
    try:
        origin = urlsplit(request.headers.get("Origin", "")).netloc
    except ValueError:  # whoever asks may send anything
        origin = ""
    if origin not in ours:
        raise HTTPException(403, FOREIGN)


def client(request: Request) -> str:
    """Whom a brake counts: an address, or in IPv6 the network that somebody has all addresses of."""
    return network(request.client.host if request.client else "")


def network(told: str) -> str:
    """The same of an address as a server tells it; of anything else, that itself."""
    address = _address(told)
    if address is None:
        return told
    return (
        str(address)
        if isinstance(address, IPv4Address)
        else str(IPv6Network((int(address), 64), strict=False))
    )


def apart(told: str) -> bool:
    """Whether it is an address, which tells a client from others, and of another machine."""
    address = _address(told)
    return address is not None and not address.is_loopback


def _address(told: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(told.partition("%")[0])
    except ValueError:
        return None
    return address if isinstance(address, IPv4Address) else address.ipv4_mapped or address


async def fields(request: Request) -> Mapping[str, tuple[str, ...]]:
    """The fields of a short form, each with all its values. Raises HTTPException 413 for a long one."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST:
            raise HTTPException(413, "This form is longer than any that the page sends.")
    try:
        found = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_FIELDS)
    except ValueError as error:
        raise HTTPException(413, "This form has more fields than any that the page sends.") from error
    return {name: tuple(values) for name, values in found.items()}


Fields = Annotated[Mapping[str, tuple[str, ...]], Depends(fields)]


def form(found: Fields) -> Mapping[str, str]:
    """The fields of a short form, each with its first value."""
    return {name: values[0] for name, values in found.items()}


Form = Annotated[Mapping[str, str], Depends(form)]
