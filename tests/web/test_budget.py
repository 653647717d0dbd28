"""How often a client may ask: all that is needed for it is one number, and an old one is forgotten."""

from app.web import budget
from app.web.budget import Budget


def test_some_may_be_used_at_once_and_the_rest_as_time_passes():
    left = Budget(per_minute=6, at_once=2)
    assert [left.held("one", 0.0) for _ in range(3)] == [0, 0, 10]
    assert left.held("two", 0.0) == 0, "another has a budget of their own"
    assert left.held("one", 9.5) == 1, "asking too early costs nothing"
    assert left.held("one", 10.0) == 0
    assert left.held("one", 10.0) == 10
    assert [left.held("one", 100.0) for _ in range(3)] == [0, 0, 10], "no more than so many gather"


def test_nought_a_minute_is_no_limit():
    assert not any(Budget(0, 0).held("one", 0.0) for _ in range(1000))


def test_who_has_not_asked_for_longest_is_forgotten(monkeypatch):
    monkeypatch.setattr(budget, "_CLIENTS", 2)
    left = Budget(per_minute=1, at_once=1)
    assert [left.held(client, 0.0) for client in "aba"] == [0, 0, 60]
    assert left.held("c", 1.0) == 0
    assert len(left._until) == 2
    assert left.held("b", 1.0) == 59
    assert left.held("a", 1.0) == 0, "forgotten, as it asked first"
