from hypothesis import given
from hypothesis import strategies as st

from app.records import Span

places = st.integers(0, 30)
spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), places, places)


def test_a_span_is_half_open():
    assert Span(1, 3).of("abcd") == "bc"
    assert len(Span(1, 3)) == 2
    assert not Span(1, 3).overlaps(Span(3, 4))
    assert Span(1, 3).holds(Span(1, 3))


@given(spans, spans)
def test_overlapping_is_sharing_a_position(one, other):
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    if len(one) and len(other):
        assert one.overlaps(other) == other.overlaps(one) == bool(shared)


@given(spans, spans)
def test_what_holds_another_shares_all_its_positions(one, other):
    if one.holds(other):
        assert set(range(other.start, other.end)) <= set(range(one.start, one.end))
