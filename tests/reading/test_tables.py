import csv
import io
import json
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from app.errors import BadInput
from app.reading import columns
from app.reading.formats import format_of
from app.reading.given import Choices, Given
from app.records import Read

CHOICES = Choices(1000, page_limit=5000)


def reads(name: str, content: bytes | str, fields: Mapping[str, str] | None = None) -> list[Read]:
    raw = content.encode() if isinstance(content, str) else content
    given = Given("at", name, io.BytesIO(raw))
    read = format_of(given)
    assert read
    return list(read(given, Choices(CHOICES.limit, CHOICES.page_limit, fields=fields or {})))


def told(found: list[Read]) -> list[tuple[str, str | None]]:
    """Where each was, and its text, or why not."""
    return [
        (read.place.removeprefix("at"), read.article.text if read.article else read.error) for read in found
    ]


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("text,title\nOne,A\nTwo,B\n", ["One", "Two"]),
        ('\ufefftext;title\r\n"One\r\n\r\nand on; “so”";A\r\n', ["One\r\n\r\nand on; “so”"]),
        ('title\ttext\nA\tSaid "no" twice\n', ['Said "no" twice']),
        ('"Title"|"Text"\n"A"|"Said ""no"""\n', ['Said "no"']),
        ("text\nOne\n\nTwo", ["One", "Two"]),
        ("Article Text,HEADLINE,id,Unnamed: 0\nOne,A,7,0\n", ["One"]),
        ("text,\nOne,\n", ["One"]),
    ],
)
def test_dialect_and_columns_are_told_by_the_first_line(content: str, texts: list[str]) -> None:
    found = reads("many.csv", content)
    assert [read.article and read.article.text for read in found] == texts


def test_facts_stand_in_columns() -> None:
    (read,) = reads(
        "a.tsv",
        "headline\tpublication\tlink\tdatePublished\tauthors\ttopics\tbody\n"
        "On dams\tThe Beacon\thttps://beacon.example/1\t2021-05-04T10:00:00Z\tA. Bee\twater, dams\tWords.\n",
    )
    assert read.article
    facts = read.article.facts
    assert (facts.title, facts.outlet, facts.url) == ("On dams", "The Beacon", "https://beacon.example/1")
    assert (facts.published, facts.author, facts.topics) == (date(2021, 5, 4), "A. Bee", ("water", "dams"))


def test_a_mapping_says_what_states_what_and_passes_over_the_rest() -> None:
    (read,) = reads(
        "a.csv", "date,source,story\n2021-05-04,Bee,Words.\n", {"text": "story", "published": "date"}
    )
    assert read.article
    assert (read.article.text, read.article.facts.published) == ("Words.", date(2021, 5, 4))
    assert read.article.facts.outlet is None
    line = {"meta": {"heads": ["A", {"long": "B"}]}, "text": "Words.", "by": {"name": 7}}
    (read,) = reads("a.jsonl", json.dumps(line), {"title": "meta.heads[1].long", "author": "by.none[3]"})
    assert read.article
    assert (read.article.facts.title, read.article.facts.author) == ("B", None)


def test_a_mapping_is_checked() -> None:
    assert columns.fields(["title=headline", "text = a=b"]) == {"title": "headline", "text": "a=b"}
    for pairs, said in (
        (["tilte=a"], "unknown 'tilte'"),
        (["title"], "form FACT=COLUMN"),
        (["title=a", "title=b"], "two columns"),
    ):
        with pytest.raises(BadInput, match=said):
            columns.fields(pairs)
    with pytest.raises(BadInput, match="unknown 'speaker'"):
        Choices(1, fields={"speaker": "a"})


def test_a_bad_row_names_its_line_and_good_ones_go_on() -> None:
    rows = [
        b"text,title",
        b"Good,A",
        b"Too,many,columns",
        b"few",
        b'"over two\nlines",A,B',
        b"\xff,A",
        b'"one \xff\ntwo, three",A',
        b'"' + b"x" * 6000 + b'\nthree",A',
        b"x" * 1001 + b",A",
        b",A",
        b"Good,B",
    ]
    found = reads("many.csv", b"\n".join(rows))
    assert told(found) == [
        (", line 2", "Good"),
        (", line 3", "has 3 columns where the first line names 2"),
        (", line 4", "has 1 columns where the first line names 2"),
        (", line 5", "has 3 columns where the first line names 2"),
        (", line 7", "line 7 is not UTF-8: byte 0 is 0xff (invalid start byte)"),
        (", line 8", "line 8 is not UTF-8: byte 5 is 0xff (invalid start byte)"),
        (", line 10", "is larger than the limit for a page, 5,000 bytes"),
        (", line 12", "is larger than the limit for an article, 1,000 bytes"),
        (", line 13", 'has no "text"'),
        (", line 14", "Good"),
    ]


