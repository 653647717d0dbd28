"""What editors decided, as readers are told of it."""

from dataclasses import dataclass
from datetime import datetime

from app.records import ClaimType, Kind, Verdict
from app.store.queries.views.articles import ArticleRef

HIDDEN = frozenset({"removed", "erased"})
"""States in which nothing of a record is shown but that it was there."""


@dataclass(frozen=True, slots=True)
class NamedView:
    """Somebody as a judgement names them."""

    name: str
    """"" for somebody whose name was erased."""
    ident: str | None
    """None for somebody who has no page."""


@dataclass(frozen=True, slots=True)
class SubjectView:
    """What a judgement is about."""

    ident: str
    kind: str
    """"statement", "claim", "speaker" or "article"."""
    label: str
    """The words it was made about, a speaker's name or an article's title; "" where these are not shown."""
    state: str
    """"live", "gone" from its article, "withdrawn", "removed" or "erased"."""
    article: ArticleRef | None = None
    """Where the words are printed; None of a speaker, and where it is not shown."""

    @property
    def shown(self) -> bool:
        """Whether readers may see anything of it."""
        return self.state not in HIDDEN


@dataclass(frozen=True, slots=True)
class ToldView:
    """What is said of a statement or claim at one moment; None is what its kind of record does not have."""

    speaker: NamedView | None = None
    """None also where nobody is named, or where it was too unsure to say."""
    kind: Kind | None = None
    """Of a claim, the one of the statement that it stands in."""
    words: str | None = None
    """"" where they are not shown, or not known as nothing came of the judgement yet."""
    countries: tuple[str, ...] | None = None
    type: ClaimType | None = None


@dataclass(frozen=True, slots=True)
class JudgementView:
    """A decision of an editor's, with what was shown before it and what it says is right."""

    ident: str
    verdict: Verdict
    subject: SubjectView
    other: SubjectView | None
    """The second of two, or the article in which a speaker is somebody else."""
    before: ToldView
    after: ToldView
    """As `before` but for what the verdict is about."""
    reason: str
    """"" where nothing of the subject is shown, as it may tell of it."""
    made: datetime
    editor: str
    state: str
    """"applied", "waiting", "superseded" or "withdrawn"."""
    waits: str
    """Why it waits; else ""."""
    withdrawn: datetime | None
    withdrawn_by: str
    withdrawn_reason: str
    version: int | None
    """Number of the statement's version that it is about."""
    new_version: int | None
    """Number of the first version that came of it."""
    reports: int
    """Readers' reports that it settled."""

    @property
    def stands(self) -> bool:
        """Whether what pages show follows it."""
        return self.state == "applied"


@dataclass(frozen=True, slots=True)
class TalliesView:
    """How many judgements there are, by what they may be chosen by."""

    verdicts: tuple[tuple[Verdict, int], ...]
    """The most frequent first."""
    years: tuple[tuple[int, int], ...]
    """The newest first; without confirmations."""
