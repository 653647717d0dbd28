"""Others behind the same gold."""

import importlib.util

import pytest

from app.evaluate.corpus import Reading
from app.evaluate.peers import PEERS, read

TEXT = (
    "“The river will rise,” said Ann Lee.\n\n"
    '"They all stay," he said, adding: "for now."\n\n'
    "A “note that was\nleft."
)


def told(peer: str, text: str = TEXT) -> list[tuple[list[str], list[str]]]:
    found = read(peer, Reading("a", text, ()))
    assert (found.id, found.text) == ("a", text)
    return [
        ([span.of(text) for span in one.content], [span.of(text) for span in one.speaker])
        for one in found.statements
    ]


def test_marks_take_whatever_stands_in_them_but_a_word_or_two():
    assert told("marks") == [
        (["“The river will rise,”"], []),
        (['"They all stay,"'], []),
        (["“note that was"], []),
    ]


def test_textacy_s_quotations_stand_where_they_are():
    if importlib.util.find_spec("textacy") is None:
        pytest.skip("textacy is not installed: pip install 'cuttings[peers]'")
    # The mark left open makes it refuse the whole; paragraph by paragraph, what comes before is found.
    assert (["“The river will rise,”"], ["Ann Lee"]) in told("textacy")
    assert (["“The river will rise,”"], ["Ann Lee"]) in told("textacy", "Rain.\n\n" + TEXT.partition("\n")[0])


def test_every_peer_is_known_by_its_name():
    assert set(PEERS) == {"textacy", "marks"}