def test_marks_that_do_not_pair_up_end_the_table() -> None:
    found = reads("many.csv", 'text,title\n"One" two,A\nB,C\n')
    assert told(found) == [
        (", line 2", "cannot be taken apart (',' expected after '\"'); nothing after it is read")
    ]
    never_closed = 'text,title\n"One,A\n' + "Two,B\n" * 5000
    assert told(reads("many.csv", never_closed)) == [
        (", line 2", "cannot be taken apart (unexpected end of data); nothing after it is read")
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("text,title\n", "holds no row below its first line"),
        ("One,A\nTwo,B\n", "line 1 names no column as the text; it names 'One', 'A': say which"),
        ("text,title,title\na,b,c\n", "names 'title' more than once"),
        ("text" + "," * 2000 + "\n", "names 2,001 columns"),
        ("x" * 9000, "larger than the limit"),
        ("text,date\nA,2021-05-04\n", "unknown 'date'"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(content: str, said: str) -> None:
    (read,) = reads("many.csv", content)
    assert read.error
    assert said in read.error


@pytest.mark.parametrize(
    "content",
    [
        '[{"text": "One"}, {"text": "Two"}]',
        '\ufeff\n[\n{"text": "One"}\n,{"text": "Two"}]\n',
        '{"text": "One"}\n{"text": "Two"}\n',
    ],
)
def test_json_files_hold_a_list_or_one_after_another(content: str) -> None:
    assert told(reads("many.json", content)) == [(", entry 1", "One"), (", entry 2", "Two")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", ["holds no article"]),
        ("[]", ["holds no article"]),
        ("[1, {}]", ["is not a JSON object", 'has no "text"']),
        (
            '[{"text": "One"}',
            ["One", "is missing: the file ends before its list does; nothing after it is read"],
        ),
        (
            '[{"text": "One"} {}]',
            ["One", "is not parted by a comma"],
        ),
        ('[{"text": "One}]', ["is not JSON: Unterminated string"]),
        ("[" * 100_000, ["is not JSON"]),
        ('[{"text": ' + "[" * 4000, ["is not JSON"]),
        ('[{"text": "' + "x" * 200_000, ["larger than the limit for a page"]),
        ("[" + "1" * 4500 + "]", ["is not JSON"]),
        (b'[{"text": "\xff"}]', ["is not UTF-8"]),
    ],
)
def test_a_broken_json_file_ends_at_what_is_broken(content: bytes | str, said: list[str]) -> None:
    found = told(reads("many.json", content))
    assert len(found) == len(said)
    for (_, error), start in zip(found, said, strict=True):
        assert error
        assert start in error


@pytest.mark.parametrize(
    ("codec", "notes"), [("utf-16", ()), ("utf-8-sig", ()), ("cp1252", ("read as windows-1252, by guess",))]
)
def test_tables_that_spreadsheets_save_are_read_in_their_encoding(codec: str, notes: tuple[str, ...]) -> None:
    text = "“Señor Núñez said no – and went,” she said."
    found = reads("a.csv", f'title\ttext\nA\t"{text}"\nB\t"{text}"\n'.encode(codec))
    assert [(read.article and read.article.text, read.notes) for read in found] == [(text, notes)] * 2


def test_bytes_in_another_encoding_than_the_table_are_an_error_of_their_row() -> None:
    rows = [b"text", b"Good", *[b"More words"] * 30_000, b"Caf\xe9", b"Good"]
    found = reads("a.csv", b"\n".join(rows))
    assert [read.error for read in found if read.error] == [
        "line 30003 is not UTF-8: byte 3 is 0xe9 (invalid continuation byte)"
    ]


def test_rows_may_hold_pages() -> None:
    page = "<html><body><nav>Home</nav><article>" + "<p>The mayor said that all went well today.</p>" * 4
    line = {"html": page, "url": "https://bee.example/1", "title": "All well", "published": "2021-05-04"}
    marked = {"content": "".join(f"<p>Words of paragraph {n}, which are many enough.</p>" for n in range(5))}
    one, two, bad = reads("a.jsonl", "\n".join(map(json.dumps, (line, marked, {"html": "<p>few</p>"}))))
    assert one.article, one.error
    assert one.article.text.split("\n\n")[0] == "The mayor said that all went well today."
    facts = one.article.facts
    assert (facts.url, facts.title, facts.published) == (
        "https://bee.example/1",
        "All well",
        date(2021, 5, 4),
    )
    assert two.article, two.error
    assert "<p>" not in two.article.text
    assert bad.error
    assert bad.place == "at, line 3"


def test_cut_and_marked_up_texts_are_not_taken_as_they_are() -> None:
    (cut,) = reads("a.json", json.dumps({"content": "The first words… [+1234 chars]"}))
    assert cut.error
    assert "only the beginning" in cut.error


@tried(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=40),
        max_size=5,
    ),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_a_table_was_made_from_comes_out_again(texts: list[str], delimiter: str, end: str) -> None:
    made = io.StringIO()
    writer = csv.writer(made, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("id", "text"), *enumerate(texts)])
    found = [read.article.text for read in reads("a.csv", made.getvalue()) if read.article]
    assert found == [text for text in texts if text.strip()]


@tried(st.binary(max_size=300))
def test_no_bytes_raise(raw: bytes) -> None:
    for name in ("a.csv", "a.json", "a.jsonl"):
        for content in (raw, b"text,title\n" + raw, b'[{"text": "A"},' + raw):
            assert reads(name, content)
