"""After erasing, no file that the archive keeps has a word of it, in any table, index, log or cache."""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from sqlmodel import Session
from typer.testing import CliRunner

from app.cli import commands
from app.errors import Gone
from app.ingest.linked import comparing
from app.records import ClaimType, Outcome
from app.settings import Settings
from app.store import engine, erased, erasing, identifiers, journal, origins, submissions
from app.store import tables as t
from app.store.queries.views.watched import FetchState, PageState
from app.store.saving.watched import keep_fetches, keep_pages
from store.building import LATER, NOW, Draft, save, talks

URL = "https://xylofoon.example/brontosaurusses-quizzing"
FILE = "xylofoon-brontosaurusses.txt"
WORDS = ("xylofoon", "brontosaurus", "quizzing", "zwollenaar", "fjordism", "kumquatic", "sigwartian")
"""Of the text, its title and address, its file, who speaks, and an earlier version: beginnings of words, as
indexes keep stems."""


def unwanted(day="Tuesday"):
    said = f"Brontosaurusses were quizzing the kumquatical harbour on {day} at nine."
    draft = Draft(
        f"“{said}” said fjordismal envoy Pim Zwollenaar of Norway.",
        "“We will talk to everybody in Kabul.” said Anna Berg.",
        f"The xylofoons cost 4,000 dollars. {' '.join(f'On hour {n} somebody rose.' for n in range(40))}",
        title="Brontosaurusses quizzing", outlet="Xylofoon Post", outlet_country="NO", author="Q. Xylofoon",
        url=URL, topics=("Xylofoons",), file_name=FILE, language="en",
    )  # fmt: skip
    envoy = draft.entity("Pim Zwollenaar", roles=["fjordismal envoy"], home=("NO", "Norway"))
    berg = draft.entity("Anna Berg")
    first = draft.statement(said, by=envoy, cue=["said"], source=["Pim Zwollenaar"], about={"NO": "Norway"})
    draft.statement("We will talk to everybody in Kabul.", by=berg, source=["Anna Berg"])
    draft.claim(said, statement=first, kind=ClaimType.PLAN)
    draft.claim("The xylofoons cost 4,000 dollars")
    return draft


def fill(path):
    """The article, read twice, among others, and all that the archive writes down of it."""
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, talks())
        save(db, unwanted("a sigwartian day"), NOW)
        ident = save(db, unwanted(), LATER).article
        said = (
            db.connection().exec_driver_sql("SELECT ident FROM statements ORDER BY id DESC").scalars().first()
        )
        place, outcome = f"/srv/{FILE}", Outcome(URL, "new", ident, notes=("xylofoon was guessed",))
        run = journal.begin(db, "ingest", [URL, place, "other.txt"], "by-hand-1", NOW)
        journal.write(db, run, [outcome, replace(outcome, place=place)], NOW)
        journal.write(db, run, [Outcome(URL, "failed", error="xylofoon did not answer")], NOW)
        for each in (URL, place):
            origins.opened(db, each, "by-hand-1", NOW)
            origins.gave(db, each, "a digest", "by-hand-1", replace(outcome, place=each))
        keep_fetches(db, [FetchState(URL, "xylofoon", None, 200, NOW)])
        key = URL.partition("://")[2]
        stated = {"title": "Brontosaurusses quizzing"}
        keep_pages(db, [PageState(key, URL, "https://feed.example", NOW, NOW, NOW, NOW, stated=stated)])
        (added,) = submissions.queue(db, [submissions.Added("text", "Xylofoons", b"xylofoon", stated)], NOW)
        told = {
            "place": f"pasted: {URL}",
            "outcome": "new",
            "article": ident,
            "notes": ["xylofoon"],
            "error": None,
        }
        submissions.finish(db, added, [{**told, "error": None}], NOW)
        judged(db, said)
    written.dispose()
    return ident, said


def judged(db, said):
    """A correction with words of it, a report, and an entry of the log."""
    editor = t.EditorRow(name="Ed", role="editor", password="-", added=NOW)
    db.add(editor)
    db.flush()
    judgement = t.JudgementRow(
        ident=identifiers.mint(db, "judgement"), subject=said, verdict="disputed", value={},
        was={"speaker": "Zwollenaar"}, words="Brontosaurusses were quizzing", reason="Xylofoons do not talk.",
        editor_id=editor.id, made=NOW, waits="xylofoon", withdrawn_reason="kumquatical",
    )  # fmt: skip
    db.add(judgement)
    db.add(t.Report(subject=said, problem="words", note="No brontosaurusses there", sent=NOW))
    db.add(t.Act(at=NOW, action="judged", subject=said, note="xylofoon"))
    db.flush()


