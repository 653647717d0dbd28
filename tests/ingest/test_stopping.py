"""Being asked to stop: where Python cannot raise it, and where it must wait."""

import os
import signal
import sys

import pytest

from app.ingest.stopping import Stop, stopping


def ask() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


class Forgotten:
    """Asked to stop while Python forgets this: it prints what is raised here, and goes on."""

    def __del__(self) -> None:
        ask()


@pytest.fixture
def lost(monkeypatch):
    """What was raised where nobody could catch it."""
    raised = []
    monkeypatch.setattr(sys, "unraisablehook", lambda told: raised.append(told.exc_type))
    return raised


def end(work) -> list[str]:
    """What `work` had done when it was interrupted, as it has to be."""
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        _do(work, done)
    return done


def _do(work, done) -> None:
    with stopping() as stop:
        work(stop, done)


def test_it_is_at_once() -> None:
    def work(_: Stop, done) -> None:
        ask()
        done.append("more")

    assert end(work) == []


def test_what_is_held_is_done_first() -> None:
    def work(stop: Stop, done) -> None:
        with stop.held():
            ask()
            done.append("written")
        done.append("more")

    assert end(work) == ["written"]


def test_tidying_up_is_not_interrupted_again() -> None:
    def work(stop: Stop, done) -> None:
        try:
            ask()
        finally:
            with stop.held():
                done.append("run")
            done.append("files")

    assert end(work) == ["run", "files"]


def test_a_loop_hears_what_was_lost_in_a_finaliser(lost) -> None:
    def work(stop: Stop, done) -> None:
        for _ in range(3):
            stop.heed()
            Forgotten()
            done.append("round")

    assert end(work) == ["round"]
    assert lost == [KeyboardInterrupt]


def test_and_so_does_whoever_has_no_loop(lost) -> None:
    assert end(lambda _stop, _done: Forgotten()) == []
    assert lost == [KeyboardInterrupt]
