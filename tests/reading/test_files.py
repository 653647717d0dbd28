import os
from pathlib import Path

import pytest

from app.reading.files import origins, reads
from app.reading.given import Choices
from app.records import Read

LIMIT = Choices(1000)
SEEDS = Path(__file__).parents[2] / "seeds"


def count(paths: list[Path]) -> int:
    return sum(origin.count() for origin in origins(paths, LIMIT))


def outcome(folder: Path, read: Read) -> tuple[str, str | None]:
    return read.place.removeprefix(str(folder)).lstrip(os.sep), read.error and read.error.split(";")[0]


def test_folders_are_read_whole_in_order_and_bad_articles_stop_nothing(tmp_path: Path) -> None:
    for name in [
        "b.txt",
        "a.txt",
        "sub/c.TXT",
        ".hidden.txt",
        ".git/d.txt",
        "a.toml",
        "picture.png",
        "notes.odt",
    ]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b'outlet = "X"' if name.endswith(".toml") else b"Words.")
    (tmp_path / "bad.txt").write_bytes(b"\0")
    (tmp_path / "many.jsonl").write_bytes(b'{"text": "A"}\n{}\n{"text": "B"}')
    found = list(reads([tmp_path], LIMIT))
    assert [outcome(tmp_path, read) for read in found] == [
        ("a.txt", None),
        ("b.txt", None),
        ("bad.txt", "is not text: byte 0 is zero, as in binary files"),
        ("many.jsonl, line 1", None),
        ("many.jsonl, line 2", 'has no "text"'),
        ("many.jsonl, line 3", None),
        ("sub/c.TXT", None),
    ]
    assert found[0].article
    assert found[0].article.facts.outlet == "X"
    assert count([tmp_path]) == len(found)


def test_named_files_are_read_in_the_order_given(tmp_path: Path) -> None:
    for name in ["a.txt", "b.txt", ".hidden.txt"]:
        (tmp_path / name).write_text("Words.")
    paths = [tmp_path / name for name in ["b.txt", ".hidden.txt", "a.txt"]]
    assert [read.place for read in reads(paths, LIMIT)] == [str(path) for path in paths]


def test_what_is_named_and_cannot_be_had_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "circle.txt").symlink_to(tmp_path / "circle.txt")
    names = [
        "picture.png",
        "empty",
        "pipe.txt",
        "gone.txt",
        "circle.txt",
        "missing.txt",
        "x" * 300 + ".txt",
        "a.txt",
    ]
    (tmp_path / "a.txt").write_text("Words.")
    paths = [tmp_path / name for name in names]
    found = list(reads(paths, LIMIT))
    assert [outcome(tmp_path, read)[1] for read in found] == [
        "is of an unknown kind",
        "holds no article",
        "is neither a file nor a folder",
        "does not exist",
        "does not exist",
        "does not exist",
        "cannot be read: File name too long",
        None,
    ]
    assert count(paths) == len(found)


@pytest.mark.parametrize("name", ["old.doc", "open.odt", "rich.RTF"])
def test_documents_of_other_kinds_are_told_how_to_become_known(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    (read,) = reads([tmp_path / name], LIMIT)
    assert read.error
    assert "save it as DOCX" in read.error


def test_a_file_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    # Opens, and then refuses to be read, even for root.
    (tmp_path / "a.txt").symlink_to("/proc/self/mem")
    (tmp_path / "b.jsonl").symlink_to("/proc/self/mem")
    (tmp_path / "c.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "d.txt").write_text("Words.")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [outcome(tmp_path, read) for read in reads([tmp_path], LIMIT)] == [
        ("a.txt", "cannot be read: Input/output error"),
        ("b.jsonl", "cannot be read: Input/output error"),
        ("c.txt", "cannot be read: No such file or directory"),
        ("d.txt", None),
    ]
    assert count([tmp_path]) == 4


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permissions_are_told(tmp_path: Path) -> None:
    for name in ["a.txt", "b.txt"]:
        (tmp_path / name).write_text("Words.")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "closed").mkdir(mode=0)
    errors = [outcome(tmp_path, read) for read in reads([tmp_path], LIMIT)]
    assert errors == [
        ("a.txt", "cannot be read: Permission denied"),
        ("b.txt", None),
        ("closed", "cannot be read: Permission denied"),
    ]


def test_a_name_that_is_no_utf_8_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"a\xff.txt")).write_text("Words.")
    (read,) = reads([tmp_path], LIMIT)
    assert read.article
    assert read.article.facts.file_name == "a\ufffd.txt"
    assert read.place.encode()


def test_the_seeds_say_only_that_they_are_translated() -> None:
    found = list(reads([SEEDS], Choices(2_000_000)))
    assert len(found) == count([SEEDS]) == 2
    for read, path in zip(found, sorted(SEEDS.glob("*.txt")), strict=True):
        assert read.article
        assert read.article.text.encode() == path.read_bytes()
        facts = read.article.facts
        assert (facts.translated_from, facts.file_name) == ("ru", path.name)
        assert (
            facts.title
            is facts.outlet
            is facts.url
            is facts.published
            is facts.author
            is facts.language
            is None
        )
