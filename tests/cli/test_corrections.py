"""What editors judged is gold: the extractor is measured on it, and it can be taken along as a corpus."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlmodel import Session, select, text
from store.judging import editor

from app.comparing import comparing
from app.extract import extraction
from app.records import Judgement, Verdict
from app.store import engine, judgements
from app.store import tables as t

NOW = datetime(2026, 11, 21, tzinfo=UTC)
WORDS = (
    "“We will go to Oslo,” said Ann Lee.\n\n“Nobody was asked,” said Bob Day.\n\n"
    "“The toll will rise again,” said Carl Holm.\n\n“It is far too late for that,” said Dora Vik."
)


@pytest.fixture
def judged(folder, run):
    """A database of one article: a speaker corrected, a statement confirmed, one rejected, one left alone."""
    (folder / "a.txt").write_text(WORDS)
    run("ingest", "a.txt")
    path = folder / "cuttings.db"
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        who = {row.name: row.ident for row in db.exec(select(t.Speaker))}
        said = "SELECT v.words, s.ident FROM statements AS s JOIN versions AS v ON v.statement_id = s.id"
        of = dict(map(tuple, db.connection().execute(text(said))))

        def judge(start, verdict, **value):
            (ident,) = (of[words] for words in of if words.startswith(start))
            judgements.judge(
                db, Judgement(verdict, ident, "Read again.", value=value), editor(db), NOW, comparing()
            )

        judge("We will go", Verdict.SPEAKER, speaker=who["Bob Day"])
        judge("Nobody was", Verdict.CONFIRMED)
        judge("The toll", Verdict.REJECTED)
    written.dispose()
    return path


def test_what_was_found_then_stands_beside_what_is_found_now(folder, run, judged, monkeypatch):
    told = run("evaluate", "--corrections", judged.name, "--json", "figures.json").stdout
    figures = json.loads((folder / "figures.json").read_text())
    counts = {
        name: [(f[when]["right"], f[when]["of"]) for when in ("then", "now")] for name, f in figures.items()
    }
    # The extractor is the same still, and so it is wrong again where people said that it was.
    assert counts == {
        "found": [(2, 2), (2, 2)],
        "speaker": [(1, 2), (1, 2)],
        "words": [(1, 1), (1, 1)],
        "kind": [(1, 1), (1, 1)],
        "kept out": [(0, 1), (0, 1)],
    }
    assert "50.0" in told
    whole = extraction.extract
    deaf = lambda *given: replace(whole(*given), attributions=())  # noqa: E731 - another extractor, worse
    monkeypatch.setattr(extraction, "extract", deaf)
    run("evaluate", "--corrections", judged.name, "--json", "figures.json")
    figures = json.loads((folder / "figures.json").read_text())
    assert {name: f["now"]["right"] for name, f in figures.items()} == {
        "found": 0, "speaker": 0, "words": 0, "kind": 0, "kept out": 1,
    }  # fmt: skip


def test_a_corpus_of_it_tells_what_was_judged_and_nothing_else(folder, run, judged):
    assert "1 article " in run("corrections", "export", "judged.jsonl").stdout
    (document,) = map(json.loads, (folder / "judged.jsonl").read_text("utf-8").splitlines())
    assert (document["text"], document["partial"]) == (WORDS, True)
    told = [
        ("".join(WORDS[start:end] for start, end in one["content"]), one.get("speaker_name"), one.get("kind"))
        for one in document["statements"]
    ]
    assert told == [("We will go to Oslo,", "Bob Day", None), ("Nobody was asked,", "Bob Day", "direct")]
    assert document["statements"][0]["speaker"] == []
    assert [WORDS[start:end] for ((start, end),) in document["rejected"]] == ["The toll will rise again,"]
    measured = run("evaluate", "judged.jsonl", "--workers", "1").stdout
    assert "quotations found (share)" in measured


def test_where_nothing_was_judged_it_is_said(folder, run):
    assert "Nobody has judged" in run("evaluate", "--corrections", "cuttings.db", code=1).stderr
    assert "not both" in run("evaluate", "a.jsonl", "--corrections", "cuttings.db", code=1).stderr
    assert "Name the gold" in run("evaluate", code=1).stderr
    run("corrections", "export", "-")
