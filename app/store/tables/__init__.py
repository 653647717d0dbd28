"""The tables as the store's code sees them; what the database really has is made by migrations alone.

Integer keys join rows inside the database and are never shown. FTS5 needs them too: a text key's hidden
rowid may change in a VACUUM, an integer primary key never does. `ident` is the opaque, public identifier.
"""

from typing import TYPE_CHECKING, Any

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
)

if TYPE_CHECKING:
    from app.store.tables.articles import (
        Article,
        ArticleBands,
        ArticleCommonBand,
        ArticleMatch,
        ArticleSignature,
        ArticleTopic,
        Capture,
        Outlet,
        ParagraphRow,
    )
    from app.store.tables.changes import Change
    from app.store.tables.claims import (
        ClaimBands,
        ClaimCommonBand,
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
    from app.store.tables.shape import metadata
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
        StatementBands,
        StatementCommonBand,
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
    "ArticleBands",
    "ArticleCommonBand",
    "ArticleMatch",
    "ArticleSignature",
    "ArticleTopic",
    "Capture",
    "Change",
    "ClaimBands",
    "ClaimCommonBand",
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
    "StatementBands",
    "StatementCommonBand",
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


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a table, or the metadata of all
    """A table, with which all are loaded: who only reads asks for none, and they take a sixth of a start."""
    if name not in __all__:
        raise AttributeError(name)
    from app.store.tables import (  # noqa: PLC0415
        articles,
        changes,
        claims,
        editors,
        identifiers,
        journal,
        judgements,
        shape,
        speakers,
        statements,
        vectors,
        watched,
        words,
    )

    rooms = (
        articles,
        changes,
        claims,
        editors,
        identifiers,
        journal,
        judgements,
        shape,
        speakers,
        statements,
        vectors,
        watched,
        words,
    )
    found = {each: vars(room)[each] for room in rooms for each in __all__ if each in vars(room)}
    globals().update(found)  # from now on nobody asks here
    return found[name]
