"""`cuttings ingest`: whatever is named is read, and what became of it is told to people and machines."""

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from patience import PATIENCE
from reading import site as sites

WORDS = "“We have ships,” said Admiral John Smith. “We sail at dawn,” he added."


@pytest.fixture
def news(folder) -> Path:
    """A folder with a folder in it, a picture, and a text that cannot be read."""
    (folder / "news" / "old").mkdir(parents=True)
    for number, path in enumerate(("a.txt", "b.txt", "old/c.txt")):
        (folder / "news" / path).write_text(f"{WORDS} It was day {number} of the {path[0]} journey.")
    (folder / "news" / "picture.png").write_bytes(b"\x89PNG")
    return folder / "news"


def events(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def places(done, outcome="new"):
    return [
        each["place"] for each in events(done) if each["event"] == "outcome" and each["outcome"] == outcome
    ]


def test_folders_are_read_whole_unless_they_are_not_to_be(news, run):
    assert places(run("ingest", "news", "--no-recursive", "--json")) == ["news/a.txt", "news/b.txt"]
    again = run("ingest", "news", "--json")
    assert places(again) == ["news/old/c.txt"]
    assert places(again, "unchanged") == ["news/a.txt", "news/b.txt"]


def test_names_of_files_are_told_as_they_are_and_on_one_line(news, run):
    """A name may hold what a terminal obeys, what ends a line, or what looks like a table's own markup."""
    for name in ("a.[red]", "\x1b[31mred\nforged: line.txt", "d\x9b2K\u2028forged.txt"):
        (news / name).write_text("")
    done = run("ingest", "news", "--dry-run", code=1)
    told = done.stdout + done.stderr
    assert "1 .[red]" in told
    assert all(line.isprintable() and not line.startswith("forged") for line in told.split("\n"))


def test_what_is_passed_over_is_told_by_kind(news, run):
    (news / "README.md").write_text("# News\n\n“We will go,” said whoever wrote this.")
    (news / "old" / "other.png").write_bytes(b"\x89PNG")
    (news / "a.toml").write_text('outlet = "Harbour"')
    (news / "NOTES").write_text("Mine.")
    assert "passed_over" not in run("ingest", "news/a.txt", "--dry-run").stdout
    told = run("ingest", "news", "--dry-run").stdout
    assert re.search(r"Passed over\W+4\W+2 \.png, 1 README\.md, 1 no ending", told)
    summary = events(run("ingest", "news/*", "news", "--dry-run", "--json"))[-1]
    assert summary["passed_over"] == {".png": 2, "README.md": 1, "no ending": 1}
    # What is named is read, whatever it is called.
    assert places(run("ingest", "news/README.md", "--dry-run", "--json")) == ["news/README.md"]


def test_patterns_are_the_command_s_own_and_each_place_is_read_once(news, run):
    told = run("ingest", "news/**/*", "news/a.txt", "news", "--dry-run", "--json")
    assert places(told) == ["news/a.txt", "news/b.txt", "news/old/c.txt"]
    said = run("ingest", "news/**/*.odt", "news/a.txt", "--dry-run", code=1)
    assert "news/**/*.odt: matches no article; known kinds are .txt" in said.stderr


def test_a_list_names_what_to_read(news, run):
    (news.parent / "list").write_text("# today\n\n  news/a.txt  \nnews/old\n")
    assert places(run("ingest", "--from", "list", "--dry-run", "--json")) == ["news/a.txt", "news/old/c.txt"]
    piped = run("ingest", "--from", "-", "news/b.txt", "--dry-run", "--json", given=b"news/a.txt\n")
    assert places(piped) == ["news/b.txt", "news/a.txt"]
    assert "cannot be read" in run("ingest", "--from", "none", code=1).stderr
    assert "cannot be both" in run("ingest", "--from", "-", "-", code=1).stderr


@pytest.mark.parametrize(
    ("given", "options", "place"),
    [
        (json.dumps({"text": WORDS}), [], "standard input, line 1"),
        (WORDS, [], "standard input"),
        (json.dumps({"text": WORDS}), ["--format", "jsonl"], "standard input, line 1"),
        ("{ this begins as JSON does, and is text", ["--format", "text"], "standard input"),
    ],
)
def test_standard_input_is_of_any_kind(folder, run, given, options, place):
    assert places(run("ingest", "-", *options, "--dry-run", "--json", given=given.encode())) == [place]


def test_what_makes_no_sense_is_one_line(folder, run):
    (folder / "a.txt").write_text(WORDS)
    for words, said in (
        (["-", "--format", "odd"], "--format odd is unknown: known are txt"),
        (["a.txt", "--field", "title"], "does not have the form FACT=COLUMN"),
        (["a.txt", "--field", "colour=x"], "unknown 'colour'"),
        (["a.txt", "--country", "XYZ"], "outlet_country 'XYZ' is no two-letter code"),
        (["-", "-"], "more than once"),
        (["gone.txt", "none/*.txt"], "nothing to read: gone.txt, none/*.txt do not exist"),
    ):
        done = run("ingest", *words, code=1)
        assert said in done.stderr
        assert done.stderr.count("\n") == 1
        assert done.stdout == ""
    run("ingest", code=2)


def test_facts_are_stated_for_all_that_do_not_state_them(folder, run):
    (folder / "a.txt").write_text(f"---\noutlet: Own\n---\n{WORDS}")
    (folder / "b.txt").write_text(f"{WORDS} Nothing else happened.")
    (folder / "c.csv").write_text(f'Headline,Body\nShips,"{WORDS.replace(chr(34), "")} So it was told."\n')
    run(
        *(
            "ingest",
            "a.txt",
            "b.txt",
            "c.csv",
            "--outlet",
            "The Daily",
            "--country",
            "gb",
            "--language",
            "en",
        ),
        *("--field", "title=Headline", "--field", "text=Body"),
    )
    stated = (
        "SELECT o.name, outlet_country, language, title FROM articles JOIN outlets AS o ON o.id = outlet_id"
    )
    with closing(sqlite3.connect(folder / "cuttings.db")) as db:
        assert sorted(db.execute(stated), key=str) == [
            ("Own", "GB", "en", None), ("The Daily", "GB", "en", "Ships"), ("The Daily", "GB", "en", None),
        ]  # fmt: skip


def test_a_dry_run_tells_and_leaves_nothing(news, run):
    (news.parent / "cuttings.db").unlink()
    (news / "broken.jsonl").write_text("{oops")
    done = run("ingest", "news", "--dry-run", code=1)
    assert "Would be read into cuttings.db" in done.stdout
    assert "3 new" in done.stdout
    assert "news/broken.jsonl, line 1: is not JSON" in done.stderr
    assert not (news.parent / "cuttings.db").exists()


def test_what_failed_is_tried_again_and_nothing_else(news, run):
    (news / "broken.jsonl").write_text("{oops")
    run("ingest", "news", code=1)
    (news / "a.txt").write_text("“Something else,” said Ann Lee.")
    again = run("ingest", "--retry-failed", "--json", code=1)
    assert places(again, "failed") == [f"{news}/broken.jsonl, line 1"]
    (news / "broken.jsonl").write_text(json.dumps({"text": f"{WORDS} They did."}))
    assert places(run("ingest", "news", "--retry-failed", "--json")) == ["news/broken.jsonl, line 1"]
    assert run("ingest", "--retry-failed").stdout == "Nothing failed when it was last read.\n"


def test_machines_are_told_all_of_it(folder, run):
    (folder / "a.txt").write_text(WORDS)
    (folder / "b.jsonl").write_text("{oops")
    begun, new, failed, summary = events(run("ingest", "a.txt", "b.jsonl", "--json", code=1))
    assert begun == {"event": "begun", "run": 1}
    assert list(new) == ["event", "place", "outcome", "article", "statements", "claims", "error", "notes"]
    assert new["statements"] == 2
    assert (failed["outcome"], failed["article"]) == ("failed", None)
    assert summary.pop("seconds") >= 0
    assert {name: summary[name] for name in ("event", "run", "ended", "articles", "new", "failures")} == {
        "event": "summary", "run": 1, "ended": "done", "articles": 1, "new": 1, "failures": 1,
    }  # fmt: skip


def test_many_failures_are_told_in_the_journal(folder, run):
    (folder / "many.jsonl").write_text("{oops\n" * 30)
    done = run("ingest", "many.jsonl", code=1)
    lines = done.stderr.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "10 more failures: cuttings runs 1 --failed"
    listed = run("runs", "1", "--failed").stdout
    assert listed.count("is not JSON") == 30


def test_a_run_that_finds_all_as_it_was_loads_no_model(news, run):
    run("ingest", "news")
    code = (
        "import sys; from app.cli import commands; commands(['ingest', 'news'], standalone_mode=False);"
        "print(sorted({'spacy', 'onnxruntime', 'tokenizers'} & sys.modules.keys()))"
    )
    again = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, timeout=PATIENCE)
    assert again.returncode == 0, again.stderr
    assert b"3 unchanged" in again.stdout
    assert again.stdout.splitlines()[-1] == b"[]"


def test_no_article_takes_longer_in_a_worker_than_is_chosen(news, run, monkeypatch):
    monkeypatch.setenv("CUTTINGS_ARTICLE_SECONDS", "0.01")
    done = run("ingest", "news/a.txt", "--workers", "2", code=1)
    assert "news/a.txt: took longer than 0.01 seconds" in done.stderr


def test_a_page_that_was_read_is_asked_only_whether_it_is_new(folder, run, monkeypatch):
    monkeypatch.setenv("CUTTINGS_FETCH_DELAY", "0")
    with sites.serving() as site:
        address = site.put("/notice.txt", sites.Page(WORDS.encode(), "text/plain"))
        command = ("ingest", address, "--allow-local", "--json")
        assert places(run(*command)) == [address]
        assert places(run(*command), "unchanged") == [address]
        pages = [each for each in site.asked if each.path == "/notice.txt"]
        assert ["If-None-Match" in each.headers for each in pages] == [False, True]
        # With other facts stated, the same page says something else.
        run(*command, "--outlet", "Harbour")
        assert "If-None-Match" not in site.asked[-1].headers
        site.put("/notice.txt", sites.Page(WORDS.replace("dawn", "dusk").encode(), "text/plain"))
        assert places(run(*command), "changed") == [address]
