"""Serving as a service does: at a socket file, telling JSON lines that machines read."""

import json
import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection

import pytest
from patience import PATIENCE

from app.cli import sockets
from app.errors import AppError, BadInput


class Asked(HTTPConnection):
    """A connection to a socket file."""

    def __init__(self, path):
        super().__init__("quotes.example")
        self._path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self._path)


def test_a_server_at_a_file_tells_each_request_and_nothing_of_who_asked(folder):
    chosen = {"CUTTINGS_LOG_FORMAT": "json", "CUTTINGS_LOG_LEVEL": "info"}
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--socket", "web.sock"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **chosen},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline().startswith("Cuttings is at unix:web.sock")
        asked = Asked(folder / "web.sock")
        headers = {
            "User-Agent": "secretagent",
            "X-Request-ID": "from-the-proxy",
            "X-Forwarded-For": "192.0.2.77",
        }
        numbers = []
        for path, status in (("/search?q=secretword", 200), ("/s/secretident", 404), ("/metrics", 404)):
            asked.request("GET", path, headers=headers)
            answer = asked.getresponse()
            answer.read()
            assert answer.status == status
            numbers.append(answer.headers["X-Request-ID"])
        asked.close()
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert not (folder / "web.sock").exists()
    assert "secret" not in errors
    assert "192.0.2.77" not in errors
    told = [json.loads(line) for line in errors.splitlines()]
    answered = [each for each in told if each["event"] == "answered"]
    # What machines ask for every few seconds is told at level debug.
    assert [(each["request"], each["route"]) for each in answered] == [
        (numbers[0], "/search"),
        (numbers[1], "/s/{ident}"),
    ]
    assert all(each["timestamp"].endswith("Z") and each["level"] == "info" for each in answered)


def test_a_file_is_listened_at_by_one_server_and_left_ones_are_taken_away(tmp_path):
    path = tmp_path / "web.sock"
    with sockets.listen(path), pytest.raises(AppError, match="Another server"):
        sockets.listen(path)
    assert path.is_socket()  # as a server leaves it that was killed
    sockets.listen(path).close()
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(BadInput, match="is no socket"):
        sockets.listen(tmp_path / "notes.txt")
    with pytest.raises(AppError, match="Cannot listen at"):
        sockets.listen(tmp_path / "no folder" / "web.sock")


def test_a_socket_goes_with_no_port(run, folder):
    done = run("serve", "--socket", "web.sock", "--port", "9000", code=1)
    assert "--socket goes with neither --port nor --open" in done.stderr
    assert not (folder / "web.sock").exists()
