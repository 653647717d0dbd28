"""Which matches a save leaves behind, whatever came before it."""

from itertools import permutations

import pytest
from sqlmodel import Session, select

from app.store import engine
from app.store import tables as t
from app.store.queries.matches import statement_elsewhere
from app.store.queries.statements import statement
from app.store.saving import bands
from store.building import LATER, Draft, edited, save, talks
from store.dumping import exact, natural

SAID = "We sold the old bridge to the town of Kabul for one euro in 1996."


def quoting(words, *, file_name, by="Anna Berg", **facts):
    """A short article of its own words around one statement and its claim."""
    draft = Draft(f"“{words}” said {by} in number {file_name}.", file_name=file_name, **facts)
    index = draft.statement(words, by=draft.entity(by))
    draft.claim(words, statement=index)
    return draft


def found(db, table=t.StatementMatch):
    return [(row.a_id, row.b_id, row.relation, row.certain) for row in db.exec(select(table))]


def test_the_same_words_in_two_articles_match_in_both(db):
    for name, words in (
        ("1.txt", SAID),
        ("2.txt", SAID.upper()),
        ("3.txt", "Nobody was told about it at all."),
    ):
        save(db, quoting(words, file_name=name))
    assert found(db) == found(db, t.ClaimMatch) == [(1, 2, "equal", True)]
    assert found(db, t.ArticleMatch) == []


def test_words_that_change_lose_their_matches_and_get_them_back(db):
    first = quoting(SAID, file_name="1.txt")
    save(db, first)
    save(db, quoting(SAID, file_name="2.txt"))
    save(db, edited(first, "sold", "never sold"), LATER)
    assert found(db) == []
    save(db, first, LATER)
    assert found(db) == [(1, 2, "equal", True)]


def test_a_withdrawn_statement_matches_nothing(db):
    first = quoting(SAID, file_name="1.txt")
    save(db, first)
    save(db, quoting(SAID, file_name="2.txt"))
    first.attributions.clear()
    first.claims.clear()
    save(db, first, LATER)
    assert found(db) == found(db, t.ClaimMatch) == []
    kept = (bands.unpacked(row.bucket, row.entries) for row in db.exec(select(t.StatementBands)))
    assert {id_ for row in kept for _, id_ in row} == {2}


def test_an_article_read_again_writes_nothing(db):
    drafts = [quoting(SAID, file_name=f"{n}.txt") for n in range(3)]
    for draft in drafts:
        save(db, draft)
    before = exact(db)
    assert {save(db, draft, LATER).outcome for draft in drafts} == {"unchanged"}
    assert exact(db) == before


def test_any_order_of_articles_leaves_the_same_matches(new_database):
    texts = [
        SAID,
        "I hear: we sold the old bridge to the town of Kabul.",
        SAID + " Nobody was told about it.",
    ]
    drafts = [quoting(words, file_name=f"{n}.txt") for n, words in enumerate(texts)]
    dumps = []
    for order in permutations(drafts):
        written = engine.writer(new_database())
        with Session(written) as db:
            for draft in order:
                save(db, draft)
            dumps.append(natural(db))
        written.dispose()
    assert sum(dumps[0]["statement_matches"].values()) == 3
    assert all(dump == dumps[0] for dump in dumps)


def test_a_statement_within_another_is_no_match_of_it(db):
    draft = Draft(f"“{SAID}” said Anna Berg.", file_name="1.txt")
    berg = draft.entity("Anna Berg")
    draft.statement(SAID, by=berg)
    draft.statement(SAID[8:], by=berg)
    save(db, draft)
    assert found(db) == []


def test_copies_of_an_agency_report_are_one_outlet(db):
    for number, outlet in enumerate(["Post", "Times", "Herald"]):
        save(db, talks(outlet=outlet, file_name=f"{number}.txt", extra=[f"Printed by the {outlet}."]))
    assert [(a, b, certain) for a, b, _, certain in found(db, t.ArticleMatch)] == [
        (1, 2, True),
        (1, 3, True),
        (2, 3, True),
    ]
    first = statement(db, db.exec(select(t.Statement)).first().ident).row
    assert statement_elsewhere(db, first).total == 2
    assert statement_elsewhere(db, first).outlets == 1


@pytest.mark.parametrize("words", ["Thank you very much.", "Yes."])
def test_stock_phrases_match_nothing(db, words):
    for number in range(3):
        save(db, quoting(words, file_name=f"{number}.txt"))
    assert found(db) == []
