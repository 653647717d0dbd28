"""One article saved, saved again, edited, cut and restored: what stays and what changes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from app.errors import Gone
from app.records import Kind, SpeakerKind
from app.store import engine, identifiers
from app.store import tables as t
from app.store.queries.claims import claims
from app.store.queries.filters import Filter
from app.store.queries.speakers import speakers
from app.store.queries.statements import statement, statements
from store.building import LATER, NOW, Draft, edited, save, talks
from store.dumping import check_indexes, exact, natural


def idents(db):
    wanted = Filter(sort="oldest")
    return [row.ident for row in statements(db, wanted).rows], [row.ident for row in claims(db, wanted).rows]


def words(db):
    return [row.pieces[0].words for row in statements(db, Filter()).rows]


def test_new_article_is_whole(db):
    saved = save(db, talks(title="Talks"))
    assert (saved.outcome, saved.statements, saved.claims) == ("new", 2, 2)
    first, second = statements(db, Filter()).rows
    assert first.pieces[0].words == "We will talk to everybody in Kabul."
    assert (first.version, first.kind, first.role, first.about) == (1, Kind.DIRECT, "Minister", ("AF",))
    assert (first.speaker.name, first.speaker.country) == ("Anna Berg", "NO")
    assert first.speaker == second.speaker
    assert second.pieces[0].paragraph == 2
    check_indexes(db)


def test_saving_again_writes_nothing(db):
    saved = save(db, talks())
    before = exact(db)
    again = save(db, talks(), LATER)
    assert again == replace(saved, outcome="unchanged")
    assert exact(db) == before


def test_a_typo_outside_the_words_keeps_everything_but_the_capture(db):
    save(db, talks())
    before = idents(db)
    assert save(db, edited(talks(), "delegations", "delegation"), LATER).outcome == "changed"
    assert idents(db) == before
    assert [row.version for row in statements(db, Filter()).rows] == [2, 2]  # read from a new capture
    assert len(db.exec(select(t.Capture)).all()) == 2
    check_indexes(db)


def test_a_typo_in_the_words_keeps_the_identifier(db):
    save(db, talks())
    before = idents(db)
    save(db, edited(talks(), "everybody", "everyone"), LATER)
    assert idents(db) == before
    assert words(db)[0] == "We will talk to everyone in Kabul."
    old = statement(db, before[0][0], 1)
    assert old.row.pieces[0].words == "We will talk to everybody in Kabul."
    assert (old.latest, old.places, old.claims) == (2, (), ())
    check_indexes(db)


def test_confidence_and_countries_make_no_version(db):
    save(db, talks())
    draft = talks()
    draft.attributions[0] = replace(draft.attributions[0], confidence=0.5, about=(), reasons=("one", "two"))
    assert save(db, draft, LATER).outcome == "changed"
    row = statements(db, Filter()).rows[0]
    assert (row.version, row.confidence, row.about) == (1, 0.5, ())
    assert statement(db, row.ident).evidence.reasons == ("one", "two")


@pytest.mark.parametrize("change", [{"kind": Kind.MIXED}, {"entity": None}, {"cue": ()}])
def test_a_change_of_kind_speaker_or_spans_makes_a_version_of_that_statement_only(db, change):
    save(db, talks())
    draft = talks()
    draft.attributions[0] = replace(draft.attributions[0], **change)
    save(db, draft, LATER)
    assert [row.version for row in statements(db, Filter()).rows] == [2, 1]


def test_facts_alone_change_no_version(db):
    first = save(db, talks())
    second = save(db, talks(title="Talks", outlet="Post", outlet_country="NO"), LATER)
    assert (second.outcome, second.article) == ("changed", first.article)
    row = statements(db, Filter()).rows[0]
    assert (row.version, row.article.title, row.article.outlet) == (1, "Talks", "Post")
    check_indexes(db)


def test_what_a_later_reading_does_not_state_stays_as_stated(db):
    save(db, talks(title="Talks"))
    assert save(db, talks(), LATER).outcome == "unchanged"
    assert statements(db, Filter()).rows[0].article.title == "Talks"


def test_a_new_extractor_on_the_same_text_makes_no_capture(db):
    save(db, talks())
    draft = talks()
    draft.extractor = "by-hand-2"
    assert save(db, draft, LATER).outcome == "changed"
    assert len(db.exec(select(t.Capture)).all()) == 1
    assert db.exec(select(t.Article)).one().extractor == "by-hand-2"
    assert [row.version for row in statements(db, Filter()).rows] == [1, 1]


def test_what_is_not_found_any_more_is_withdrawn_and_says_why_then_comes_back(db):
    save(db, talks())
    (kept, removed), (_, claim) = idents(db)
    cut = talks()
    del cut.attributions[1], cut.claims[1]
    save(db, cut, LATER)
    assert idents(db)[0] == [kept]
    for ident, kind in ((removed, "statement"), (claim, "claim")):
        with pytest.raises(Gone, match="still stand in the article"):
            identifiers.resolve(db, ident, kind)
    save(db, talks(), LATER)
    assert idents(db)[0] == [kept, removed]
    assert identifiers.resolve(db, claim, "claim").ident == claim
    assert [stone.revived for stone in db.exec(select(t.Tombstone))] == [LATER, LATER]
    check_indexes(db)


def test_a_speaker_named_nowhere_is_gone_and_comes_back_with_its_name(db):
    save(db, talks())
    ident = statements(db, Filter()).rows[0].speaker.ident
    silent = talks()
    silent.entities.clear()
    silent.attributions = [replace(found, entity=None) for found in silent.attributions]
    save(db, silent, LATER)
    with pytest.raises(Gone, match="names this speaker"):
        identifiers.resolve(db, ident, "speaker")
    save(db, talks(), LATER)
    assert statements(db, Filter()).rows[0].speaker.ident == ident


def test_a_corrected_name_keeps_the_speaker(db):
    misprinted = edited(talks(), "Anna Berg", "Anna Bergg")
    misprinted.entities[0] = replace(misprinted.entities[0], name="Anna Bergg")
    save(db, misprinted)
    before = statements(db, Filter()).rows[0].speaker
    save(db, talks(), LATER)
    after = statements(db, Filter()).rows[0].speaker
    assert (before.name, after.name) == ("Anna Bergg", "Anna Berg")
    assert before.ident == after.ident


def test_a_name_corrected_to_a_known_speaker_leads_there(db):
    other = Draft("“Yes,” said Anna Berg.", file_name="other.txt")
    other.statement("Yes,", by=other.entity("Anna Berg"))
    save(db, other)
    known = statements(db, Filter()).rows[0].speaker.ident
    misprinted = edited(talks(), "Anna Berg", "Anna Bergg")
    misprinted.entities[0] = replace(misprinted.entities[0], name="Anna Bergg")
    save(db, misprinted)
    (wrong,) = {row.speaker.ident for row in statements(db, Filter()).rows} - {known}
    save(db, talks(), LATER)
    resolved = [identifiers.resolve(db, ident, "speaker") for ident in (wrong, known)]
    assert resolved[0].ident == resolved[1].ident
    assert sorted(each.moved for each in resolved) == [False, True]
    assert statements(db, Filter(speakers=(wrong,))).total == 3


def test_two_people_of_one_name_part_stay_apart(db):
    for number in range(2):
        draft = Draft(f"“Yes number {number},” said Berg.", file_name=f"{number}.txt")
        draft.statement(f"Yes number {number},", by=draft.entity("Berg"))
        save(db, draft)
    assert speakers(db, Filter()).total == 2


def test_an_added_address_keeps_the_article(db):
    first = save(db, talks())
    second = save(db, talks(url="https://example.org/talks"), LATER)
    assert (second.article, second.outcome) == (first.article, "changed")
    third = save(
        db, edited(talks(url="https://example.org/talks", file_name="b"), "two days", "a day"), LATER
    )
    assert third.article == first.article


def test_two_addresses_are_two_articles_whatever_they_say(db):
    one = save(db, talks(url="https://example.org/1"))
    two = save(db, talks(url="https://example.org/2"))
    assert one.article != two.article
    assert two.outcome == "new"


def test_another_file_with_another_text_is_another_article(db):
    one = save(db, talks())
    other = save(db, edited(talks(file_name="else.txt"), "two days", "three days"))
    assert one.article != other.article


def test_equal_texts_of_two_outlets_are_two_articles_and_stay_so(db):
    drafts = [talks(outlet="Post"), talks(outlet="Dagen"), edited(talks(outlet="Bild"), "two days", "a day")]
    made = [save(db, draft).article for draft in drafts]
    assert len(set(made)) == 3
    assert [save(db, draft, LATER).outcome for draft in drafts] == ["unchanged"] * 3


def test_an_outlet_stated_later_keeps_the_article(db):
    first = save(db, talks())
    assert save(db, talks(outlet="Post"), LATER).article == first.article
    assert save(db, talks(), LATER).article == first.article


def test_an_older_text_that_arrives_late_is_not_taken(db):
    taken, older = NOW - timedelta(days=3), NOW - timedelta(days=9)
    facts = {"url": "https://example.org/talks", "title": "Talks"}
    save(db, talks(**facts), NOW, taken)
    assert db.exec(select(t.Capture)).one().captured == taken
    before = exact(db)
    late = save(db, edited(talks(**facts | {"title": "Old"}), "everybody", "everyone"), LATER, older)
    assert (late.outcome, late.statements, late.claims) == ("unchanged", 2, 2)
    assert "an older text than the one captured on 2024-04-28" in late.notes[0]
    assert exact(db) == before
    assert (
        save(db, talks(**facts | {"author": "A. Reporter"}), LATER, older).outcome == "changed"
    )  # equal text


def test_copies_of_one_text_leave_the_same_rows_in_any_order(new_database):
    dumps = []
    for names in (("a.txt", "b.txt"), ("b.txt", "a.txt"), ("a.txt", "b.txt", "a.txt")):
        with Session(engine.writer(new_database())) as db:
            for name in names:
                save(db, talks(file_name=name))
            dumps.append(natural(db))
    assert dumps[0] == dumps[1] == dumps[2]


def test_the_order_of_articles_leaves_the_same_rows(new_database):
    other = Draft("“No,” said Dr. Anna Berg, Prime Minister.", "A source disagreed: “Maybe.”", outlet="Post")
    other.statement("No,", by=other.entity("Dr. Anna Berg", roles=["Prime Minister"]), cue=["said"])
    other.statement("Maybe.", by=other.entity("a source", SpeakerKind.UNNAMED))
    other.claim("A source disagreed")
    dumps = []
    for drafts in ([talks(), other], [other, talks()], [talks(), other, talks(), other]):
        with Session(engine.writer(new_database())) as db:
            for draft in drafts:
                save(db, draft)
            dumps.append(natural(db))
            assert speakers(db, Filter(q="Berg")).rows[0].statements == 3
    assert dumps[0] == dumps[1] == dumps[2]


def test_a_span_outside_the_text_is_refused_and_leaves_nothing(path):
    draft = talks()
    draft.text = draft.text[:-20]
    draft.paragraphs[-1] = replace(draft.paragraphs[-1], span=draft.paragraphs[0].span)
    written = engine.writer(path)
    for wrong in (draft, _of_another_text()):
        with pytest.raises(ValueError, match=r"text|order"), Session(written) as db, db.begin():
            save(db, wrong)
    with Session(written) as db:
        assert all(not rows for rows in exact(db).values())


def _of_another_text():
    draft = talks()
    draft.extraction = lambda: replace(
        Draft.extraction(draft), document=talks(said="Kabul!").extraction().document
    )
    return draft


def test_words_are_never_rewritten(db):
    draft = Draft("“First \u00a0 part (an insert) and ſecond,” he said.", "“Third.”")
    draft.statement("First \u00a0 part", "and ſecond,", "Third.")
    save(db, draft)
    row = statements(db, Filter()).rows[0]
    assert [piece.words for piece in row.pieces] == ["First \u00a0 part", "and ſecond,", "Third."]
    assert [piece.paragraph for piece in row.pieces] == [0, 0, 1]
    assert db.exec(select(t.Version)).one().words == "First \u00a0 part […] and ſecond, […] Third."


def test_captures_and_versions_cannot_be_changed(db):
    save(db, talks())
    for table, column in (("captures", "text"), ("versions", "words"), ("version_spans", "start")):
        with pytest.raises(Exception, match="is never changed"):
            db.connection().exec_driver_sql(f"UPDATE {table} SET {column} = 'x'")


def test_a_moment_needs_a_zone(db):
    with pytest.raises(Exception, match="time zone"):
        save(db, talks(), NOW.replace(tzinfo=None))
