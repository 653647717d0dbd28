"""The front page: the newest articles with the first words in them, and ways that lead somewhere."""

from fastapi.testclient import TestClient
from sqlmodel import Session
from store.building import save, talks

from app.settings import Settings, place
from app.store import engine
from app.store.queries import front
from app.web.app import create_app
from web.reading_pages import parse


def test_newest_articles_lead_with_their_first_statements(site):
    page = parse(site.get("/").text)
    sheets = list(page.with_class("sheet-of"))
    assert [len(list(sheet.with_class("brief"))) for sheet in sheets] == [1, 3, 2]
    rest = [link.text for sheet in sheets for box in sheet.with_class("remainder") for link in box.all("a")]
    assert rest == ["All 4 statements in it"]
    assert "Mona Doubtful" not in page.text
    for way in (*page.with_class("ways"), *page.with_class("ledger")):
        for link in way.all("a"):
            assert site.get(link.attributes["href"]).status_code == 200


def test_words_whose_speaker_is_in_doubt_do_not_lead(app):
    with Session(app.state.engine) as db:
        harbour = next(each for each in front.newest(db, 6, 1) if each.row.statements == 4)
        assert harbour.statements[0].speaker.name == "Ole Lund"
        assert [len(each.statements) for each in front.newest(db, 2, 2)] == [1, 2]


def test_an_article_without_statements_is_passed_over_and_an_empty_archive_says_so(tmp_path):
    path = tmp_path / "new.db"
    engine.migrate(path, place("migrations"))
    reader = TestClient(create_app(Settings(database=path)))
    assert "Nothing is filed yet" in reader.get("/").text
    silent = talks(file_name="silent.txt")
    silent.attributions, silent.claims = [], []
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, silent)
    written.dispose()
    page = parse(reader.get("/").text)
    assert "Nothing is filed yet" in page.text
    assert "1 article" in page.text
