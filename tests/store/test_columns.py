"""Columns that grow: what each says, however few or many values it has, and whoever grew it meanwhile."""

import random

import numpy as np
from pyroaring import BitMap

from app.store.catalogue.columns import Columns

NONE = Columns({}, 1, [1], {})


def column(kind, *values):
    return np.array(values, kind)


def grown(columns, numbers, days, worths):
    return columns.written(
        column("u4", *numbers), {"day": column("u4", *days), "worth": column("f8", *worths)}
    )


def test_few_values_take_a_quarter_of_their_room_and_say_the_same():
    days = np.tile(np.arange(730_000, 730_100, dtype="u4"), 1_000)
    made = NONE.written(np.arange(1, 100_001), {"day": days, "worth": days / 7})
    assert sum(each.nbytes for each in made._whole.values()) < 100_000 * 4 * 1.06
    assert (made["day"][1:] == days).all()
    assert (made["worth"][1:] == days / 7).all()
    assert (made["day"].dtype, made["worth"].dtype) == ("u4", "f8")


def test_what_each_says_is_the_same_whole_and_in_parts():
    made = grown(NONE, [2, 4, 5], [730_002, 0, 730_000], [0.5, 0.25, 0.5])
    assert made["day"].tolist() == [0, 0, 730_002, 0, 0, 730_000]
    assert made.at("day", column("u4", 5, 2, 4)).tolist() == [730_000, 730_002, 0]
    assert made.where("day", lambda day: day > 730_000) == BitMap([2])
    assert ("day" in made, "position" in made, sorted(made)) == (True, False, ["day", "worth"])


def test_what_rows_have_of_their_articles_is_found_there():
    articles = grown(NONE, [1, 2, 3], [730_001, 0, 730_003], [0.0, 0.0, 0.0])
    numbers, article = column("u4", 1, 2, 4, 5), {"article": column("u4", 3, 1, 2, 3)}
    rows = NONE.written(numbers, article, articles)
    assert rows.at("day", numbers).tolist() == [730_003, 730_001, 0, 730_003]
    assert rows.where("day", lambda day: day > 730_001) == BitMap([1, 5])
    later = rows.written(
        column("u4", 6), {"article": column("u4", 4)}, grown(articles, [4], [730_004], [0.0])
    )
    assert later.at("day", column("u4", 6, 1)).tolist() == [730_004, 730_003]
    assert list(rows) == list(later) == ["article"]


def test_values_of_a_column_of_few_are_counted_among_some_numbers():
    made = grown(NONE, [1, 2, 3, 4], [5, 7, 5, 0], [0.0] * 4)
    values, counts = made.counted("day", column("u4", 1, 3, 4))
    assert dict(zip(values.tolist(), counts.tolist(), strict=True)) == {0: 1, 5: 2, 7: 0}


def test_small_numbers_take_a_byte_until_a_greater_one_comes():
    first = NONE.written(
        column("u4", 1, 2), {"position": column("u2", 7, 255), "speaker": column("u4", 3, 0)}
    )
    assert {name: first[name].dtype.name for name in first} == {"position": "uint8", "speaker": "uint8"}
    more = first.written(
        column("u4", 3, 4), {"position": column("u2", 256, 1), "speaker": column("u4", 70_000, 2)}
    )
    assert first["position"].tolist() == [0, 7, 255]
    assert more["position"].tolist() == [0, 7, 255, 256, 1]
    assert more["speaker"].tolist() == [0, 3, 0, 70_000, 2]


def test_more_values_than_two_bytes_tell_come_to_a_column_of_few():
    first = grown(NONE, [1, 2], [3, 4], [0.5, 0.5])
    days = range(10, 70_010)
    most = grown(first, range(3, 70_003), days, [0.5] * 70_000)
    last = grown(most, [2, 70_003], [69_999, 3], [0.25, 0.5])
    assert first["day"].tolist() == [0, 3, 4]
    assert most["day"].tolist() == [0, 3, 4, *days]
    assert last["day"].tolist() == [0, 3, 69_999, *days, 3]


def test_two_that_grow_from_the_same_columns_say_each_their_own():
    chance = random.Random(5)
    known = [(grown(NONE, [1], [730_000], [0.5]), {1: (730_000, 0.5)})]
    for _ in range(300):
        columns, said = chance.choice(known[-6:])
        some = sorted(chance.sample(range(1, columns.limit + 4), min(3, columns.limit)))
        days = [chance.choice((0, chance.randrange(730_000, 730_400))) for _ in some]
        worths = [chance.randrange(1_000) / 1_000 for _ in some]
        made = grown(columns, some, days, worths)
        known.append((made, said | dict(zip(some, zip(days, worths, strict=True), strict=True))))
        for each, expected in known[-12:]:
            numbers = column("u4", *expected)
            told = zip(each.at("day", numbers).tolist(), each["worth"][numbers].tolist(), strict=True)
            assert dict(zip(expected, told, strict=True)) == expected


def test_speakers_take_two_bytes_until_one_does_not_fit():
    few = NONE.written(column("u4", 1, 2), {"speaker": column("u4", 7, 65_535)})
    many = few.written(column("u4", 2, 3), {"speaker": column("u4", 65_536, 8)})
    more = many.written(column("u4", 4), {"speaker": column("u4", 9)})
    assert (few["speaker"].dtype, few["speaker"].tolist()) == ("u2", [0, 7, 65_535])
    assert (more["speaker"].dtype, more["speaker"].tolist()) == ("u4", [0, 7, 65_536, 8, 9])
