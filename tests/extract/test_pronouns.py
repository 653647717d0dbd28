"""Whom "he" and "she" mean: who stands out most, and nobody where two stand out alike."""

import pytest

DAM = "The dam is safe"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # The subject of the sentence, not that of a clause within it.
        (
            "Mayor Rob Dale said that Paul Fenn would leave the council.\n\n“It is a pity,” he said.",
            "Rob Dale",
        ),
        # Somebody spoken of aside is not who the sentence is about.
        ("Rob Dale praised Paul Fenn's answer.\n\nHe said that the dam was safe.", "Rob Dale"),
        ("When Paul Fenn named the cost, Rob Dale stood up. “It is cheap,” he said.", "Rob Dale"),
        # Hardly anybody says their own name.
        ("Rob Dale leads. Paul Fenn, who owns the mill, left.\n\n“Fenn wanted more,” he said.", "Rob Dale"),
        # … but a clause behind may say who was named before it.
        ("Mayor Rob Dale will leave the council, he announced on Friday.", "Rob Dale"),
        # Followed through narration in between.
        ("Rob Dale spoke after Paul Fenn.\n\nHe led. He has no child.\n\n“I stay,” he said.", "Rob Dale"),
        # Whom a question is about does not answer it.
        ("Rob Dale came. Asked whether Paul Fenn had gone, he said: “I do not know.”", "Rob Dale"),
        # Far more salient once than often mentioned aside.
        ("Then came Rob Dale's answer. He said that the dam was safe.", "Rob Dale"),
    ],
)
def test_the_one_who_stands_out(read, text, speaker):
    assert read(text).speakers[-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Rob Dale and Paul Fenn came on Monday.\n\n“We will stay,” he said.",
        f"Two farmers came. A man spoke after Rob Dale had spoken. “{DAM},” she said.",
    ],
)
def test_nobody_where_nobody_stands_out(read, text):
    assert read(text).speakers[-1] is None


def test_who_has_no_name_is_not_she_where_somebody_named_may_be(read):
    text = f"Emily Rask fell ill in May.\n\nA friend said that she was well.\n\n“{DAM},” she said."
    assert read(text).speakers[-1] is None


def test_whoever_is_known_to_be_a_woman_is_likelier_to_be_she(read):
    text = f"Kit Lund and Emily Rask came on Monday.\n\n“{DAM},” she said."
    assert read(text).speakers == ["Emily Rask"]


def test_one_slip_does_not_turn_a_man_into_a_woman(read):
    text = (
        "Xi Qor came on Monday. He was late. He sat down. Her dog was with him.\n\n"
        f"“{DAM},” he said.\n\n“It is new,” he said."
    )
    assert read(text).speakers == ["Xi Qor", "Xi Qor"]


def test_whom_the_sentence_before_brought_in_speaks_next(read):
    text = (
        "The expert Vadim Dahl said that the dam leaked. “It leaks,” he said.\n\n"
        "“We know,” Vadim Dahl added.\n\n"
        "A similar view is shared by political scientist Corneliu Qor. “The dam is old,” he wrote."
    )
    assert read(text).speakers[-1] == "Corneliu Qor"
