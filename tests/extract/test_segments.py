import pytest

from app.extract.documents import document
from app.extract.marks import quotations
from app.extract.segments import is_block, segments


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ('"The dam is safe," she said.', True),
        ('She said: "The dam is safe."', True),
        ("“The dam is safe.”", True),
        ('She called it "safe and sound" on Monday.', False),
        ('"Safe" is not the word for the dam.', False),
    ],
)
def test_a_quotation_stands_by_itself_or_in_a_sentence(text, block):
    read = document(text)
    (one,) = quotations(read)
    assert is_block(read, one) is block


def test_narration_and_quoted_words_are_parsed_apart(models):
    text = 'PARIS (AP) - Ann Lee came. "The dam is safe," she said.'
    read = document(text)
    found = segments(read, quotations(read), models)
    assert [(one.span.of(text), one.quotation) for one in found] == [
        ("Ann Lee came.", None),
        ("The dam is safe,", 0),
        ("she said.", None),
    ]
    assert [one.place(one.doc[:1]).of(text) for one in found] == ["Ann", "The", "she"]
