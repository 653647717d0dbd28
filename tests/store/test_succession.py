from hypothesis import given
from hypothesis import strategies as st

from app.store.succession import nearby, normalised, same_words

WORDS = st.lists(st.sampled_from(["yes", "no", "we will talk", "it is late now", "they left"]), max_size=8)


@given(old=WORDS, new=WORDS)
def test_equal_words_map_one_to_one_and_in_order(old, new):
    found = same_words(old, new)
    assert all(old[o] == new[n] for n, o in found.items())
    assert len(set(found.values())) == len(found)
    for words in set(new):
        at = [o for n, o in sorted(found.items()) if new[n] == words]
        assert at == [i for i, other in enumerate(old) if other == words][: len(at)]
        assert len(at) == min(old.count(words), new.count(words))


@given(words=WORDS, extra=WORDS)
def test_words_that_survive_keep_their_place(words, extra):
    """Whatever is added after them, every passage continues itself."""
    assert same_words(words, words + extra).items() >= {i: i for i in range(len(words))}.items()


@given(old=WORDS, new=WORDS)
def test_nearby_is_one_to_one_and_touches_nothing_settled(old, new):
    settled = same_words(old, new)
    rest = [n for n in range(len(new)) if n not in settled]
    found = nearby(old, new, settled, rest)
    assert set(found) <= set(rest)
    assert len(set(found.values())) == len(found)
    assert not set(found.values()) & set(settled.values())


def test_the_edited_passage_between_the_same_neighbours_is_taken():
    old = ["we will talk to them", "anchor", "we will talk to them now"]
    new = ["we will talk to men", "anchor", "we will walk to them now"]
    settled = same_words(old, new)
    assert nearby(old, new, settled, [0, 2]) == {0: 0, 2: 2}


def test_reading_order_goes_before_likeness():
    old = ["alpha beta gamma delta", "anchor", "alpha beta gamma delta epsilon"]
    new = ["alpha beta gamma delta epsilo", "anchor"]
    assert nearby(old, new, same_words(old, new), [0]) == {0: 0}


def test_unlike_passages_are_not_mapped():
    assert nearby(["we will talk"], ["the sea is deep and cold"], {}, [0]) == {}


def test_typography_is_not_words():
    assert normalised("“We  WILL talk,” – it’s late…") == normalised('"we will talk" it\'s late')
