"""What was asked for lately is made once; what was not asked for longest is made again."""

from app.store.catalogue.lately import Lately


def test_so_many_things_are_kept_those_asked_for_last():
    made, kept = [], Lately(2)

    def ask(name):
        return kept.get(name, lambda: made.append(name) or name)

    assert [ask(name) for name in "abacab"] == list("abacab")
    assert made == ["a", "b", "c", "b"]