def held(folder):
    """The files under a folder that hold one of the words, in UTF-8 or UTF-16, with the word."""
    forms = {word: [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")] for word in WORDS}
    return {
        (each.name, word)
        for each in folder.rglob("*")
        if each.is_file()
        for word, coded in forms.items()
        if any(form in each.read_bytes().lower() for form in coded)
    }


@pytest.fixture
def archive(new_database, tmp_path, monkeypatch):
    """A database with the article, a snapshot, a card, a copy before migration and half a snapshot."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = new_database()
    ident, said = fill(path)
    assert run("snapshot", "--database", str(path)).exit_code == 0
    (tmp_path / "cache" / "cuttings" / "cards").mkdir(parents=True)
    (tmp_path / "cache" / "cuttings" / "cards" / "1.png").write_bytes(b"xylofoon")
    (tmp_path / f".{Settings(database=path).snapshot_file.name}.abcd1234").write_bytes(b"xylofoon")
    (tmp_path / f"{path.name}.before-0019").write_bytes(b"xylofoon")
    return path, ident, said


def run(*words):
    return CliRunner().invoke(commands, list(words), prog_name="cuttings")


def erase(path, *words):
    done = run("erase", *words, "--yes", "--database", str(path))
    assert done.exit_code == 0, done.output
    assert not [word for word in WORDS if word in done.output.lower()]
    return done.output


def test_no_file_holds_a_word_of_what_was_erased(archive, tmp_path):
    path, ident, said = archive
    assert {word for _, word in held(tmp_path)} == set(WORDS)
    told = erase(path, ident)
    assert held(tmp_path) == {(f"{path.name}.before-0019", "xylofoon")}
    assert f"{path.name}.before-0019" in told
    assert "Deleted" in erase(path, URL, "--backups")
    assert held(tmp_path) == set()
    with closing(sqlite3.connect(path)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        for (name,) in opened.execute(
            "SELECT name FROM sqlite_schema WHERE sql LIKE '%USING fts5%'"
        ).fetchall():
            opened.execute(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
    with Session(engine.reader(path)) as db:
        for kind, gone in (("article", ident), ("statement", said)):
            with pytest.raises(Gone, match=re.escape(erased.REASON)):
                identifiers.resolve(db, gone, kind)
        left = db.connection().exec_driver_sql("SELECT name, state FROM speakers").all()
        assert left == [("Anna Berg", "live")]
        assert db.connection().exec_driver_sql("SELECT asked FROM runs").scalar_one() == json.dumps(
            [erased.PLACE, erased.PLACE, "other.txt"]
        )


def test_it_is_not_taken_in_again_nor_written_down(archive, tmp_path):
    path, ident, _ = archive
    erase(path, ident, "--backups")
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        again = (
            unwanted(),
            replaced(unwanted(), url=None, file_name=None),
            replaced(unwanted("Friday"), file_name="other.txt"),
            replaced(unwanted("Friday"), url=None),
        )
        for draft in again:
            saved = save(db, draft, LATER)
            assert (saved.outcome, saved.article, saved.notes) == ("unchanged", ident, (erased.NOTE,))
        page = PageState(URL.partition("://")[2], URL, "https://feed.example", NOW, NOW, None, NOW, stated={})
        keep_pages(db, [page])
        keep_fetches(db, [FetchState(URL, None, None, 200, NOW)])
        assert erased.masked(db, [URL, f"/a/{FILE}", "b.txt"], str) == [erased.PLACE, erased.PLACE, "b.txt"]
        assert (
            save(db, talks(said="Somebody else said this in Kabul.", file_name="new.txt"), NOW).outcome
            == "new"
        )
    written.dispose()
    assert held(tmp_path) == set()


def replaced(draft, **facts):
    draft.facts = replace(draft.facts, **facts)
    return draft


def test_killed_in_the_middle_and_run_again_it_ends_erased(archive, tmp_path, monkeypatch):
    path, ident, _ = archive
    with monkeypatch.context() as patched:
        patched.setattr("app.web.cards.shelf.clear", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        run("erase", ident, "--yes", "--database", str(path))
    assert held(tmp_path)
    erase(path, ident, "--backups")
    assert held(tmp_path) == set()


def test_a_removed_article_can_be_erased_while_somebody_reads(archive, tmp_path):
    path, ident, _ = archive
    assert run("remove", ident, "--reason", "Xylofoons.", "--database", str(path)).exit_code == 0
    with closing(sqlite3.connect(path)) as reader:
        assert reader.execute("SELECT count(*) FROM articles").fetchone() == (2,)
        erase(path, ident, "--backups")
        assert reader.execute("SELECT count(*) FROM statements WHERE state = 'live'").fetchone() == (2,)
    assert held(tmp_path) == set()


def test_nobody_to_ask_is_an_error(archive):
    path, ident, _ = archive
    done = run("erase", ident, "--database", str(path))
    assert done.exit_code != 0
    assert "--yes" in done.output


def test_a_speaker_is_blacked_out_wherever_their_names_and_words_stand(archive, tmp_path):
    path, article, _ = archive
    names = ("zwollenaar", "quizzing the kumquatic")
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        draft = Draft(
            "“Mr ZWOLLENAAR and Pim\nZwollenaar's dog are late,” said Eve Dahl.",
            "“Brontosaurusses were quizzing the kumquatical harbour,” he said.",
            title="Eve Dahl on Pim Zwollenaar", url="https://dagen.example/pim-zwollenaar-is-late",
        )  # fmt: skip
        pim = draft.entity("Pim Zwollenaar", aliases=["Mr Zwollenaar", "Zwollenaar"])
        eve = draft.entity("Eve Dahl")
        draft.statement("Mr ZWOLLENAAR and Pim\nZwollenaar's dog are late,", by=eve, source=["Eve Dahl"])
        draft.statement("Brontosaurusses were quizzing the kumquatical harbour,", by=pim)
        other = save(db, draft).article
        sql = "SELECT ident FROM speakers WHERE name LIKE '%Zwollenaar' AND stands_for = id"
        ident = db.connection().exec_driver_sql(sql).scalar_one()
        sql = "SELECT DISTINCT s.ident FROM statements AS s JOIN versions AS v ON v.statement_id = s.id "
        sql += "WHERE v.words LIKE 'Bront%'"
        theirs = db.connection().exec_driver_sql(sql).scalars().all()
        assert len(theirs) == 2
        before = db.connection().exec_driver_sql("SELECT sum(length(text)) FROM captures").scalar_one()
        sql = "SELECT s.ident FROM statements AS s JOIN versions AS v ON v.statement_id = s.id WHERE v.words "
        late = db.connection().exec_driver_sql(f"{sql} LIKE 'Mr ZW%'").scalar_one()
        ed = db.connection().exec_driver_sql("SELECT id FROM editors").scalar_one()
        made = t.JudgementRow(
            ident=identifiers.mint(db, "judgement"), subject=late, verdict="kind",
            value={"kind": "direct"}, was={}, words="Mr ZWOLLENAAR", reason="Quoted: quizzing the velvetine",
            editor_id=ed, made=NOW,
        )  # fmt: skip
        db.add_all([made, t.Report(subject=late, problem="words", note="It was velvetine", sent=NOW)])
    written.dispose()
    erase(path, ident, "--backups")
    assert not {name for name, word in held(tmp_path) if word == "zwollenaar"}
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and b"velvetine" in file.read_bytes()]
    with Session(engine.writer(path)) as db, db.begin():
        kept = db.connection().exec_driver_sql("SELECT value FROM judgements WHERE verdict = 'kind'")
        assert json.loads(kept.scalar_one()) == {"kind": "direct"}
        after = db.connection().exec_driver_sql("SELECT sum(length(text)) FROM captures").scalar_one()
        assert after == before
        words = db.connection().exec_driver_sql(
            "SELECT v.words, s.state FROM statements AS s JOIN articles AS a ON a.id = s.article_id "
            "JOIN versions AS v ON v.statement_id = s.id WHERE a.ident = ?", (other,)
        ).all()  # fmt: skip
        assert words == [("██ ██████████ and ███\n██████████'s dog are late,", "live")]
        with pytest.raises(Gone, match=re.escape(erased.REASON)):
            identifiers.resolve(db, ident, "speaker")
        for each in theirs:
            with pytest.raises(Gone, match=re.escape(erased.REASON)):
                identifiers.resolve(db, each, "statement")
        assert identifiers.resolve(db, article, "article").ident == article
        again = save(db, draft, LATER)
        assert (again.outcome, again.article, again.notes) == ("unchanged", other, (erased.NOTE,))
        tables = {"captures": "text", "versions": "words", "claims": "words"}
        sql = " UNION ALL ".join(f"SELECT {column} FROM {table}" for table, column in tables.items())
        prose = "\n".join(db.connection().exec_driver_sql(sql).scalars()).lower()
        assert not [name for name in names if name in prose]
    assert "erased before" in erase(path, ident)


def test_whoever_was_erased_is_blacked_out_in_what_comes_later(db):
    save(db, unwanted())
    sql = "SELECT ident FROM speakers WHERE name = 'Pim Zwollenaar'"
    ident = db.connection().exec_driver_sql(sql).scalar_one()
    erasing.erase_speaker(db, ident, comparing(), NOW)
    draft = Draft(
        "“Kumquatical apples are out of season here,” said envoy Pim Zwollenaar of Norway.",
        "“Zwollenaar is late,” said Eve Dahl.",
        url="https://dagen.example/pim-zwollenaar-says", title="Zwollenaar says", outlet="Dagen",
    )  # fmt: skip
    pim = draft.entity("Pim Zwollenaar", roles=["envoy"], home=("NO", "Norway"))
    eve = draft.entity("Eve Dahl")
    draft.statement("Kumquatical apples are out of season here,", by=pim)
    said = draft.statement("Zwollenaar is late,", by=eve)
    draft.claim("Zwollenaar is late", statement=said)
    saved = save(db, draft, LATER)
    assert (saved.outcome, saved.statements, saved.claims, saved.unnamed) == ("new", 1, 1, True)
    assert "blacked out" in saved.notes[0]
    values = [
        str(row).lower()
        for table in t.metadata.sorted_tables
        for row in db.connection().exec_driver_sql(f"SELECT * FROM {table}")
    ]
    assert not [row for row in values if "zwollenaar" in row or "apples are out" in row]
    again = save(db, draft, LATER)
    assert (again.outcome, again.article, again.notes) == ("unchanged", saved.article, (erased.NOTE,))
