import io
import random
import re
import zlib
from collections.abc import Sequence
from typing import Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from app.reading.formats import format_of
from app.reading.given import Choices, Given
from app.reading.typeset import Line, paragraphs
from app.records import Read

CHOICES = Choices(100_000, page_limit=1_000_000)
STORY = [
    "The river was dammed in 1961, and since then the villages have asked each year for water, he said.",
    "“We have waited long enough,” he said. “The well-known answer is that there is none.” They move now.",
    "The ministry said it would look into the matter. It gave no date. Nobody had expected one.",
]


def printed(story: Sequence[str], columns: int = 1, head: str = "", indent: int = 0) -> bytes:
    """Paragraphs, set by reportlab as a newspaper would."""
    made = io.BytesIO()
    width = 480 / columns
    frames = [Frame(60 + number * width, 60, width - 12, 660) for number in range(columns)]

    def around(canvas: Canvas, document: Any) -> None:
        if head:
            canvas.drawString(60, 800, head)
            canvas.drawCentredString(300, 30, f"Page {canvas.getPageNumber()}")

    style = ParagraphStyle(
        "body", fontSize=10, leading=12, firstLineIndent=indent, spaceAfter=0 if indent else 6
    )
    title = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=16, leading=20)
    document = BaseDocTemplate(made, title="Dams on the river", author="Ann Bee")
    document.addPageTemplates([PageTemplate(frames=frames, onPage=around)])
    document.build([Paragraph("A Dam and a Valley", title), *(Paragraph(each, style) for each in story)])
    return made.getvalue()


def read_of(raw: bytes, choices: Choices = CHOICES) -> Read:
    given = Given("at", "a.pdf", io.BytesIO(raw))
    read = format_of(given)
    assert read
    (found,) = read(given, choices)
    return found


def test_paragraphs_are_put_together_and_what_recurs_around_them_is_left_out() -> None:
    chance = random.Random(1)
    words = " ".join(STORY).replace(".", "").split()
    story = [" ".join(chance.choices(words, k=40)) + "." for _ in range(36)]
    read = read_of(printed(story, columns=2, head="The Beacon, 4 May 2021"))
    assert read.article, read.error
    found = read.article.text.split("\n\n")
    assert found[0] == "A Dam and a Valley"
    assert "Beacon" not in read.article.text
    assert "Page" not in read.article.text
    # Where a page ends with a sentence, nothing tells whether the paragraph does.
    assert len(set(found) & set(story)) >= 33
    assert " ".join(found[1:]) == " ".join(story)
    assert (read.article.facts.title, read.article.facts.author) == ("Dams on the river", "Ann Bee")
    assert read.article.facts.published is None


@pytest.mark.parametrize("indent", [0, 14])
def test_paragraphs_are_told_by_gaps_or_by_indents(indent: int) -> None:
    read = read_of(printed(STORY, indent=indent))
    assert read.article
    assert read.article.text.split("\n\n") == ["A Dam and a Valley", *STORY]


def lines(*texts: str, width: float = 200, leading: float = 12) -> list[Line]:
    return [
        Line(text, 50, 700 - number * leading, 50 + width, 710 - number * leading, 10)
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("broken", "joined"),
    [
        (
            ("They spoke of the nego-", "tiations as negotiations."),
            "They spoke of the nego-tiations as negotiations.",
        ),
        (("Of negotiations and the nego-", "tiations again"), "Of negotiations and the negotiations again"),
        (("An amend-", "ment to it"), "An amendment to it"),
        (("A well-", "known man"), "A well-known man"),
        (("The well-", "being of all, pre-", "and post-war"), "The well-being of all, pre- and post-war"),
        (("A so\u00ad", "ber man"), "A sober man"),
        (("In 2020-", "2021 it"), "In 2020-2021 it"),
        (("The Trump-", "Biden race"), "The Trump-Biden race"),
        (
            ("Of the co-operation, the co-", "operation of cooperation and"),
            "Of the co-operation, the co-operation of cooperation and",
        ),
    ],
)
def test_hyphens_go_only_where_they_broke_a_word(broken: tuple[str, ...], joined: str) -> None:
    assert paragraphs([lines(*broken)]) == [joined]


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    body = b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, start=1)
    )
    return b"%PDF-1.4\n" + body + b"trailer\n<<" + trailer + b">>\n%%EOF"


def one_page(content: bytes, said: bytes = b"", font: bytes = b"") -> bytes:
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), said, content),
        font or b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


SCAN, LOCKED = io.BytesIO(), io.BytesIO()
Canvas(SCAN).save()
locked = Canvas(LOCKED, encrypt=StandardEncryption("secret"))
locked.drawString(99, 99, "Words that nobody may read")
locked.save()
WORDS = b"BT /F 12 Tf 50 700 Td (Words that can be read by anyone.) Tj ET"
WIDTHS = (
    b"<</Type/Font/Subtype/Type0/Encoding/Identity-H"
    b"/DescendantFonts[<</Subtype/CIDFontType2/W[0 9999999999 5]>>]>>"
)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4 and no more", "is damaged, or no PDF"),
        (SCAN.getvalue(), "perhaps only pictures of it"),
        (LOCKED.getvalue(), "is encrypted"),
        (one_page(zlib.compress(b" " * 5 * 10**8), b"/Filter/FlateDecode"), "takes more to read|larger than"),
        (one_page(zlib.compress(WORDS * 40_000, 9), b"/Filter/FlateDecode"), "more letters than any"),
        (one_page(WORDS, font=WIDTHS), "takes more to read"),
    ],
)
def test_what_cannot_be_read_says_why(raw: bytes, said: str) -> None:
    read = read_of(raw)
    assert read.error
    assert re.search(said, read.error), read.error


def test_absurd_counts_are_not_believed() -> None:
    read = read_of(one_page(WORDS))
    assert read.article
    assert read.article.text == "Words that can be read by anyone."


def test_what_is_cut_off_never_raises() -> None:
    whole = printed(STORY)
    for size in (100, len(whole) // 2, len(whole) - 200):
        read = read_of(whole[:size])
        assert read.article or read.error
