"""Being asked to stop: at once, but never in the middle of a transaction."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread


class Stop:
    """Turns Ctrl-C and a request to end into KeyboardInterrupt, where that does no harm."""

    def __init__(self) -> None:
        self._held = self._asked = False

    def ask(self, *_: object) -> None:
        """Interrupt, at once or at the end of what is held."""
        if not self._held:
            raise KeyboardInterrupt
        self._asked = True

    @contextmanager
    def held(self) -> Iterator[None]:
        """Finish or undo what is done within before anything else."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._asked:
            self._asked = False
            raise KeyboardInterrupt


@contextmanager
def stopping() -> Iterator[Stop]:
    """A Stop that signals reach, where they can: in the first thread of the process."""
    stop = Stop()
    if current_thread() is not main_thread():
        yield stop
        return
    before = {each: signal.signal(each, stop.ask) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for each, had in before.items():
            signal.signal(each, had)
