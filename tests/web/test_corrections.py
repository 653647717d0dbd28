"""The public record: what editors decided, as pages, feed, JSON and CSV, and in statements' histories."""

import csv
import io
from datetime import timedelta

import feedparser
import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from store.building import NOW, save
from store.judging import editor, judged

from app.comparing import comparing
from app.records import Judgement, Verdict
from app.settings import Settings, place
from app.store import engine, judgements
from app.web.app import create_app
from web.conftest import harbour
from web.reading_pages import parse

FORMULA = "=1+1 <b>read</b> again"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An app over a database in which a statement was given another speaker, which was then withdrawn."""
    path = tmp_path_factory.mktemp("corrections") / "corrections.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, harbour())
        rise, gift = (
            db.connection().exec_driver_sql("SELECT ident FROM statements ORDER BY id").scalars().all()[:2]
        )
        by = editor(db)
        decide = {
            "speaker": (rise, {"name": "Nina Moe", "kind": "person"}, FORMULA),
            "kind": (gift, {"kind": "indirect"}, "Nothing of it is quoted."),
            "confirmed": (gift, {}, ""),
        }
        speakers = db.connection().exec_driver_sql("SELECT ident FROM speakers ORDER BY id").scalars().all()
        old = NOW - timedelta(days=400)
        idents = {"same": judged(db, "same", speakers[0], other=speakers[1], made=old)}
        for day, (verdict, (subject, value, reason)) in enumerate(decide.items()):
            now = NOW + timedelta(days=day + 1)
            judgement = Judgement(Verdict(verdict), subject, reason, None, value)
            idents[verdict] = judgements.judge(db, judgement, by, now, comparing())
        judgements.withdraw(
            db, idents["kind"], by, "Two words are quoted.", NOW + timedelta(days=9), comparing()
        )
        idents |= {"rise": rise, "gift": gift}
    written.dispose()
    return create_app(Settings(database=path, page_size=2)), idents


@pytest.fixture(scope="module")
def reader(made):
    return TestClient(made[0], follow_redirects=False)


@pytest.fixture(scope="module")
def idents(made):
    return made[1]


def _main(reader, path):
    return parse(reader.get(path).raise_for_status().text).one("main")


def test_the_list_says_what_was_what_is_why_and_by_whom_and_walks_both_ways(reader, idents):
    page = _main(reader, "/corrections")
    entries = list(page.with_class("correction"))
    assert [next(each.with_class("verdict")).text for each in entries] == [
        "Kind corrected",
        "Speaker corrected",
    ]
    speaker = entries[1]
    assert speaker.one("del").text == "Ole Lund"
    assert next(speaker.with_class("now")).text == "Nina Moe"
    for told in (
        "The toll will rise in Norway",
        FORMULA,
        "Ada Reed",
        "Translated, not verbatim",
        "2 May 2024",
    ):
        assert told in speaker.text
    assert "withdrawn" in entries[0].attributes["class"]
    assert "Withdrawn by Ada Reed, 10 May 2024: Two words are quoted." in entries[0].text
    older = page.one("a", rel="next").attributes["href"]
    second = _main(reader, older)
    assert "One speaker, not two" in second.text
    assert second.one("a", rel="prev").attributes["href"].startswith("/corrections?before=")


def test_the_list_is_chosen_from_by_verdict_and_year(reader, idents):
    for query, told in (
        ("verdict=kind", {"kind"}),
        ("year=2023", {"same"}),
        ("verdict=confirmed", {"confirmed"}),
    ):
        rows = reader.get(f"/corrections.json?{query}").json()["rows"]
        assert {row["ident"] for row in rows} == {idents[each] for each in told}, query
        assert f"/corrections.atom?{query}" in reader.get(f"/corrections?{query}").text
    assert "1 check that found nothing wrong" in _main(reader, "/corrections").text
    assert reader.get("/corrections?verdict=odd").status_code == 422
    assert reader.get("/corrections?after=odd").status_code == 400


def test_each_has_a_page_for_good(reader, idents):
    page = _main(reader, f"/corrections/{idents['speaker']}")
    assert page.one("h1").text == "Speaker corrected"
    assert {"version 1", "version 2"} <= {link.text for link in page.all("a")}
    assert "Withdrawn" in _main(reader, f"/corrections/{idents['kind']}").text
    assert "Checked and found right" in _main(reader, f"/corrections/{idents['kind']}").text, (
        "the same's others"
    )
    shouted = reader.get(f"/corrections/{idents['speaker'].upper()}")
    assert (shouted.status_code, shouted.headers["location"]) == (301, f"/corrections/{idents['speaker']}")
    for unknown in ("n0thing0", idents["rise"]):
        assert reader.get(f"/corrections/{unknown}").status_code == 404
        assert reader.get(f"/corrections/{unknown}.json").json()["error"]


def test_a_statements_history_tells_of_versions_and_decisions_in_one_line_of_time(reader, idents):
    href = reader.get(f"/s/{idents['rise']}").headers["location"]
    told = [item.text for item in _main(reader, href).one("ol", class_="history").all("li")]
    assert told[0].startswith("Version 2")
    assert told[1].startswith(
        "Speaker corrected 2 May 2024 by Ada Reed: was Ole Lund →, now  Nina Moe. Why: =1+1"
    )
    assert told[2].startswith("Version 1")


def test_feed_json_and_csv_carry_the_same(reader, idents):
    feed = feedparser.parse(reader.get("/corrections.atom").content)
    assert not feed.bozo
    assert feed.feed.updated == "2024-05-10T12:00:00Z", "one that is withdrawn comes up again"
    assert [entry.id.rpartition("/")[2] for entry in feed.entries] == [
        idents["kind"], idents["speaker"], idents["same"],
    ]  # fmt: skip
    assert feed.entries[0].title.startswith("Withdrawn: Kind corrected: was Partly quoted; now Reported")
    assert "Translated, not verbatim." in feed.entries[1].content[0].value
    row = next(
        each for each in reader.get("/corrections.json").json()["rows"] if each["verdict"] == "speaker"
    )
    assert (row["before"]["speaker"]["name"], row["after"]["speaker"]["name"]) == ("Ole Lund", "Nina Moe")
    assert row == reader.get(f"/corrections/{idents['speaker']}.json").json()
    cells = list(csv.DictReader(io.StringIO(reader.get("/corrections.csv").text)))
    assert [line["id"] for line in cells] == [idents["kind"], idents["speaker"], idents["same"]]
    assert (cells[1]["speaker_before"], cells[1]["speaker_now"]) == ("Ole Lund", "Nina Moe")
    assert cells[1]["reason"] == f"'{FORMULA}"


def test_what_was_removed_is_told_of_without_its_words(made, reader, idents):
    with Session(made[0].state.writer) as db, db.begin():
        db.connection().exec_driver_sql("UPDATE articles SET state = 'removed'")
    try:
        for path in ("", f"/{idents['speaker']}", ".json", ".csv", ".atom", f"/{idents['speaker']}.json"):
            answer = reader.get(f"/corrections{path}").text
            assert idents["speaker"] in answer
            for told in ("The toll", "Nina Moe", "1+1"):
                assert told not in answer, path
        assert "was removed, and is not shown here" in _main(reader, "/corrections").text
    finally:
        with Session(made[0].state.writer) as db, db.begin():
            db.connection().exec_driver_sql("UPDATE articles SET state = 'live'")
