"""What a claim states and what its words mean is kept, and written anew only where it differs."""

from dataclasses import replace

from sqlmodel import select

from app.records import Gloss, Quantity
from app.store import tables as t
from app.store.queries.claims import claims
from app.store.queries.filters import Filter
from store.building import LATER, Draft, save
from store.dumping import check_indexes, exact

WORDS = "He paid $ 40 million for it in 2020."


def paid(value="40000000", *, glossed=True):
    draft = Draft("Tom Berg left Ohio.", WORDS, file_name="paid.txt")
    draft.claim(WORDS)
    money = Quantity(draft.span("$ 40 million"), value, "USD", "about")
    year = Quantity(draft.span("2020"), "2020", "date")
    gloss = Gloss(draft.span("He"), "Tom Berg", draft.span("Tom Berg"))
    draft.claims[0] = replace(draft.claims[0], quantities=(money, year), glosses=(gloss,) if glossed else ())
    return draft


def stored(db):
    quantities = db.exec(select(t.ClaimQuantity).order_by(t.ClaimQuantity.position)).all()
    glosses = db.exec(select(t.ClaimGloss)).all()
    return (
        [(q.position, WORDS.index("$") + 21 == q.start, q.value, q.unit, q.bound) for q in quantities],
        [(g.start, g.end, g.words, g.antecedent_start, g.antecedent_end) for g in glosses],
    )


def test_quantities_and_glosses_are_kept(db):
    save(db, paid())
    assert stored(db) == (
        [(0, True, "40000000", "USD", "about"), (1, False, "2020", "date", "exactly")],
        [(21, 23, "Tom Berg", 0, 8)],
    )
    (row,) = claims(db, Filter()).rows
    assert [gloss.words for gloss in row.glosses] == ["Tom Berg"]


def test_the_same_again_writes_nothing(db):
    save(db, paid())
    before = exact(db)
    save(db, paid(), LATER)
    assert exact(db) == before


def test_what_is_read_otherwise_later_takes_its_place(db):
    save(db, paid())
    ident = claims(db, Filter()).rows[0].ident
    later = paid("50000000", glossed=False)
    later.extractor = "by-hand-2"
    save(db, later, LATER)
    assert stored(db)[0][0] == (0, True, "50000000", "USD", "about")
    assert stored(db)[1] == []
    assert claims(db, Filter()).rows[0].ident == ident
    check_indexes(db)
