"""What worker processes do in tests; they import it by its name."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from patience import until


@dataclass(frozen=True)
class After:
    """A task that is done a while after the one that makes this file, whenever that begins."""

    file: Path


def work(task):
    """The task, after what it asks for: to die, to take its time, to make a file or to come after one."""
    if task == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if isinstance(task, float):
        time.sleep(task)
    if isinstance(task, Path):
        task.touch()
    if isinstance(task, After):
        until(task.file.exists)
        time.sleep(1)
    return task
