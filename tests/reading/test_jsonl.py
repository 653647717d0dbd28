import json
from pathlib import Path

import pytest

from app.reading import files
from app.reading.given import Choices
from app.records import Read

LIMIT = 1000


def reads(folder: Path, content: bytes) -> list[Read]:
    path = folder / "many.jsonl"
    path.write_bytes(content)
    return [
        Read(read.place.removeprefix(str(path)), read.article, read.error)
        for read in files.reads([path], Choices(LIMIT, page_limit=2 * LIMIT))
    ]


def test_one_article_a_line(tmp_path: Path) -> None:
    lines = [{"text": "One\r\n two ", "title": "A"}, {"text": "“Zwei”", "language": "de", "author": None}]
    content = "\ufeff" + "\r\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    one, two = reads(tmp_path, content.encode())
    assert one.article
    assert two.article
    assert (one.place, one.article.text, one.article.facts.title) == (", line 1", "One\r\n two ", "A")
    assert (two.place, two.article.text, two.article.facts.language) == (", line 3", "“Zwei”", "de")
    assert two.article.facts.author is two.article.facts.file_name is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"text": ', "is not JSON: column 9"),
        (b"[" * 900, "is not JSON"),
        (b"1" * 990, "is not a JSON object"),
        (b'["text"]', "is not a JSON object"),
        (b'{"title": "A"}', 'has no "text"'),
        (b'{"text": 7}', '"text" has to be text'),
        (b'{"text": "  "}', "holds no text"),
        (b'{"text": "a\\u0000"}', "position 1 of the text is U+0000"),
        (b'{"text": "a\\ud800"}', "position 1 of the text is U+D800"),
        (b'{"text": "\xff"}', "byte 10 is 0xff"),
        (b'{"text": "\0"}', "byte 10 is zero"),
        (b'{"text": "a", "hedline": "b"}', "unknown 'hedline'"),
        (b'{"text": "a", "date": "2021-05-04"}', "--field published=date"),
        (b'{"text": "a", "published": 2021}', "published has to be text, not int"),
        (b'{"text": "' + b"a" * (LIMIT + 1) + b'"}', "larger than the limit for an article, 1,000 bytes"),
        (b'{"text": "' + b"a" * LIMIT * 50 + b'"}', "larger than the limit"),
    ],
)
def test_a_bad_line_names_itself_and_good_ones_go_on(tmp_path: Path, line: bytes, said: str) -> None:
    good = b'{"text": "Words."}'
    first, bad, last = reads(tmp_path, b"\n".join([good, line, good]))
    assert first.article
    assert last.article
    assert last.place == ", line 3"
    assert bad.place == ", line 2"
    assert bad.article is None
    assert bad.error
    assert said in bad.error


def test_an_overlong_last_line_without_an_end(tmp_path: Path) -> None:
    (bad,) = reads(tmp_path, b"a" * (LIMIT * 3))
    assert bad.error
    assert "larger" in bad.error


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf\n"])
def test_a_file_without_a_line_is_an_error(tmp_path: Path, content: bytes) -> None:
    assert reads(tmp_path, content) == [Read("", None, "is empty")]
