import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from app.errors import Gone, NotFound
from app.store import identifiers
from app.store import tables as t
from store.building import LATER, NOW


def test_minted_identifiers_are_recorded_and_resolve(db):
    minted = [identifiers.mint(db, "statement") for _ in range(200)]
    assert len(set(minted)) == 200
    assert all(len(ident) == 8 and set(ident) <= set(identifiers.ALPHABET) for ident in minted)
    assert {row.ident for row in db.exec(select(t.Identifier))} == set(minted)
    resolved = identifiers.resolve(db, minted[0], "statement")
    assert (resolved.ident, resolved.kind, resolved.moved) == (minted[0], "statement", False)


def test_a_taken_identifier_is_drawn_again(db):
    draws = iter(["aaaaaaaa", "aaaaaaaa", "aaaaaaaa", "bbbbbbbb"])
    first = identifiers.mint(db, "claim", draws.__next__)
    second = identifiers.mint(db, "speaker", draws.__next__)
    assert (first, second) == ("aaaaaaaa", "bbbbbbbb")


def test_what_is_misread_or_shouted_leads_to_the_same_thing(db):
    identifiers.mint(db, "claim", lambda: "0a1b1c0d")
    for written in ("0A1B1C0D", "oaib1cod", "OAlbLcOd"):
        resolved = identifiers.resolve(db, written, "claim")
        assert (resolved.ident, resolved.moved) == ("0a1b1c0d", True)


@pytest.mark.parametrize("ident", ["", "zzzzzzzz", "x" * 500, "'; --", "\0", "é"])
def test_unknown_identifiers_are_not_found(db, ident):
    with pytest.raises(NotFound):
        identifiers.resolve(db, ident, "statement")


def test_an_identifier_of_another_kind_is_not_found(db):
    ident = identifiers.mint(db, "claim")
    with pytest.raises(NotFound):
        identifiers.resolve(db, ident, "statement")


def test_a_withdrawal_says_why_until_it_is_taken_back(db):
    ident = identifiers.mint(db, "claim")
    for reason in ("once", "twice"):
        identifiers.withdraw(db, ident, reason, NOW)
        with pytest.raises(Gone, match=reason):
            identifiers.resolve(db, ident, "claim")
        identifiers.revive(db, ident, LATER)
        assert identifiers.resolve(db, ident, "claim").ident == ident
    assert [stone.reason for stone in db.exec(select(t.Tombstone))] == ["once", "twice"]


def test_chains_of_redirects_are_followed_to_what_stands_or_stood(db):
    a, b, c = (identifiers.mint(db, "speaker") for _ in range(3))
    identifiers.redirect(db, a, b, "same", NOW)
    identifiers.redirect(db, b, c, "same", NOW)
    assert identifiers.resolve(db, a, "speaker").ident == c
    assert identifiers.resolve(db, b, "speaker").moved
    identifiers.withdraw(db, c, "over", NOW)
    with pytest.raises(Gone, match="over"):
        identifiers.resolve(db, a, "speaker")


@given(pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_no_order_of_redirects_makes_a_loop(identifier_sandbox, pairs):
    with identifier_sandbox() as db:
        idents = [identifiers.mint(db, "speaker") for _ in range(5)]
        moved = set()
        for old, new in pairs:
            if old in moved:
                continue
            try:
                identifiers.redirect(db, idents[old], idents[new], "same", NOW)
                moved.add(old)
            except ValueError:
                pass
        for ident in idents:
            assert identifiers.resolve(db, ident, "speaker").ident not in {idents[old] for old in moved}
