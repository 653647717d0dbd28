"""Lists taken away: the whole filtered set, whatever its length, and nothing in it that a sheet would run."""

import csv
import io
import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.store.queries.filters import Filter
from app.web.exports import ALL, streams

LETTERS = {"quotes": "s", "claims": "c", "speakers": "p", "articles": "a"}


def table(answer):
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def ident(row):
    return row.get("ident") or next(row[key] for key in ("speaker", "article") if key in row)["ident"]


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(streams, "CHUNK", 2)


@pytest.mark.parametrize("name", LETTERS)
def test_whole_list_beyond_one_page_and_one_chunk(site, rows, name, small_chunks):
    wanted = [ident(row) for row in rows[name]]
    assert len(wanted) > 2
    found = table(site.get(f"/{name}.csv"))
    assert [row["id"] for row in found] == wanted
    assert all(None not in row and None not in row.values() for row in found)
    told = [json.loads(line) for line in site.get(f"/{name}.jsonl").text.splitlines()]
    assert [ident(row) for row in told] == wanted
    assert [row["permalink"] for row in told] == [row["permalink"] for row in found]
    blocks = site.get(f"/{name}.txt").text.strip().split("\n\n")
    assert [block.split("permalink: ")[1].split("\n")[0] for block in blocks] == [
        row["permalink"] for row in found
    ]
    for row in found:
        assert site.get(row["permalink"].removeprefix("http://testserver")).status_code == 200


def test_exactly_the_filtered_set(site, rows):
    for query in ("kind=indirect", "about=NO", "q=toll", "outlet=Dagen&sort=oldest", "p=nobody", "from=NO"):
        wanted, address = [], f"/quotes.json?{query}"
        while address:
            page = site.get(address).json()
            wanted += [row["ident"] for row in page["rows"]]
            address = f"/quotes.json?{query}&after={page['after']}" if page["after"] else None
        assert [row["id"] for row in table(site.get(f"/quotes.csv?{query}"))] == wanted
        assert len(site.get(f"/quotes.jsonl?{query}").text.splitlines()) == len(wanted)
    assert site.get("/quotes.csv?p=nobody").text.startswith("permalink,id,version,kind,words,speaker,")


def test_columns_are_those_announced(app, site):
    for export in ALL:
        name = export.kind.path.strip("/")
        assert site.get(f"/{name}.csv").text.partition("\r\n")[0] == ",".join(export.columns)
        for row in table(site.get(f"/{name}.csv")):
            assert tuple(row) == export.columns
            assert row["permalink"].split("/")[3:5] == [LETTERS[name], row["id"]]
    harbour = next(
        row for row in table(site.get("/quotes.csv?kind=indirect")) if "nobody in Paris" in row["words"]
    )
    assert harbour["cautions"] == "Reported, not verbatim; Translated, not verbatim"
    assert (harbour["speaker"], harbour["source_as_written"]) == ("Ole Lund", "Lund")
    assert (harbour["from"], harbour["about"]) == ("NO", "FR")
    assert (harbour["confidence"], harbour["confidence_in_words"]) == ("0.90", "Very likely right")
    assert (harbour["published"], harbour["captured"]) == ("", "2024-05-01")


def _everything():
    return Filter()


def test_a_speaker_in_doubt_is_in_no_export(site):
    for suffix in ("csv", "txt", "jsonl", "atom"):
        text = site.get(f"/quotes.{suffix}?q=clerk+nobody&match=any").text
        assert "Nobody called us" in text
        assert "Mona" not in text


def test_no_transaction_stays_open(app, site):
    for suffix in ("csv", "txt", "jsonl", "atom"):
        site.get(f"/quotes.{suffix}")
    assert app.state.engine.pool.checkedout() == 0
    found = streams.chunks(app.state.engine, ALL[0].kind, _everything(), ALL[0].taken)
    next(found)
    assert app.state.engine.pool.checkedout() == 0


def test_bad_questions_are_refused_before_anything_is_sent(site):
    assert site.get("/quotes.csv?sort=up").status_code == 422
    assert site.get("/quotes.atom?after=damaged").status_code == 400
    assert site.get("/p/nothing0.csv").status_code == 404
    assert site.get("/s/g0ne0000.csv").status_code == 410


@given(st.text(max_size=20) | st.text(";\t\r\n =-@a'", max_size=20))
@example("a;=1+1")
@example("a\t =1+1")
def test_no_cell_is_a_formula_wherever_lines_are_parted(cell):
    held = streams.harmless(cell)
    assert held[:1] not in set("\t\r\n")
    assert not [each for each in re.split("[;\t\r\n]", held) if each.lstrip(" ")[:1] in set("=+-@＝＋－＠")]
    assert held.replace("'", "") == cell.replace("'", "")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), min_size=1))
def test_cells_are_read_back(values):
    cells = {str(number): value for number, value in enumerate(values)}
    written = "".join(streams.as_csv([tuple(map(streams.in_csv, values))], cells))
    _, line = list(csv.reader(io.StringIO(written, newline="")))
    assert line == [streams.harmless(value) for value in values]


def test_records_as_rows(site, rows):
    for name, letter in (("quotes", "s"), ("claims", "c")):
        for row in rows[name]:
            (found,) = table(site.get(f"/{letter}/{row['ident']}.csv"))
            assert found["id"] == row["ident"]
    for row in rows["speakers"]:
        found = table(site.get(f"/p/{ident(row)}.csv"))
        assert len(found) == row["statements"]
    for row in rows["articles"]:
        found = table(site.get(f"/a/{ident(row)}.csv"))
        assert len(found) == row["statements"]
        assert site.get(f"/a/{ident(row)}.txt").text.count("\n\n") == row["statements"]
        assert len(site.get(f"/a/{ident(row)}.jsonl").text.splitlines()) == row["statements"]
