"""What is added waits in the queue as it was sent; what is wrong is told beside its field."""

import json
from datetime import UTC, datetime

import pytest
from sqlmodel import Session

from app.store import attendance, engine, submissions
from app.web.adding.sent import file_name
from web.adding.conftest import HERE
from web.reading_pages import parse

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def test_a_pasted_text_is_queued_with_its_facts(send, site, waiting):
    answer = send("text", text="“Yes,” said Anna Berg.\r\n\r\nShe left.", title=" Talks  in Oslo",
                  outlet="Dagen", outlet_country="NO", url="https://dagen.example/talks", author="",
                  published="2021-05-04", language="en", translated_from="")  # fmt: skip
    (row,) = waiting()
    assert answer.headers["location"] == f"/add/{row['ident']}"
    assert (row["kind"], row["name"], row["state"]) == ("text", "Talks in Oslo", "queued")
    assert row["body"] == "“Yes,” said Anna Berg.\r\n\r\nShe left.".encode()
    assert json.loads(row["stated"]).keys() == {
        "title",
        "outlet",
        "outlet_country",
        "url",
        "published",
        "language",
    }
    page = parse(site.get(answer.headers["location"]).text)
    assert page.one("h1").text == "Talks in Oslo"
    assert next(page.with_class("standfirst")).text == "Waiting"


def test_wrong_facts_are_told_beside_their_fields_and_what_was_typed_is_kept(send, waiting):
    answer = send("text", text="Words kept.", title=HOSTILE, outlet_country="XX", published="yesterday",
                  url="javascript:alert(1)", language="English")  # fmt: skip
    assert answer.status_code == 422
    page = parse(answer.text)
    assert page.one("textarea", id="text").text.strip() == "Words kept."
    assert page.one("input", id="title").attributes["value"] == HOSTILE
    assert page.one("input", id="published").attributes["value"] == "yesterday"
    summary = next(page.with_class("problems"))
    for name in ("outlet_country", "published", "url", "language"):
        assert list(summary.all("a", href=f"#{name}"))
        (field,) = (each for tag in ("input", "select") for each in page.all(tag, id=name))
        assert field.attributes["aria-invalid"] == "true"
        assert f"{name}-errors" in field.attributes["aria-describedby"].split()
    assert "open" in page.one("details", class_="facts-stated").attributes
    assert waiting() == []


def test_addresses_are_queued_each_once(send, waiting):
    answer = send(
        "addresses", addresses="https://A.example/1?utm_source=x\n\n https://a.example/1 \nhttp://b.example/2"
    )
    assert answer.headers["location"] == "/add#recent"
    assert [(row["kind"], row["name"], row["body"]) for row in waiting()] == [
        ("url", "https://a.example/1", None), ("url", "http://b.example/2", None),
    ]  # fmt: skip


def test_one_wrong_address_queues_none(send, waiting):
    answer = send("addresses", addresses="https://a.example/1\nftp://a.example/\nfile:///etc/passwd")
    assert answer.status_code == 422
    assert "line 2 is no http or https address" in answer.text
    assert "line 3" in answer.text
    assert "ftp://a.example/" in parse(answer.text).one("textarea", id="addresses").text
    many = "\n".join(f"https://a.example/{number}" for number in range(101))
    assert "at most 100" in send("addresses", addresses=many).text
    assert send("addresses", addresses=" \n").status_code == 422
    assert waiting() == []


def test_files_are_queued_as_they_are(send, waiting):
    send("files", files=[("a.txt", b"\xff\xfe odd bytes"), ("../../etc/b.txt", b"two")])
    assert [(row["kind"], row["name"], row["body"]) for row in waiting()] == [
        ("file", "a.txt", b"\xff\xfe odd bytes"), ("file", "b.txt", b"two"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("/etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\a.txt", "a.txt"),
        ("..\\..\\a.txt", "a.txt"),
        ("a\x00\n\x1b[31m.txt", "a[31m.txt"),
        ("gnp\u202etxt.txt", "gnptxt.txt"),
        ("x" * 500 + ".txt", "x" * 196 + ".txt"),
        ("..", ".."),
    ],
)
def test_names_of_files_are_never_paths(told, name):
    assert file_name(told) == name


