from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput
from app.reading.decoding import decode, storable
from app.reading.files import reads
from app.reading.given import Choices
from app.records import Article, Facts

LIMIT = 2_000_000


def article(path: Path, limit: int = LIMIT) -> Article:
    (read,) = reads([path], Choices(limit))
    assert read.place == str(path)
    assert read.error is None
    assert read.article is not None
    return read.article


def error(path: Path, limit: int = LIMIT) -> str:
    (read,) = reads([path], Choices(limit))
    assert read.place == str(path)
    assert read.article is None
    assert read.error
    return read.error


def written(folder: Path, content: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    ["\n one \r\n\r\ntwo\r three \t\n\n", "“odd” marks\u2028 and\u00a0blanks\n", "--- no front matter"],
)
def test_text_is_kept_character_for_character(tmp_path: Path, content: str) -> None:
    path = written(tmp_path, content.encode())
    assert article(path) == Article(content, Facts(file_name="a.txt"))


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    assert article(written(tmp_path, b"\xef\xbb\xbfwords")).text == "words"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_is_stated_and_no_text(tmp_path: Path, end: str) -> None:
    lines = [
        "---",
        "title: 'On: bases'",
        "outlet_country: NO",
        "published: 2021-05-04",
        "author:",
        "---",
        "",
        "Words.",
        "",
    ]
    read = article(written(tmp_path, end.join(lines).encode()))
    assert read.text == end + "Words." + end
    assert read.facts.title == "On: bases"
    assert read.facts.outlet_country == "NO"
    assert read.facts.author is None
    assert str(read.facts.published) == "2021-05-04"


def test_a_sidecar_states_facts_and_is_no_article(tmp_path: Path) -> None:
    path = written(tmp_path, b"Words.", "one.two.txt")
    written(tmp_path, b'translated_from = "ru"\npublished = 2021-05-04\n', "one.two.toml")
    read = article(path)
    assert read.text == "Words."
    assert (read.facts.translated_from, str(read.facts.published)) == ("ru", "2021-05-04")


def test_facts_stated_twice_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"---\ntitle: A\n---\nWords.")
    written(tmp_path, b'title = "B"\n', "a.toml")
    assert error(path) == "title stated both in the front matter and in a.toml"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "holds no text"),
        (b"\xef\xbb\xbf", "holds no text"),
        (b"---\ntitle: A\n---\n", "holds no text"),
        (b"---\n---\n", "holds no text"),
        (b"\x89PNG\r\n\x1a\n\0\0", "byte 8 is zero"),
        (b"abc\xff", "byte 3 is 0xff"),
        (b"\xef\xbb\xbfabc\xe2\x28", "byte 6 is 0xe2"),
        (b"---\ntitle: A\nWords.", "no second --- ends it"),
        (b"---\ntitle: A\noutlet: [b\n---\nWords.", "not YAML: line 4"),
        (b"---\ntitle: a: b\n---\nWords.", "not YAML: line 2"),
        (b"---\n- a\n- b\n---\nWords.", "form key: value"),
        (b"---\nWords.\n---\nMore.", "form key: value"),
        (b"---\ntitle: [A]\n---\nWords.", "title has to be text, not list"),
        (b"---\n? [a]\n: b\n---\nWords.", "not YAML"),
        (b"---\na: " + b"[" * 15_000 + b"\n---\nWords.", "not YAML"),
        (b"---\n" + b"#\n" * 15_000 + b"---\nWords.", "longer than 20,000"),
        (b"---\nheadline: A\n---\nWords.", "unknown 'headline'"),
        (b"---\npublished: today\n---\nWords.", "published 'today' is no date"),
        (b'---\ntitle: "\\ud800"\n---\nWords.', ""),
    ],
)
def test_bad_input_says_what_is_wrong(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in error(written(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"title = ", "a.toml beside it is not TOML: Invalid value (at end of document)"),
        (b"\xff", "a.toml beside it is not UTF-8"),
        (b"a = " + b"[" * 50_000, "a.toml beside it is not TOML"),
        (b"[facts]\ntitle = 'A'", "unknown 'facts'"),
        (b"", "a.toml beside it is empty"),
    ],
)
def test_a_broken_sidecar_costs_the_article(tmp_path: Path, content: bytes, said: str) -> None:
    path = written(tmp_path, b"Words.")
    written(tmp_path, content, "a.toml")
    assert said in error(path)


def test_the_limit_is_in_bytes_and_inclusive(tmp_path: Path) -> None:
    path = written(tmp_path, "é".encode() * 5)
    assert article(path, limit=10).text == "é" * 5
    assert error(path, limit=9) == "is larger than the limit for an article, 9 bytes"


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert "larger than the limit" in error(path)


@given(st.text())
def test_decoding_gives_back_what_was_written(words: str) -> None:
    try:
        read = decode(words.encode())
    except BadInput:
        assert "\0" in words
    else:
        assert read == words.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_text_or_a_clear_refusal(raw: bytes) -> None:
    try:
        decode(raw)
    except BadInput as refusal:
        assert str(refusal).startswith("is ")


@pytest.mark.parametrize("words", ["a\0", "\ud800", "", " \n"])
def test_what_cannot_be_stored_is_refused(words: str) -> None:
    with pytest.raises(BadInput):
        storable(words)
