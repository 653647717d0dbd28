"""What two passages share in order, against the plain way to look for it."""

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from app.link.alignment import shared_runs

WORDS = st.lists(st.sampled_from(["the", "war", "is", "over", "says"]), max_size=16)


@given(WORDS, WORDS)
def test_the_longest_run_comes_first_then_what_is_before_it_and_behind(a, b):
    plain = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    assert shared_runs(a, b) == [tuple(block) for block in plain if block.size]
