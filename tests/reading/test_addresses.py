import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput
from app.reading.addresses import canonical


@pytest.mark.parametrize(
    ("given_address", "expected"),
    [
        ("https://Example.COM", "https://example.com/"),
        ("HTTPS://example.com:443/a?b=1#top", "https://example.com/a?b=1"),
        ("http://example.com:80/", "http://example.com/"),
        ("http://example.com:8080/x", "http://example.com:8080/x"),
        ("https://example.com./x", "https://example.com/x"),
        ("https://example.com/a?utm_source=x&id=7&fbclid=abc&UTM_Medium=y", "https://example.com/a?id=7"),
        ("https://example.com/a?utm_source=x", "https://example.com/a"),
        ("https://example.com/a?z=1&a=2", "https://example.com/a?z=1&a=2"),
        ("https://example.com/%D0%B0", "https://example.com/%D0%B0"),
        ("https://example.com/а", "https://example.com/%D0%B0"),
        ("https://пример.рф/", "https://xn--e1afmkfd.xn--p1ai/"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
        ("https://example.com/Case?Q=Kept", "https://example.com/Case?Q=Kept"),
    ],
)
def test_one_spelling(given_address: str, expected: str) -> None:
    assert canonical(given_address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "example.com/a",
        "ftp://example.com/",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "https://exa mple.com/",
        "https://example.com/a\nb",
        "https://me:secret@example.com/",
        "https://example.com:99999/",
        "https://[::1/",
        "https://a..b/",
        "https://a<b>/",
        "https://example.com/" + "a" * 2000,
    ],
)
def test_no_web_address(address: str) -> None:
    with pytest.raises(BadInput):
        canonical(address)


@given(st.text(max_size=60), st.text(max_size=60))
def test_applying_it_twice_changes_nothing_more(path: str, query: str) -> None:
    try:
        once = canonical(f"https://Example.com/{path}?{query}")
    except BadInput:
        return
    assert canonical(once) == once
    assert once.isascii()


@given(st.text(max_size=120))
def test_anything_is_an_address_or_a_clear_refusal(words: str) -> None:
    try:
        address = canonical(words)
    except BadInput as error:
        assert str(error)
    else:
        assert address.startswith(("http://", "https://"))