def test_files_of_other_kinds_and_empty_ones_are_refused_with_all_others(send, waiting):
    answer = send("files", files=[("a.txt", b"fine"), (f"{HOSTILE}.exe", b"x"), ("empty.txt", b"")])
    assert answer.status_code == 422
    assert "is of an unknown kind; known are" in answer.text
    assert "empty.txt" in answer.text
    assert not list(parse(answer.text).all("img"))
    assert send("files").status_code == 422
    assert waiting() == []


def test_too_much_is_refused_with_413(site, send, waiting):
    too_large = send("files", files=[("a.txt", b"x" * 300_000)])
    assert too_large.status_code == 413
    assert "At most 200 kB" in too_large.text
    assert send("text", text="x" * 60_000).status_code == 413
    assert send("files", files=[(f"{n}.txt", b"x") for n in range(51)]).status_code == 413

    def endless():
        for _ in range(100_000):
            read.append(1)
            yield b"x" * 10_000

    read = []
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    assert site.post("/add", content=endless(), headers={**HERE, **kind}).status_code == 413
    assert waiting() == []


def test_what_is_no_form_is_refused(site, send, waiting):
    for kind, body in (
        ("application/json", b"{}"),
        ("multipart/form-data", b""),
        ("multipart/form-data; boundary=b", b"--c\r\nnothing"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; x="y"\r\n\r\n1\r\n--b--',
        ),
    ):
        answer = site.post("/add", content=body, headers={**HERE, "Content-Type": kind})
        assert answer.status_code in {400, 403, 415}, (kind, body)
    assert waiting() == []


def test_names_never_become_markup(site, send, waiting):
    send("text", text="Words.", title=HOSTILE)
    send("files", files=[(f"{HOSTILE}.txt".replace("/", ""), b"x")])
    for address in ("/add", *(f"/add/{row['ident']}" for row in waiting())):
        page = parse(site.get(address).text)
        assert not list(page.all("img"))
        assert all("src" in script.attributes for script in page.all("script"))


def test_a_full_queue_and_a_busy_database_are_told(send, monkeypatch, empty, waiting):
    monkeypatch.setattr(submissions, "MOST_WAITING", 1)
    full = send("files", files=[("a.txt", b"x"), ("b.txt", b"x")])
    assert full.status_code == 503
    assert "no more than 1 can" in full.text
    assert waiting() == []


def test_progress_is_told_and_nothing_where_nothing_changed(send, site, empty, waiting):
    where = send("files", files=[("a.txt", b"x")]).headers["location"]
    asks = {"HX-Request": "true", "HX-Target": "progress"}
    first = site.get(where, headers=asks).text
    assert first.lstrip().startswith("<section")
    again = parse(first).one("section", id="progress").attributes["hx-get"]
    assert site.get(again, headers=asks).status_code == 204
    written, now = engine.writer(empty), datetime.now(UTC)
    with Session(written) as db, db.begin():
        taken = submissions.first(db)
        submissions.begin(db, taken.ident)
    assert "Being read" in site.get(again, headers=asks).text
    with Session(written) as db, db.begin():
        outcome = {"place": "a.txt", "outcome": "failed", "article": None, "statements": 0, "claims": 0,
                   "error": "is of no use", "notes": []}  # fmt: skip
        submissions.finish(db, taken.ident, [outcome], now)
    written.dispose()
    done = site.get(again, headers=asks).text
    assert "is of no use" in done
    assert "hx-get" not in done
    assert "hx-get" not in site.get("/add").text


def test_the_page_says_whether_a_job_is_at_work(send, site, empty, waiting):
    where = send("text", text="Words.").headers["location"]
    assert "No job is at work" in site.get(where).text
    with attendance.attending(empty):
        assert "A job is at work" in site.get(where).text
    assert "No job is at work" in site.get(where).text


def test_a_part_of_the_page_is_no_place_to_ask_for_the_token(closed):
    answer = closed.get("/add", headers={"HX-Request": "true", "HX-Target": "recent"})
    assert answer.headers["HX-Refresh"] == "true"
