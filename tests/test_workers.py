"""Worker processes that die, hang, or outlive the process that they work for."""

import multiprocessing
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from ingest.working import After, work
from patience import until

from app import workers
from app.workers import Lost, at_hand, in_order


def test_a_worker_that_dies_or_hangs_costs_the_one_task_it_was_at():
    items = [(n, n) for n in range(8)]
    items[2:2] = [("through", None), ("dead", "die")]
    items[6:6] = [("long", 600.0)]
    results = dict(in_order(work, items, 2, seconds=10))
    assert list(results) == [0, 1, "through", "dead", 2, 3, "long", 4, 5, 6, 7]
    assert results["through"] is None
    assert isinstance(results["dead"], Lost)
    assert "killed" in results["dead"].reason
    assert results["long"] == Lost("took longer than 10 seconds")
    assert all(results[n] == n for n in range(8))
    assert multiprocessing.active_children() == []


def test_what_is_done_and_next_in_order_is_had_at_once(tmp_path):
    after, there = After(tmp_path / "there"), tmp_path / "there"
    items = [("first", after), ("through", None), ("second", there)]
    assert [*at_hand(work, items, 2)] == [[("first", after), ("through", None), ("second", there)]]


def test_what_is_done_waits_a_moment_for_what_others_are_at(monkeypatch):
    monkeypatch.setattr(workers, "_GATHERED", 60.0)
    items = [(n, n) for n in range(6)]
    assert [*at_hand(work, items, 2)] == [items]


def test_what_is_done_does_not_wait_for_what_takes_long():
    with closing(at_hand(work, [("first", 1), ("long", 600.0)], 2)) as given:
        assert next(given) == [("first", 1)]


def test_workers_end_with_a_process_that_is_killed():
    script = """
import os, signal, multiprocessing
from app.workers import in_order
from ingest.working import work
if __name__ == "__main__":
    results = in_order(work, ((n, n) for n in range(99)), 2)
    next(results)
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    path = os.pathsep.join([str(Path(__file__).parents[1]), str(Path(__file__).parent)])
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    pids = [int(pid) for pid in done.stdout.split()]
    assert pids, done.stderr
    until(lambda: not any(map(_runs, pids)), "a worker outlives it")


def _runs(pid):
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return False
