"""What writing costs: saved with and without comparing, and beside SQLite's floor."""

from app.evaluate.writing_load import measure


def test_every_way_writes_the_same_statements():
    loads, sizes = measure(3, lambda _: None)
    assert [load.name for load in loads] == [
        "saved, and compared",
        "the same, 64 at once",
        "saved alone",
        "saved alone, 64 at once",
        "bare SQL",
    ]
    assert {load.statements for load in loads} == {9}
    assert sizes[0].name == "everything"
    assert sizes[0].megabytes > sum(each.megabytes for each in sizes[1:]) * 0.999
