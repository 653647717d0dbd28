import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput
from app.reading.facts import KEYS, facts
from app.records import Facts


def test_nothing_stated_is_nothing_known() -> None:
    assert facts({}) == Facts()
    assert facts(dict.fromkeys(KEYS)) == facts(dict.fromkeys(KEYS, " ")) == Facts()


def test_everything_stated() -> None:
    stated = {
        "title": "  A \n title ",
        "outlet": "The Example",
        "outlet_country": "kz",
        "url": "https://EXAMPLE.com/a#b",
        "published": "2021-05-04",
        "author": "A. Writer",
        "language": "EN",
        "translated_from": "sr-latn-rs",
        "topics": ["Energy", " Central  Asia "],
        "same_as": {"Anna Berg": "https://WIKIDATA.example/wiki/Q1#top"},
    }
    assert facts(stated, "a.txt") == Facts(
        title="A title",
        outlet="The Example",
        outlet_country="KZ",
        url="https://example.com/a",
        published=date(2021, 5, 4),
        author="A. Writer",
        language="en",
        translated_from="sr-Latn-RS",
        file_name="a.txt",
        topics=("Energy", "Central Asia"),
        same_as=(("Anna Berg", "https://wikidata.example/wiki/Q1"),),
    )


@pytest.mark.parametrize(
    ("value", "topics"),
    [
        ("Energy, Central Asia", ("Energy", "Central Asia")),
        ("energy,, Energy ,ENERGY", ("energy",)),
        (["a, b", "c"], ("a, b", "c")),
        (" , ", ()),
        ([], ()),
    ],
)
def test_topics_are_a_list_or_text_with_commas(value: object, topics: tuple[str, ...]) -> None:
    assert facts({"topics": value}).topics == topics


@pytest.mark.parametrize(
    "value",
    [
        "2021-05-04",
        "2021-05-04T23:30:00Z",
        "2021-05-04 23:30:00-08:00",
        date(2021, 5, 4),
        datetime(2021, 5, 4, 23, 30, tzinfo=UTC),
    ],
)
def test_published_is_the_day_as_printed(value: object) -> None:
    assert facts({"published": value}).published == date(2021, 5, 4)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("outlet_country", "UK", "'UK' is no two-letter code"),
        ("outlet_country", "KAZ", "two-letter"),
        # Letters whose capitals are those of South Sudan and of Italy, and a sign that looks like a K.
        ("outlet_country", "ß", "two-letter"),
        ("outlet_country", "ıt", "two-letter"),
        ("outlet_country", "\N{KELVIN SIGN}Z", "two-letter"),
        ("outlet_country", 7, "has to be text, not int"),
        ("language", "English", "no language tag"),
        ("language", "zz", "no language tag"),
        ("translated_from", "ru_RU", "no language tag"),
        ("published", "04.05.2021", "no date in the form"),
        ("published", "20210504", "no date in the form"),
        ("published", "2021-02-30", "no day of the calendar"),
        ("published", 2021, "has to be text"),
        ("url", "example.com", "no http or https address"),
        ("url", ["https://example.com"], "has to be text, not list"),
        ("title", {"a": "b"}, "has to be text, not dict"),
        ("title", "x" * 501, "longer than 500"),
        ("title", "\x1b[31mred", "control character"),
        ("title", "half \ud83d", "control character"),
        ("topics", 7, "list, or text with commas, not int"),
        ("topics", ["a", 7], "has to be text, not int"),
        ("topics", "x" * 101, "topic longer than 100"),
        ("topics", [str(number) for number in range(51)], "51 topics, more than 50"),
        ("same_as", "https://example.com", "names with an address each, not str"),
        ("same_as", {"Anna": "javascript:alert(1)"}, "of 'Anna' is no http or https address"),
        ("same_as", {"Anna": 7}, "of 'Anna' has to be text, not int"),
        ("same_as", {" ": "https://example.com"}, "an address without a name"),
        ("same_as", {str(n): "https://example.com" for n in range(51)}, "51 names, more than 50"),
    ],
)
def test_a_wrong_value_is_named_with_its_key(key: str, value: object, said: str) -> None:
    with pytest.raises(BadInput, match=rf"^{key} .*{said}"):
        facts({key: value})


def test_an_unknown_key_lists_the_known_ones_and_every_mistake_is_told() -> None:
    with pytest.raises(BadInput) as caught:
        facts({"headline": "x", "language": "zz"})
    assert "'headline'" in str(caught.value)
    assert all(key in str(caught.value) for key in KEYS)
    assert "language 'zz'" in str(caught.value)


values = st.one_of(
    st.text(max_size=30),
    st.integers(),
    st.none(),
    st.dates(),
    st.lists(st.text()),
    st.booleans(),
    st.dictionaries(st.text(max_size=9), st.text(max_size=30)),
)


@given(st.dictionaries(st.one_of(st.sampled_from(sorted(KEYS)), st.text(max_size=5)), values))
def test_anything_becomes_facts_or_a_clear_refusal(stated: dict[str, object]) -> None:
    try:
        known = facts(stated)
    except BadInput as error:
        assert str(error)
    else:
        assert stated.keys() <= KEYS.keys()
        assert known.outlet_country is None or re.fullmatch("[A-Z]{2}", known.outlet_country)
