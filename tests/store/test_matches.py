"""What is said elsewhere: who is listed, in which relation, and in how many outlets."""

import pytest
from sqlmodel import select

from app.store import tables as t
from app.store.queries.claims import claim
from app.store.queries.matches import claim_elsewhere, statement_elsewhere
from app.store.queries.statements import statement
from store.building import save, talks


@pytest.fixture
def printed(db):
    """Five articles of three outlets, and the statements and claims of each."""
    outlets = ["Post", "Times", "Herald", "Post", None]
    for number, outlet in enumerate(outlets):
        save(db, talks(said=f"We go to Kabul on day {number}.", outlet=outlet, file_name=f"{number}.txt"))
    for table in (t.StatementMatch, t.ClaimMatch, t.ArticleMatch):
        for row in db.exec(select(table)):
            db.delete(row)
    db.flush()
    return db.exec(select(t.Statement)).all(), db.exec(select(t.ClaimRow)).all()


def match(db, table, a, b, relation="equal", *, certain=True):
    db.add(table(a_id=a, b_id=b, relation=relation, certain=certain, method="by-hand", score=1.0))
    db.flush()


def shown(db, stored):
    """A statement as its page has it."""
    return statement(db, stored.ident).row


def test_relations_read_from_the_statement_asked_about(db, printed):
    first, second, third = (s for s in printed[0] if s.position == 0 and s.article_id <= 3)
    match(db, t.StatementMatch, first.id, second.id, "contains")
    match(db, t.StatementMatch, first.id, third.id, "other wording", certain=False)
    of_first, of_second = (statement_elsewhere(db, shown(db, s)) for s in (first, second))
    assert [(e.row.ident, e.relation, e.certain) for e in of_first.found] == [
        (second.ident, "contains", True),
        (third.ident, "other wording", False),
    ]
    assert [(e.row.ident, e.relation) for e in of_second.found] == [(first.ident, "contained")]
    assert statement_elsewhere(db, shown(db, third)).outlets == 1


def test_outlets_count_once_and_copies_of_one_another_together(db, printed):
    statements = [s for s in printed[0] if s.position == 0]
    asked, *others = statements
    for other in others:
        match(db, t.StatementMatch, asked.id, other.id)
    assert statement_elsewhere(db, shown(db, asked)).outlets == 3
    match(db, t.ArticleMatch, statements[1].article_id, statements[2].article_id)
    assert statement_elsewhere(db, shown(db, asked)).outlets == 2
    assert statement_elsewhere(db, shown(db, asked), limit=1).total == 4
    assert len(statement_elsewhere(db, shown(db, asked), limit=1).found) == 1


def test_a_possible_match_counts_for_no_outlet(db, printed):
    first, second = (s for s in printed[0] if s.position == 0 and s.article_id <= 2)
    match(db, t.StatementMatch, first.id, second.id, certain=False)
    assert statement_elsewhere(db, shown(db, first)).outlets == 1


def test_claims_have_theirs(db, printed):
    first, second = (c for c in printed[1] if c.position == 0 and c.article_id <= 2)
    match(db, t.ClaimMatch, first.id, second.id, "contained")
    found = claim_elsewhere(db, claim(db, second.ident).row)
    assert [(e.row.ident, e.relation) for e in found.found] == [(first.ident, "contains")]
    assert found.outlets == 2


def test_what_is_said_nowhere_else_is_in_its_own_outlet_where_one_is_named(db, printed):
    named, unnamed = (statement_elsewhere(db, shown(db, s)) for s in (printed[0][0], printed[0][-1]))
    assert (named.found, named.total, named.outlets) == ((), 0, 1)
    assert (unnamed.found, unnamed.total, unnamed.outlets) == ((), 0, 0)
