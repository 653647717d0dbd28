"""A made-up archive holds together, and is the same every time."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.evaluate.archive import bands, filling
from app.link import signatures
from app.records import Passage
from app.store.saving.bands import unpacked
from app.store.verifying import verify
from app.store.words import words_of

SIZE = 160


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Two editions of eighty statements."""
    path = tmp_path_factory.mktemp("archive") / "made.db"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(filling, "EDITION", SIZE // 2)
        filling.fill(path, SIZE)
    with closing(sqlite3.connect(path)) as db:
        yield db


def test_every_row_fits_the_schema_and_every_span_its_text(archive):
    assert archive.execute("PRAGMA foreign_key_check").fetchall() == []
    assert archive.execute("SELECT count(*) FROM statements").fetchone() == (SIZE,)
    fallen = "SELECT 0 FROM claims AS c JOIN statements AS s ON s.id = statement_id WHERE s.state <> c.state"
    assert archive.execute(fallen).fetchall() == []
    for table in ("versions", "claims", "articles", "speaker_aliases"):
        archive.execute(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)")
    cut = 'substr(text, start + 1, "end" - start)'
    spans = archive.execute(
        f"SELECT words, group_concat({cut}, ' […] ') FROM versions AS v "
        "JOIN captures AS k ON k.id = capture_id JOIN version_spans AS x ON x.version_id = v.id "
        "WHERE part = 'content' GROUP BY v.id ORDER BY v.id, x.position"
    ).fetchall()
    assert len(spans) >= SIZE
    assert all(words == found for words, found in spans)
    claims = archive.execute(f"SELECT words, {cut} FROM claims JOIN captures AS k ON k.id = capture_id")
    assert all(words == found for words, found in claims)
    countries = (
        f"SELECT DISTINCT code, {cut} FROM statement_places JOIN statements AS s ON s.id = statement_id "
        "JOIN captures AS k ON k.article_id = s.article_id AND k.number = s.version"
    )
    named = dict(archive.execute(countries).fetchall())
    assert named["US"] == "United States"


def test_it_is_as_whole_as_what_was_ingested(archive):
    (path,) = archive.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    assert [found for found in verify(Path(path)) if found.wrong] == []


def test_the_words_counted_are_those_of_the_articles(archive):
    counted = dict(archive.execute("SELECT word, articles FROM words"))
    found: dict[str, int] = {}
    for title, text in archive.execute("SELECT title, text FROM article_texts"):
        for word in words_of(f"{title or ''}\n{text}"):
            found[word] = found.get(word, 0) + 1
    assert counted == found


def test_the_busiest_speaks_in_every_edition_and_most_others_in_one(archive):
    said = archive.execute("SELECT speaker_id FROM versions WHERE speaker_id > 0").fetchall()
    first = max(set(said), key=said.count)
    assert said.count(first) > len(said) / 20
    assert archive.execute("SELECT count(*) FROM articles WHERE url LIKE '%.example/%'").fetchone() > (0,)
    assert archive.execute("SELECT count(DISTINCT name) * 1.0 / count(*) FROM speakers").fetchone() > (0.9,)


def test_bands_are_those_that_matching_makes_of_the_words(archive):
    held = archive.execute("SELECT bucket, entries FROM claim_bands").fetchall()
    kept = {pair for row in held for pair in unpacked(*row)}
    kept |= {*archive.execute("SELECT band, claim_id FROM claim_common_bands")}
    signed = archive.execute("SELECT sum(length(bands)) / 4 FROM claim_signatures").fetchone()
    assert (len(kept),) == signed
    for id_, words in archive.execute("SELECT id, words FROM claims LIMIT 50").fetchall():
        assert {(band, id_) for band in signatures.bands(Passage(words))} <= kept
    assert bands.of(("Fifty", "people", "of", "Ruritania", "left")) == signatures.bands(
        Passage("Fifty people of Ruritania left")
    )
