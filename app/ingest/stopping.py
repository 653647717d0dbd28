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
        self._asked = True
        if not self._held:
            raise KeyboardInterrupt

    def heed(self) -> None:
        """Interrupt if that was ever asked, for loops to call.

        What is raised at once is lost where Python was just then forgetting an object: it prints what a
        finaliser or a weak reference's callback raises, and goes on.
        """
        if self._asked:
            raise KeyboardInterrupt

    @contextmanager
    def held(self) -> Iterator[None]:
        """Finish or undo what is done within before anything else."""
        before = self._asked
        self._held = True
        try:
            yield
        finally:
            self._held = False
        # Asked before, it is on its way already: what is tidied up then is not interrupted again.
        if not before:
            self.heed()


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
    stop.heed()
