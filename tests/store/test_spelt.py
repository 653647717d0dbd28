"""Looking through the words that may be near another one finds what looking through all of them does."""

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from app.store import engine, spelling
from app.store.catalogue import spelt
from app.store.queries import vocabulary
from store.building import Draft, save

WORDS = st.text(alphabet="abdhijkorsuvyzéжш", min_size=4, max_size=9)


@given(st.sets(WORDS, max_size=60), WORDS, st.booleans())
def test_none_is_missed_that_is_near(words, word, wide):
    by_length = {}
    for each in sorted(words):
        by_length[len(each)] = by_length.get(len(each), "") + each
    known = {length: (joined, spelt._letters(joined, length)) for length, joined in by_length.items()}
    found = spelt.Vocabulary(0, known).near(word, spelling.farthest(word, wide=wide))
    assert set(found) <= words
    within = [each for each in words if abs(len(each) - len(word)) <= spelt.LONGER]
    assert spelling.nearest(word, found, wide=wide) == spelling.nearest(word, within, wide=wide)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=12))
def test_some_letters_are_the_same_in_all_romanisations(word):
    lasting = set(spelling.LASTING)
    assert lasting & set(word) == lasting & set(spelling.sounded(word))


def test_words_that_came_and_went_since_are_known(path):
    def write(words, title):
        draft = Draft(f"{words} is far away.", title=title, url="https://post.example/one")
        with Session(written) as db, db.begin():
            save(db, draft)

    written, reader = engine.writer(path), engine.reader(path)
    write("Samarkand", "One")
    with Session(reader) as db:
        assert vocabulary.meant(db, "Samarkend") == ("Samarkand",)
        assert vocabulary.meant(db, "Bukhera") == ()
    write("Bukhara", "Two")
    with Session(reader) as db:
        assert vocabulary.meant(db, "Bukhera") == ("Bukhara",)
        assert vocabulary.meant(db, "Samarkend") == ()
