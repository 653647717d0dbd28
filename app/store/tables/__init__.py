"""The tables as the store's code sees them; what the database really has is made by migrations alone.

Integer keys join rows inside the database and are never shown. FTS5 needs them too: a text key's hidden
rowid may change in a VACUUM, an integer primary key never does. `ident` is the opaque, public identifier.
"""

from app.store.tables.articles import (
    Article,
    ArticleBand,
    ArticleMatch,
    ArticleSignature,
    ArticleTopic,
    Capture,
    Outlet,
    ParagraphRow,
)
from app.store.tables.changes import Change
from app.store.tables.claims import (
    ClaimBand,
    ClaimGloss,
    ClaimMatch,
    ClaimPlace,
    ClaimQuantity,
    ClaimRow,
    ClaimSignature,
)
from app.store.tables.editors import Act, EditorRow, EditorSession
from app.store.tables.identifiers import Identifier, Redirect, Tombstone
from app.store.tables.journal import Fetch, OriginArticle, OriginRow, Outcome, Run, Submission
from app.store.tables.judgements import ClaimReading, Erasure, JudgementRow, Reading, Report
from app.store.tables.shape import (
    BLOC,
    CHECKED,
    COUNTRY,
    DISPUTED,
    ERASED,
    GONE,
    JUDGED,
    LIVE,
    MACHINE,
    REMOVED,
    WITHDRAWN,
    Moment,
    metadata,
)
from app.store.tables.speakers import (
    EntityAlias,
    EntityRole,
    EntityRow,
    EntitySameAs,
    Speaker,
    SpeakerAlias,
    SpeakerBlock,
    SpeakerTie,
)
from app.store.tables.statements import (
    Statement,
    StatementBand,
    StatementMatch,
    StatementMention,
    StatementPlace,
    StatementSignature,
    Version,
    VersionSpan,
)
from app.store.tables.vectors import PassageVector
from app.store.tables.watched import WatchedFeed, WatchedPage
from app.store.tables.words import Word

__all__ = [
    "BLOC",
    "CHECKED",
    "COUNTRY",
    "DISPUTED",
    "ERASED",
    "GONE",
    "JUDGED",
    "LIVE",
    "MACHINE",
    "REMOVED",
    "WITHDRAWN",
    "Act",
    "Article",
    "ArticleBand",
    "ArticleMatch",
    "ArticleSignature",
    "ArticleTopic",
    "Capture",
    "Change",
    "ClaimBand",
    "ClaimGloss",
    "ClaimMatch",
    "ClaimPlace",
    "ClaimQuantity",
    "ClaimReading",
    "ClaimRow",
    "ClaimSignature",
    "EditorRow",
    "EditorSession",
    "EntityAlias",
    "EntityRole",
    "EntityRow",
    "EntitySameAs",
    "Erasure",
    "Fetch",
    "Identifier",
    "JudgementRow",
    "Moment",
    "OriginArticle",
    "OriginRow",
    "Outcome",
    "Outlet",
    "ParagraphRow",
    "PassageVector",
    "Reading",
    "Redirect",
    "Report",
    "Run",
    "Speaker",
    "SpeakerAlias",
    "SpeakerBlock",
    "SpeakerTie",
    "Statement",
    "StatementBand",
    "StatementMatch",
    "StatementMention",
    "StatementPlace",
    "StatementSignature",
    "Submission",
    "Tombstone",
    "Version",
    "VersionSpan",
    "WatchedFeed",
    "WatchedPage",
    "Word",
    "metadata",
]
