"""What two passages share in order, against the plain way to look for it."""

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from app.link.alignment import aligned, may_share, shared_runs
from app.link.tokens import telling, tokens

TEXTS = st.lists(
    st.sampled_from(
        ["the", "of", "not", "Mikhail", "Mikhayl", "resign", "resigned", "bridge", "closed,", "14", "will"]
    ),
    min_size=1,
    max_size=14,
).map(" ".join)
WORDS = st.lists(st.sampled_from(["the", "war", "is", "over", "says"]), max_size=16)


@given(WORDS, WORDS)
def test_the_longest_run_comes_first_then_what_is_before_it_and_behind(a, b):
    plain = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    assert shared_runs(a, b) == [tuple(block) for block in plain if block.size]


@given(TEXTS, TEXTS, st.integers(1, 5))
def test_no_run_has_more_telling_words_than_its_passages_may_share(a, b, many):
    run = aligned(tokens(a), tokens(b))
    assert may_share(telling(a), telling(b), many) or run is None or run.telling < many


def test_words_that_stand_otherwise_apart_are_not_shared():
    assert may_share(["bridge", "resign", "road"], ["bridge", "resigned", "road"], 2)
    assert not may_share(["bridge", "opened", "road"], ["bridge", "closed", "road"], 2)
    assert not may_share(["bridge", "road"], ["road", "bridge"], 2)
