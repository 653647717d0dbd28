"""Vectors are of words alone: what is read beside them leaves no trace."""

from app.link import encoder

_WORDS = "the dam will not be built before the river has been measured again by both governments"


def test_a_vector_is_the_same_whatever_is_read_beside_it() -> None:
    words = _WORDS.split()
    passages = [" ".join(words[:count]) for count in range(3, len(words))] + [" ".join(words * 20)]
    together = encoder.encoded(passages)
    assert together == {one: encoder.encode(one) for one in passages}
    assert encoder.encoded([]) == {}
