"""What is told of an error says where and of what kind it was, never what somebody asked."""

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
