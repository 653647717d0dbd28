import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.countries import all_places, home_places, places, pointed
from app.extract.documents import document
from app.records import Span


def codes(text, besides=()):
    return [place.code for place in places(text, [Span(0, len(text))], besides)]


def about(text, of=None):
    """Codes of countries and blocs in `of`, the last part of `text`."""
    start = text.index(of) if of else 0
    found, blocs = pointed(document(text), [Span(start, len(text))])
    return sorted(place.code for place in found), sorted(place.code for place in blocs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a dam in Tajikistan", ["TJ"]),
        ("the Tajik dam", ["TJ"]),
        ("talks between Dushanbe and Tashkent", ["TJ", "UZ"]),
        ("the Pentagon's dam", ["US"]),
        ("Portugal's dam and the Portuguese", ["PT"]),
        ("a dam of the valley", []),
        ("a US-led force", ["US"]),
        ("the United States and Russia", ["US", "RU"]),
        ("Bosnia\nand Herzegovina", ["BA"]),
        ("the Franco-German plan", ["FR", "DE"]),
        ("Cote d’Ivoire and Türkiye", ["CI", "TR"]),
        ("Burma, now Myanmar, and Swaziland", ["MM", "SZ"]),
        ("Nur-Sultan and Kiev", ["KZ", "UA"]),
        ("a fire in Rotterdam and floods in Queensland", ["NL", "AU"]),
        ("both Koreas", ["KP", "KR"]),
        ("papua new guinea", []),
        ("RUSSIA AND CHINA SIGN A DEAL", ["RU", "CN"]),
    ],
)
def test_words_point_at_countries(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "French fries and a German shepherd played Russian roulette",
        "she speaks fluent Spanish, and he answered in Russian.",
        "GIVE US MORE TIME",
        "they gave us more time",
        "Chad Keller said he was tired",
        "her brother Jordan left",
        '"I was ill," Jordan said.',
        "Turkey with stuffing and gravy",
        "the Indian Ocean",
        "the mayor of New Bern",
        "Male nurses earn less",
        "Nice people live here",
        "US$40 a head",
    ],
)
def test_words_that_only_look_like_places(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paris, Texas", ["US"]),
        ("in London, Ontario, on Friday", ["CA"]),
        ("a mill in Dalton, Georgia", ["US"]),
        ("the Republican governor of Georgia", ["US"]),
        ("Georgia, like Armenia, looks to the north", ["GE", "AM"]),
        ("Moscow, Minsk and Kyiv", ["RU", "BY", "UA"]),
        ("Congo sent troops; Brazzaville denied it", ["CG"]),
        ("Jordan said it would open its border", ["JO"]),
        ("a clash in Chad", ["TD"]),
        ("Kenya's Home Office", ["KE"]),
    ],
)
def test_what_stands_around_a_word_tells_which_place(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "of", "expected"),
    [
        ("Chile has a new mine. The country's copper is dear.", "The", ["CL"]),
        ("He came to Peru in May. Friends there saw him.", "Friends", ["PE"]),
        ("Chile lies far away. There is no mine.", "There", []),
        ("Peru and Chile met. Both countries signed.", "Both", ["CL", "PE"]),
        ("Kenya met Latvia. The Baltic country signed.", "The", ["LV"]),
        ("Iran's president met Iraqis. His country will pay.", "His", ["IR"]),
        ("From Libya, Syria and Yemen they came. The country wept.", "The", []),
        ("Sweden wept. The republic did not.", "The", []),
        ("The mine is dear. The country's copper is not.", "The country", []),
        ("Chile is far.\n\nIt is long.\n\nIt is dry.\n\nThe country is dear.", "The", []),
        ("He said of Chile that the situation in the country was dire", "the situation", ["CL"]),
    ],
)
def test_descriptions_point_back(text, of, expected):
    assert about(text, of)[0] == expected


def test_what_is_inferred_keeps_its_antecedent():
    text = "Chile has a mine. The country sells it."
    (place,), _ = pointed(document(text), [Span(18, len(text))])
    assert (place.rule, place.span.of(text)) == ("inferred", "The country")
    assert place.antecedent.of(text) == "Chile"


@pytest.mark.parametrize(
    ("text", "countries", "blocs"),
    [
        ("the EU and NATO", [], ["eu", "nato"]),
        ("the Central Asian states", [], ["central-asia"]),
        ("Latin American presidents", [], ["latin-america"]),
        ("South Africa and southern Africa", ["ZA"], ["africa"]),
        ("the CSTO and the Gulf of Mexico", [], ["csto"]),
    ],
)
def test_blocs_are_never_their_members(text, countries, blocs):
    assert about(text) == (countries, blocs)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Kabul", "capital"),
        ("Afghan", "demonym"),
        ("Pentagon", "institution"),
        ("Osaka", "region"),
        ("Nagoya", "city"),
    ],
)
def test_a_place_says_which_rule_found_it(text, rule):
    (place,) = places(text, [Span(0, len(text))])
    assert place.rule == rule


def test_peoples_names_are_no_countries():
    text = "Jordan Smith spoke in France"
    assert codes(text, [Span(0, 12)]) == ["FR"]


def test_what_no_person_is_called_stays_a_country():
    text = "Kazakhstan spoke"
    assert codes(text, [Span(0, 10)]) == ["KZ"]


def test_a_country_counts_once_where_it_stands_first():
    text = "Kabul and Afghanistan"
    (place,) = places(text, [Span(0, len(text))])
    assert place.span.of(text) == "Kabul"


@given(
    st.lists(
        st.sampled_from(
            [
                "Georgia",
                "Chad",
                "the",
                "country",
                "US",
                ",",
                ".",
                "in",
                "there",
                "\n",
                "St",
                "New",
                "Paris",
                "It’s",
            ]
        )
    )
)
def test_any_words_are_read_and_places_stand_in_order(words):
    text = " ".join(words)
    found = list(all_places(text, Span(0, len(text))))
    assert found == sorted(found, key=lambda place: place.span)
    assert all(place.span.of(text) for place in found)
    pointed(document(text), [Span(0, len(text))])


def test_who_belongs_to_a_university_is_from_where_it_is():
    text = "a fellow of Chatham House"
    (home,) = home_places(text, Span(0, len(text)))
    assert (home.code, home.span.of(text)) == ("GB", "Chatham House")
    assert codes(text) == []


def test_somebody_named_in_full_is_meant_where_the_name_stands_alone():
    assert codes("Kenya Alder came late. Paris Alder left. Paris wept.") == []


@pytest.mark.parametrize(
    ("before", "sentence", "code"),
    [
        ("Fighting has spread in Mali.", "After French troops left, they ruined the country.", "ML"),
        ("Fighting goes on in Mali.", "As French forces withdrew, rebels vowed to spare the country.", "ML"),
        ("Fighting goes on.", "After the withdrawal of United States forces, rebels ruined the country.", ""),
        ("It rained.", "The Malian president said he would save the country.", "ML"),
    ],
)
def test_whose_troops_are_in_a_country_does_not_say_which_it_is(before, sentence, code):
    assert about(f"{before} {sentence}", of="the country") == (code.split(), [])


def test_a_place_that_somebody_is_in_is_one_though_a_person_bears_its_name():
    text = "Sofia Alder won in Sofia"
    assert codes(text, [Span(0, 11), Span(19, 24)]) == ["BG"]
