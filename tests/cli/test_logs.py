"""What is told of an error says where and of what kind it was, never what somebody asked."""

import ast
import json
import logging

import pytest
import structlog

from app.cli import logs
from app.settings import Settings


def _fail():
    secret = "an address that was asked for"
    try:
        int(secret)
    except ValueError as error:
        raise RuntimeError(f"not read: {secret}") from error


@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize("by_library", [True, False])
def test_an_error_is_told_without_its_text(capsys, monkeypatch, log_format, by_library):
    # A server that was tried before has set the library's log up for itself.
    for name in ("uvicorn", "uvicorn.error"):
        monkeypatch.setattr(logging.getLogger(name), "handlers", [])
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
    logs.begin(Settings(log_format=log_format))
    try:
        _fail()
    except RuntimeError as error:
        if by_library:
            logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
        else:
            structlog.get_logger().error("request failed", route="/s/{ident}", exc_info=error)
    told = capsys.readouterr().err
    assert "test_logs.py" in told
    assert told.index("builtins.ValueError") < told.index("builtins.RuntimeError")
    assert "asked for" not in told.replace('secret = "an address', "")
    if log_format == "json":
        (line,) = told.splitlines()
        assert json.loads(line)["level"] == "error"


def test_what_is_told_follows_the_chosen_level(capsys):
    for level, said in (("warning", []), ("info", ["answered"]), ("debug", ["answered", "probed"])):
        logs.begin(Settings(log_format="json", log_level=level))
        structlog.get_logger().info("answered")
        structlog.get_logger().debug("probed")
        logging.getLogger("another.library").info("GET https://gazette.example/a")
        assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == said
    logs.begin()


FORGED = "2026-01-01 00:00:00 [info     ] answered request=forged status=200"
BREAKING = (
    f"a\n{FORGED}",
    f"a\r{FORGED}",
    f"a\x85{FORGED}",
    f"a\u2028{FORGED}",
    f"a\x0b{FORGED}\x1c{FORGED}",
    "\x1b[2K\x1b[1Aa",
    "\x9b2Ka",
    "a\x08\x08\x07",
    "a\u202eb",
    "half\ud800",
    "a request=forged status=200",
    'a", "request": "forged", "b": "',
    '"}\n{"event": "answered", "request": "forged"}',
)


@pytest.mark.parametrize("words", BREAKING, ids=ascii)
@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize("by_library", [True, False])
def test_words_of_others_make_no_line_and_no_field(capsys, monkeypatch, log_format, by_library, words):
    # pytest's own handler keeps them for its report, which half a surrogate pair cannot be sent in.
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    logs.begin(Settings(log_format=log_format))
    if by_library:
        logging.getLogger("another.library").warning("cannot read %s", words)
    else:
        structlog.get_logger().error("request failed", ident=words, request="1f0c")
    told = capsys.readouterr().err
    (line,) = told.splitlines()
    assert line.isprintable()
    if log_format == "json":
        known = {"event": f"cannot read {words}"} if by_library else {"ident": words, "request": "1f0c"}
        found = json.loads(line)
        assert known.items() <= found.items()
        assert found.keys() <= {"event", "level", "timestamp", *known}
    elif not by_library:
        # Quoted, so that what looks like a field stands within one.
        assert line.endswith(" request=1f0c")
        value = line.partition(" ident=")[2].removesuffix(" request=1f0c")
        assert not set(value) & set(" =") or ast.literal_eval(value)
