"""When a text is a copy of another."""

from app.link.copies import copied


def test_a_short_text_is_a_copy_only_word_for_word():
    short = "The toll rises in May, the council of Bergen said on Monday, and then once more next year."
    found = copied(short, short.upper())
    assert found is not None
    assert (found.relation, found.certain) == ("equal", True)
    assert copied(short, short.replace("Monday", "Sunday")) is None
    assert copied("Nobody called us on the day.", "Nobody called us on the day.") is None
