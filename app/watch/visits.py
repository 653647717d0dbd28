"""Pages that feeds told of, each fetched when its turn comes, and read if it is not as before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus

from app.errors import NotFetched
from app.ingest.addresses import said
from app.reading import revisiting
from app.reading.addressed import articles, followed
from app.reading.fetch import Fetched, Fetcher, Remembered
from app.reading.given import Choices
from app.reading.leads import Lead
from app.reading.network.asking import Validators
from app.reading.origins import Origin
from app.records import Read
from app.store.queries.views.watched import FetchState, PageState
from app.watch.planning import key
from app.watch.watchlist import Watched


@dataclass(frozen=True, slots=True)
class Reader:
    """What all visits of one round read with."""

    fetcher: Fetcher
    choices: Choices
    remembered: Callable[[str], FetchState | None]
    came: set[str] = field(default_factory=set)
    """By key, the addresses of all that was read in this round."""

    def validators(self, url: str) -> Validators | None:
        """What a server said of the state of `url` when it was last read to its end."""
        state = self.remembered(url)
        return None if state is None else Validators(state.etag, state.modified)


@dataclass(slots=True)
class Visit:
    """One page in one round."""

    page: PageState
    feed: Watched
    reader: Reader
    before: str | None = None
    """The digest of its bytes when it was last read; None where it has to be read in any case."""
    fetched: Fetched | None = None
    """Given where the page is known already, because it was taken for a feed."""
    error: str | None = None
    said: FetchState | None = None
    """What the server said of its state, to be kept once it was read."""
    others: dict[str, str] = field(default_factory=dict)
    """By key, the other addresses that it turned out to have."""

    def origin(self) -> Origin:
        """It, as the job takes it: fetched when the job asks for its digest."""
        return Origin(self.page.url, self.reads, self.digest)

    def digest(self) -> str | None:
        """Of its bytes and of all that decides what is read from them; None where it was not to be had."""
        if self.page.content is not None:
            return self._digest(self.page.content.encode())
        try:
            fetched = self.fetched or self._get(self._known)
        except NotFetched as error:
            self.error = str(error)
            return None
        self._took(fetched)
        if fetched.status == HTTPStatus.NOT_MODIFIED:
            return self.before
        return self._digest(fetched.body)

    def reads(self) -> Iterator[Read]:
        """Its articles, or why there are none."""
        stated = {**self.page.stated, **self.feed.stated}
        choices, fetcher = self.reader.choices, self.reader.fetcher
        if self.page.content is not None:
            name = self.page.url.removeprefix(f"{self.feed.url}, entry ")
            lead = Lead(None, stated, name, content=self.page.content)
            yield from followed(lead, self.feed.url, fetcher, choices)
            return
        try:
            if self.fetched is not None and self.fetched.status == HTTPStatus.NOT_MODIFIED:
                # Its bytes are as before, and what reads them is not.
                self._took(self._get(lambda _url: None))
        except NotFetched as error:
            self.error = str(error)
        fetched, self.fetched = self.fetched, None
        if fetched is None or self.error is not None:
            yield Read(self.page.url, None, self.error or "was not fetched")
            return
        for read in articles(fetched, choices, stated):
            if read.article is not None and read.article.facts.url is not None:
                self._is_at(read.article.facts.url)
            yield read

    def _get(self, remembered: Remembered) -> Fetched:
        return self.reader.fetcher.get(self.page.url, remembered)

    def _took(self, fetched: Fetched) -> None:
        self.fetched = fetched
        if fetched.status != HTTPStatus.NOT_MODIFIED:
            self.said = said(fetched)
        self._is_at(fetched.final_url)

    def _known(self, url: str) -> Validators | None:
        return self.reader.validators(url) if revisiting.is_of(self.before, self._told()) else None

    def _is_at(self, url: str) -> None:
        self.reader.came.add(key(url))
        if key(url) != self.page.key:
            self.others[key(url)] = url

    def _digest(self, body: bytes) -> str:
        return revisiting.digest(self._told(), body)

    def _told(self) -> object:
        return sorted({**self.page.stated, **self.feed.stated}.items()), self.reader.choices
