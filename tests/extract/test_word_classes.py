"""A rule of a kind that is not understood is refused, where to leave it out would change what is read."""

import pytest

from app.errors import ModelMissing
from app.extract.word_classes import word_classes


def test_a_rule_on_what_stands_behind_a_word_is_refused() -> None:
    behind = {"patterns": [[{"TAG": "NN"}, {"DEP": "expl"}]], "attrs": {"POS": "X"}, "index": 0}
    with pytest.raises(ModelMissing, match="not understood"):
        word_classes([behind])
    assert not word_classes([behind | {"attrs": {"LEMMA": "be"}}]).rules
