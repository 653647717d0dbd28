"""What commands print, whatever it came from."""

import json

from hypothesis import given
from hypothesis import strategies as st

from app.cli.telling import in_json, printable

HOSTILE = "\x1b[2J \x9b31m \x7f \u202e \U000e0041 \u2028 caf\u00e9 \U0001f600"


@given(st.text())
def test_json_says_the_same_and_nothing_that_a_terminal_obeys(words) -> None:
    line = in_json({words: words})
    assert line.isprintable()
    assert json.loads(line) == {words: words}


def test_what_is_read_stays_readable() -> None:
    assert in_json([HOSTILE]) == (
        '["\\u001b[2J \\u009b31m \\u007f \\u202e \\udb40\\udc41 \\u2028 caf\u00e9 \U0001f600"]'
    )


def test_a_line_is_a_line() -> None:
    assert printable("a\n\x9bb") == "a\ufffd\ufffdb"
