"""Whom a pasted text names beside a quotation: rather nobody than somebody else."""

import pytest

from app.link.saying import named
from app.quoting import quoted


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We will go there,” John Kirby said on Friday.", "John Kirby"),
        ("“We will go there,” said Ole Lund, a harbour master.", "Ole Lund"),
        ("Pentagon spokesman Lloyd Austin said: “We will go there.”", "Lloyd Austin"),
        ("According to Nikita Danyuk, they “maintain their position”.", "Nikita Danyuk"),
        ("Alexander Domrin, a professor in Moscow, stressed that “nothing is lost”.", "Alexander Domrin"),
        ("Merkel: “We can do this.”", "Merkel"),
        ("“We will go there,” said Ursula von der Leyen.", "Ursula von der Leyen"),
        ("She told Reuters that “nobody called us”.", ""),
        ("“We will go there,” he said.", ""),
        ("It rained in Paris. “We will go there.”", ""),
        ("“We will go there.” Putin said nothing of it.", ""),
        ("Kirby said that Austin said “we go there”, Blinken added.", ""),
    ],
)
def test_named(text, name):
    [one] = quoted(text)
    assert named(text, one.start, one.end) == name
