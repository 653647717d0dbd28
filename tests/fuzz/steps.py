"""Counting what our own code does, line by line: exact, however slow or busy the machine."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import app

_OURS = str(Path(app.__file__).parent)


def steps(work: Callable[[], object]) -> int:
    """Lines of `app` that run while `work` does, each time round a loop counted."""
    count = 0

    def line(_frame: FrameType, event: str, _arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, _event: str, _arg: object) -> Any:
        return line if frame.f_code.co_filename.startswith(_OURS) else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
