"""Which paragraphs of a text another keeps, edits, drops and adds."""

from hypothesis import given
from hypothesis import strategies as some

from app.link.edits import Edit, edits

LINES = some.lists(
    some.sampled_from(["We go home.", "We went home today.", "It is late.", "", "x"]), max_size=7
)


def test_each_paragraph_stands_beside_what_became_of_it():
    old = ["They met for two days.", "It rained.", "The toll will rise in May, he said."]
    new = ["News.", "They met for two days.", "The toll will rise in June, he said.", "It is late."]
    assert edits(old, new) == (
        Edit(None, 0, same=False),
        Edit(0, 1, same=True),
        Edit(1, None, same=False),
        Edit(2, 2, same=False),
        Edit(None, 3, same=False),
    )


def test_spacing_is_no_edit():
    assert edits(["We  go\nhome."], ["We go home."]) == (Edit(0, 0, same=True),)


@given(LINES, LINES)
def test_every_paragraph_of_both_stands_once_and_in_order(old, new):
    found = edits(old, new)
    assert [each.old for each in found if each.old is not None] == list(range(len(old)))
    assert [each.new for each in found if each.new is not None] == list(range(len(new)))
    assert all(
        (old[each.old] == new[each.new]) is each.same for each in found if None not in (each.old, each.new)
    )


def test_a_long_text_is_compared_in_no_time():
    lines = [f"Line {n % 50} of a list." for n in range(12_000)]
    found = edits(lines, [*lines[:6_000], "Something new.", *lines[6_000:]])
    assert sum(not each.same for each in found) == 1
