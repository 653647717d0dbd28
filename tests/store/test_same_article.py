from hypothesis import given
from hypothesis import strategies as st

from app.store.saving.articles import digest, shingles, similarity

TEXT = st.text(alphabet="abc \n", max_size=60)


@given(one=TEXT, other=TEXT)
def test_similarity_is_a_share_and_symmetric(one, other):
    assert 0 <= similarity(one, other) == similarity(other, one) <= 1


@given(text=TEXT, spaces=st.sampled_from([" ", "\n", "\t  "]))
def test_spacing_makes_no_other_text(text, spaces):
    respaced = spaces.join(text.split())
    assert similarity(text, respaced) == 1
    assert digest(text) == digest(respaced)


def test_shingles_are_runs_of_five_words():
    assert shingles("a b c d e f") == {("a", "b", "c", "d", "e"), ("b", "c", "d", "e", "f")}
    assert shingles("A b") == {("a", "b")}
    assert shingles("") == {()}


def test_one_word_changed_of_a_hundred_leaves_most_shingles():
    words = [f"w{i}" for i in range(100)]
    changed = [*words[:50], "other", *words[51:]]
    assert 0.8 < similarity(" ".join(words), " ".join(changed)) < 1
    assert similarity(" ".join(words), " ".join(words[::-1])) == 0
