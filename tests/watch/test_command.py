"""The command, as a process of its own: what it prints, how it ends, and how feeds stand afterwards."""

import json
import os
import signal
import subprocess
import sys

from patience import PATIENCE

COMMAND = [sys.executable, "-m", "app", "watch"]
SURROUNDINGS = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def run(folder, *words):
    return subprocess.run(
        [*COMMAND, *words],
        cwd=folder,
        env=SURROUNDINGS,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_a_list_with_a_mistake_is_one_line(tmp_path) -> None:
    (tmp_path / "FEEDS.toml").write_text('[[feed]]\nurl = "https://x.example/"\nevery = "soon"\n')
    done = run(tmp_path, "FEEDS.toml")
    assert done.returncode == 1
    assert done.stderr == (
        "FEEDS.toml: feed 1 (line 1): every 'soon' is no length of time, such as 15m, 2h or 7d\n"
    )


def test_it_watches_until_it_is_ended_and_tells_how_feeds_stand(tmp_path) -> None:
    # Machines of one's own network are not asked, so that nothing has to answer here.
    (tmp_path / "FEEDS.toml").write_text('[[feed]]\nurl = "http://127.0.0.1:9/feed"\n')
    with subprocess.Popen(
        [*COMMAND, "FEEDS.toml", "--json"], cwd=tmp_path, env=SURROUNDINGS, stdout=subprocess.PIPE, text=True
    ) as process:
        listed, polled = (json.loads(process.stdout.readline()) for _ in range(2))
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) == 0
    assert (listed["event"], listed["feeds"]) == ("listed", 1)
    assert (polled["event"], polled["failures"]) == ("polled", 1)
    assert "is a loopback address" in polled["error"]
    stands = json.loads(run(tmp_path, "FEEDS.toml", "--list", "--json").stdout)
    assert (stands["url"], stands["failures"], stands["due"]) == (polled["url"], 1, polled["due"])
