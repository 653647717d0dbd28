"""Whom a brake counts: somebody with a network of addresses is one."""

import pytest
from starlette.requests import Request

from app.web import posted


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_client_is_an_address_or_all_that_somebody_has(address, counted):
    assert posted.client(Request({"type": "http", "client": (address, 1)})) == counted


def test_who_does_not_say_where_from_is_one_client():
    assert posted.client(Request({"type": "http", "client": None})) == ""
