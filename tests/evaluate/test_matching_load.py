"""The load that matching is measured under."""

from app.evaluate.matching_load import measure
from app.ingest.linked import matched


def test_the_same_sizes_make_the_same_archive_whose_copies_are_found():
    seen = [
        [(load.statements, load.matches) for load in measure([40, 200], matched(), lambda _: None)]
        for _ in range(2)
    ]
    assert seen[0] == seen[1]
    assert [statements for statements, _ in seen[0]] == [40, 200]
    assert seen[0][-1][1] >= 10
