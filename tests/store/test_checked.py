"""What may hold a quotation, and how much a speaker says, counted from the archive and by hand."""

from datetime import date

from app.store.queries import check, compared, speakers
from app.store.queries.filters import Filter
from store.archive import fill
from store.building import Draft, save


def test_phrases_find_their_statement_first_and_words_the_others(db):
    draft = Draft("“They leave in May or in June,” he said.", "“In June they leave it all,” she said.")
    for words in ("They leave in May or in June,", "In June they leave it all,"):
        draft.statement(words, by=draft.entity(words.split()[0] + " Berg"))
    save(db, draft)
    found = check.spoken(db, ["leave in May"], ["June", "leave"])
    assert [one.words for one in found] == ["They leave in May or in June,", "In June they leave it all,"]
    assert check.spoken(db, ['" OR nowhere *'], []) == ()
    counted = check.counted(db, ["June", "May", "nowhere"])
    assert counted == {"June": 2, "May": 1, "nowhere": 0, "": 2}


def test_narration_is_found_by_its_phrase_else_by_all_its_words(db):
    draft = Draft("It rained in Oslo all day.", title="Rain")
    save(db, draft)
    for phrases, terms in ((["rained in Oslo"], []), (["Oslo in rained"], ["Oslo", "rained"])):
        [text] = check.texts(db, phrases, terms)
        assert text.words == "It rained in Oslo all day."
    assert check.texts(db, ["snowed in Oslo"], ["snowed", "Oslo"]) == ()


def test_a_name_is_found_in_another_spelling(db):
    draft = Draft("Anthony Blinken and Volodymyr Zelenskyy of Ukraine met.")
    draft.entity("Anthony Blinken")
    save(db, draft)
    assert [each.speaker.name for each in check.called(db, "Blinken", ())] == ["Anthony Blinken"]
    assert check.called(db, "Nobody Here", ()) == ()


def test_extent_is_what_the_list_holds(db):
    said, claims = fill(db)
    [row] = speakers.speakers(db, Filter(q="Anna Berg"), limit=1).rows
    hers = [one for one in said if one.speaker == "Anna Berg" and "talk" in one.words]
    found = compared.extent(db, Filter(speakers=(row.speaker.ident,), q="talk"))
    assert found.statements == len(hers) > 1
    assert found.articles == len({one.article for one in hers})
    assert found.claims == sum(one.speaker == "Anna Berg" and "talk" in one.words for one in claims)
    dated = {one.article for one in hers if one.article % 4}
    assert found.undated == found.articles - len(dated)
    assert date(2024, 1, 1) <= found.first <= found.last
    counted = {option.value: option.count for option in found.about}
    assert counted == {
        code: n for code in ["AF", "TJ", "US", "KZ"] if (n := sum(code in one.about for one in hers))
    }


def test_nothing_said_is_nothing(db):
    fill(db, articles=2)
    found = compared.extent(db, Filter(q="nowheretobefound"))
    assert (found.statements, found.claims, found.articles, found.first, found.about) == (0, 0, 0, None, ())
