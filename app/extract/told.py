"""Whom words other than names have led to so far: what the next such word is understood by."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from app.extract.gender import MAN, WOMAN
from app.extract.salience import RECENT, Sighting, Standing
from app.records import Span


class Told:
    """Sightings in the order of being followed, added one by one; each question looks at the last of them."""

    def __init__(self, text: str) -> None:
        """Nobody yet, in an article's `text`."""
        self._text = text
        self.every: list[Sighting] = []
        self.first_spoke: Span | None = None
        """Where the first speaker is named, of all who are."""
        self._pronouns: defaultdict[int, deque[str]] = defaultdict(lambda: deque(maxlen=RECENT))

    def add(self, sightings: Iterable[Sighting]) -> None:
        """Go on by these."""
        for one in sightings:
            self.every.append(one)
            if one.spoke:
                self.first_spoke = one.span if self.first_spoke is None else min(self.first_spoke, one.span)
            word = one.span.of(self._text).lower()
            if one.entity is not None and one.standing >= Standing.SUBJECT and word in MAN | WOMAN:
                self._pronouns[one.entity].append(word)

    @property
    def recent(self) -> Sequence[Sighting]:
        """The last of them."""
        return self.every[-RECENT:]

    def pronouns(self, entity: int) -> Sequence[str]:
        """By which pronouns somebody was spoken of as the subject of a sentence, in lower case."""
        return tuple(self._pronouns.get(entity, ()))
