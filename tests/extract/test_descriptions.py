"""Whom "the senator", "the Texas Republican" and "the businessman" mean."""

import pytest

DAM = "that the dam was safe"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # As printed before or after, in other words for the same office.
        (f"Rep. Bo Dahl came on Monday.\n\nThe congressman said {DAM}.", "Bo Dahl"),
        (f"Rep. Bo Dahl came on Monday.\n\nThe four-term lawmaker said {DAM}.", "Bo Dahl"),
        (f"The congressman said {DAM}.\n\nRep. Bo Dahl spoke on Monday.", "Bo Dahl"),
        # Before the name and behind it.
        (
            f"It leaks, said Senator Bo Dahl, member of the Dam Committee.\n\nThe senator said {DAM}.",
            "Bo Dahl",
        ),
        (
            f"The governor of the Qor region Stepan Dahl came.\n\nThe head of the region said {DAM}.",
            "Stepan Dahl",
        ),
        (f"The deputy of the city Duma Bo Dahl came.\n\nThe parliamentarian said {DAM}.", "Bo Dahl"),
        # By party and state, however they are printed.
        (f"Sen. Ann Lee, R-Ky., met Sen. Bo Dahl (D-Texas).\n\nThe Texas Democrat said {DAM}.", "Bo Dahl"),
        (f"Sen. Ann Lee, R-Ky., met Sen. Bo Dahl (D-Texas).\n\nThe Kentucky senator said {DAM}.", "Ann Lee"),
        (f"Senator Ann Lee, Republican of Ohio, came.\n\nThe Ohio Republican said {DAM}.", "Ann Lee"),
        # Whose he is.
        (f"Ann Lee's lawyer, Bo Dahl, came on Monday.\n\nLee's lawyer said {DAM}.", "Bo Dahl"),
        # The office itself is meant, of two who have held one.
        (f"President Ann Lee met former President Bo Dahl.\n\nThe president said {DAM}.", "Ann Lee"),
        (f"President Ann Lee met former President Bo Dahl.\n\nThe former president said {DAM}.", "Bo Dahl"),
        (f"President Ann Lee met Vice President Bo Dahl.\n\nThe vice president said {DAM}.", "Bo Dahl"),
        # Of two senators, the one who stands out.
        (f"Sen. Ann Lee came first.\n\nThen Sen. Bo Dahl spoke. The senator said {DAM}.", "Bo Dahl"),
        # Without an office: who stands out, if nobody else is brought in.
        ("Bo Dahl came on Monday. “It is safe,” the retired miller said.", "Bo Dahl"),
        # By age, as printed.
        (f"Bo Dahl, 44, met Tom Berg, 45.\n\nThe 44-year-old said {DAM}.", "Bo Dahl"),
        # West Virginia is not Virginia.
        (
            f"Rep. Ann Lee of West Virginia met Rep. Bo Dahl of Virginia. The Virginia lawmaker said {DAM}.",
            "Bo Dahl",
        ),
    ],
)
def test_the_one_whose_role_is_printed_so(read, text, speaker):
    assert read(text).speakers[-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        f"Sen. Bo Dahl (D-Texas) came on Monday.\n\nThe Ohio senator said {DAM}.",
        f"Secretary of State Bo Dahl came on Monday.\n\nThe defense secretary said {DAM}.",
        f"Head of Rosneft Bo Dahl came on Monday.\n\nThe head of the Verkhovna Rada said {DAM}.",
        f"Attorney General Bo Dahl came on Monday.\n\nThe attorney said {DAM}.",
        "Bo Dahl met a retired miller. “It is safe,” the miller said.",
        f"Bo Dahl came on Monday. The priest, who had come too, said {DAM}.",
        f"Bo Dahl met a man from Rome, he said. The man said {DAM}.",
        f"Ann Lee's mother came with Ann Lee.\n\nLee's mother said {DAM}.",
        f"Lawyer Bo Dahl came on Monday.\n\nAnn Lee's lawyer said {DAM}.",
    ],
)
def test_nobody_of_another_office_or_brought_in_without_a_name(read, text):
    assert read(text).speakers[-1] is None


def test_a_role_in_somebody_elses_words_is_not_kept(read):
    reading = read("“It is safe,” somebody told Ann Lee, a White House aide said. Ann Lee left.")
    assert not reading.entity("Ann Lee").roles


def test_the_next_of_a_list_is_no_role_of_the_one_before(read):
    reading = read("Ann Lee, former Mayor Bo Dahl and former Governor Tom Berg came on Monday.")
    assert not reading.entity("Ann Lee").roles
    assert [role.words for role in reading.entity("Bo Dahl").roles] == ["former Mayor"]


def test_party_and_state_are_a_role_as_printed(read):
    reading = read("Sen. Ann Lee, R-Ky., met Bo Dahl (D-Texas).")
    assert [role.words for role in reading.entity("Ann Lee").roles] == ["Sen.", "R-Ky."]
    assert [role.words for role in reading.entity("Bo Dahl").roles] == ["D-Texas"]


def test_the_official_is_the_one_brought_in_before(read):
    text = f"A senior dam official said {DAM}. Ann Lee came.\n\nThe official said it was new."
    assert read(text).speakers == ["senior dam official", "senior dam official"]
