"""What is told of a server and of a file is so."""

import socket
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from app.evaluate.memory import anonymous
from app.evaluate.requests import serving, streaming, weights


def test_a_server_is_asked_until_it_answers_and_by_eight_at_a_time(tmp_path):
    (tmp_path / "page.txt").write_text("words")
    (tmp_path / "room").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "-d", str(tmp_path)]
    with serving.running(command, port, "/page.txt") as server:
        assert serving.fetched(port, "/page.txt") == 5
        assert [serving.led(port, at) for at in ("/page.txt", "/room")] == ["/page.txt", "/room/"]
        taken = streaming.taken(server, "/page.txt")
        assert taken["/page.txt, MB"] == 5e-6
        assert taken["/page.txt, memory MB, at most more than before"] < 50
        assert serving.throughput(port, "/page.txt", 0.2) > 8
        assert server.seconds > 0
        assert 1 < anonymous(server.process) < 200
    assert not Path(f"/proc/{server.process}").exists()


def test_a_table_weighs_with_its_indexes_and_full_text_by_itself(tmp_path):
    path = tmp_path / "one.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            "CREATE TABLE captures (id INTEGER PRIMARY KEY, text TEXT);"
            "CREATE INDEX of_text ON captures (text);"
            "INSERT INTO captures VALUES (1, 'é'); CREATE VIRTUAL TABLE words_fts USING fts5(words);"
        )
    found = weights.by_table(path)
    assert sum(found.values()) == path.stat().st_size
    assert found["captures"] == 2 * 4096
    assert found["words_fts"] == 5 * 4096
    assert weights.text(path) == 2
