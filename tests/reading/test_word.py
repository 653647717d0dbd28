import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given as tried
from hypothesis import settings
from hypothesis import strategies as st

from app.reading.formats import format_of
from app.reading.given import Choices, Given
from app.records import Read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CHOICES = Choices(5000, page_limit=5_000_000)


def read_of(raw: bytes, choices: Choices = CHOICES) -> Read:
    given = Given("at", "a.docx", io.BytesIO(raw))
    read = format_of(given)
    assert read
    (found,) = read(given, choices)
    return found


def saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def text_of(fill: Callable[[Any], object]) -> str:
    document = docx.Document()
    fill(document)
    read = read_of(saved(document))
    assert read.article, read.error
    return read.article.text


def rewritten(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == name else content)
    return made.getvalue()


def many(document: Any) -> None:
    document.add_paragraph("On dams", style="Title")
    document.add_paragraph("First “words”.")
    document.add_heading("A heading", 2)
    table = document.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"Cell {number}"
    document.add_paragraph("A picture’s words", style="Caption")
    document.add_paragraph("")
    document.add_paragraph("One, two", style="List Bullet")
    document.sections[0].header.paragraphs[0].text = "Header"


def test_words_come_in_the_order_of_the_document() -> None:
    assert text_of(many).split("\n\n") == [
        *("First “words”.", "A heading", "Cell 0", "Cell 1", "Cell 2", "Cell 3"),
        *("A picture’s words", "One, two"),
    ]


@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        ("<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>", "One two\nthree"),
        ('<w:ins w:id="1"><w:r><w:t>Put in</w:t></w:r></w:ins>', "Put in"),
        ('<w:del w:id="1"><w:r><w:delText>out</w:delText></w:r></w:del><w:r><w:t>Left</w:t></w:r>', "Left"),
        ("<w:sdt><w:sdtContent><w:r><w:t>In a field</w:t></w:r></w:sdtContent></w:sdt>", "In a field"),
        ("<w:hyperlink><w:r><w:t>Linked</w:t></w:r></w:hyperlink>", "Linked"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Not</w:t></w:r><w:r><w:t>Seen</w:t></w:r>", "Seen"),
        (
            "<w:r><w:t>re</w:t><w:softHyphen/><w:t>join</w:t><w:noBreakHyphen/><w:t>ed</w:t></w:r>",
            "rejoin\u2011ed",
        ),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>7</w:t></w:r>", "7"),
        (
            '<w:r><w:t>a</w:t></w:r><w:r><w:t xml:space="preserve">  </w:t><w:t>b</w:t></w:r>',
            "a  b",
        ),
    ],
)
def test_what_is_printed_of_a_paragraph(inside: str, printed: str) -> None:
    def fill(document: Any) -> None:
        document.element.body.insert(0, parse_xml(f"<w:p {W}>{inside}</w:p>"))

    assert text_of(fill) == printed


def test_footnotes_stand_below_with_their_numbers() -> None:
    def fill(document: Any) -> None:
        for number in (7, 5):
            mark = (
                f'<w:p {W}><w:r><w:t>Said</w:t></w:r><w:r><w:footnoteReference w:id="{number}"/></w:r></w:p>'
            )
            document.element.body.insert(0, parse_xml(mark))
        notes = "".join(
            f'<w:footnote w:id="{n}"><w:p><w:r><w:t>Note {n}</w:t></w:r></w:p></w:footnote>'
            for n in (5, 7, 9)
        )
        part = docx.opc.part.Part(
            docx.opc.packuri.PackURI("/word/footnotes.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
            f"<w:footnotes {W}>{notes}</w:footnotes>".encode(),
            document.part.package,
        )
        document.part.relate_to(part, docx.opc.constants.RELATIONSHIP_TYPE.FOOTNOTES)

    assert text_of(fill) == "Said¹\n\nSaid²\n\n¹ Note 5\n\n² Note 7"


@pytest.mark.parametrize(
    ("title", "author", "known"),
    [
        ("Dams on the river", "Ann Bee", ("Dams on the river", "Ann Bee")),
        ("Microsoft Word - a.doc", "python-docx", (None, None)),
        ("Document1", "admin", (None, None)),
        ("final_v2.docx", "Bee", (None, None)),
        ("", "Windows User", (None, None)),
    ],
)
def test_properties_are_facts_only_where_a_person_seems_to_have_stated_them(
    title: str, author: str, known: tuple[str | None, str | None]
) -> None:
    document = docx.Document()
    document.add_paragraph("Words.")
    document.core_properties.title, document.core_properties.author = title, author
    read = read_of(saved(document))
    assert read.article
    assert (read.article.facts.title, read.article.facts.author) == known
    assert read.article.facts.published is None


def plain() -> bytes:
    document = docx.Document()
    document.add_paragraph("Words.")
    return saved(document)


PLAIN = plain()
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old kind (.doc), or one with a password"),
        (PLAIN[:-40], "is no ZIP archive"),
        (PLAIN[:2000] + PLAIN[2400:], "is no Word document"),
        (b"PK\3\4" + b"x" * 900, "is no ZIP archive"),
        (rewritten(PLAIN, "word/document.xml", lambda _: b"<not closed"), "is no Word document"),
        (
            rewritten(PLAIN, "word/document.xml", lambda old: old + b" " * 6_000_000),
            "unpacks to more than the limit",
        ),
        (
            rewritten(PLAIN, "docProps/thumbnail.jpeg", lambda _: b"x" * 26_000_000),
            "unpacks to more than the limit",
        ),
        (rewritten(PLAIN, "word/document.xml", lambda old: old.replace(b"Words.", b"")), "holds no text"),
        (
            rewritten(PLAIN, "word/document.xml", lambda old: old.replace(b"Words.", b"w" * 6000)),
            "larger than the",
        ),
        (
            rewritten(PLAIN, "word/document.xml", lambda old: old.replace(b"<w:p>", b"<w:sdt>" * 3000)),
            "no Word",
        ),
    ],
)
def test_what_cannot_be_read_says_why(raw: bytes, said: str) -> None:
    read = read_of(raw)
    assert read.error
    assert said in read.error


def test_entities_are_not_followed() -> None:
    def planted(old: bytes) -> bytes:
        head, body = old.split(b"?>", 1)
        return head + b"?>" + ENTITIES + body.replace(b"Words.", b"Words. &b;&f;")

    read = read_of(rewritten(PLAIN, "word/document.xml", planted))
    assert "root:" not in str(read)
    assert "aaaa" not in str(read)


@settings(max_examples=60, deadline=20_000)
@tried(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
def test_no_change_of_bytes_raises(changes: list[tuple[float, int]]) -> None:
    raw = bytearray(PLAIN)
    for where, byte in changes:
        raw[int(where * len(raw))] = byte
    assert read_of(bytes(raw)).place == "at"
