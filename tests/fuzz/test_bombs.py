"""Documents made to harm: each ends with a word about why, within memory that any machine has."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz import bombs
from fuzz.hunting import IN_ALL

pytestmark = pytest.mark.fuzz
_QUICK = ("zeros.jsonl.gz", "named-otherwise.docx", "elements.html", "laughs.map", "rules.robots")
"""To be made: what ordinary runs try; full ones try all."""
_MOST = 300_000_000
"""Bytes that memory may grow by."""


def test_bombs_end() -> None:
    names = list(bombs.BOMBS if IN_ALL >= 100_000 else _QUICK)
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, bombs.__file__, *names],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={"PYTHONPATH": str(root)},
    )
    told = [json.loads(line) for line in ended.stdout.splitlines()]
    for one in told:
        print(f"{one['name']:>20} {one['seconds']:6.2f} s {one['grown']:>12,} bytes: {one['said']}")  # noqa: T201
    assert [one["name"] for one in told] == names
    for one in told:
        assert bombs.BOMBS[one["name"]][1] in one["said"], one
        assert one["grown"] < _MOST, one
