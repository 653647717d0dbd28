"""The frozen view records that queries return and pages render: values only, no database objects."""

from app.store.queries.views.acts import ActRow
from app.store.queries.views.articles import (
    OPENING,
    ArticleRef,
    ArticleRow,
    Coverage,
    ParagraphView,
    Piece,
    PlaceView,
    Stated,
)
from app.store.queries.views.captures import CapturesView, CaptureView, Change, Edited, Standing
from app.store.queries.views.checked import Called, Spoken, Text
from app.store.queries.views.copies import BesideView, Copied
from app.store.queries.views.corrections import Correction
from app.store.queries.views.countries import CountryRow, SpokenAbout
from app.store.queries.views.elsewhere import Elsewhere, SaidElsewhere
from app.store.queries.views.groups import Group
from app.store.queries.views.judged import (
    HIDDEN,
    JudgementView,
    NamedView,
    SubjectView,
    TalliesView,
    ToldView,
)
from app.store.queries.views.lists import Extent, Facet, Option, Page, Resolved
from app.store.queries.views.outlets import Month, OutletRef, OutletRow, OutletView
from app.store.queries.views.queue import (
    Candidate,
    Found,
    NamedIn,
    Pair,
    Party,
    Place,
    Queued,
    QueuePage,
    Sample,
    Waiting,
)
from app.store.queries.views.reports import ReportView
from app.store.queries.views.runs import Checked, OutcomeRow, Reason, RunRow
from app.store.queries.views.speakers import (
    FormerView,
    RoleView,
    SameAsView,
    SpeakerRef,
    SpeakerRow,
    SpeakerView,
    SuggestionView,
    TieView,
)
from app.store.queries.views.statements import (
    ArticleView,
    ClaimRow,
    ClaimView,
    Evidence,
    Fresh,
    InText,
    ReadingView,
    SaidView,
    StatementRow,
    StatementView,
    VersionView,
)
from app.store.queries.views.submissions import Became, SubmissionView
from app.store.queries.views.suggestions import Counted, NamedSpeaker, Related
from app.store.queries.views.timelines import Days, Timeline
from app.store.queries.views.vitals import Vitals
from app.store.queries.views.vouched import MachineView, VouchedArticle, VouchedView

__all__ = [
    "HIDDEN",
    "OPENING",
    "ActRow",
    "ArticleRef",
    "ArticleRow",
    "ArticleView",
    "Became",
    "BesideView",
    "Called",
    "Candidate",
    "CaptureView",
    "CapturesView",
    "Change",
    "Checked",
    "ClaimRow",
    "ClaimView",
    "Copied",
    "Correction",
    "Counted",
    "CountryRow",
    "Coverage",
    "Days",
    "Edited",
    "Elsewhere",
    "Evidence",
    "Extent",
    "Facet",
    "FormerView",
    "Found",
    "Fresh",
    "Group",
    "InText",
    "JudgementView",
    "MachineView",
    "Month",
    "NamedIn",
    "NamedSpeaker",
    "NamedView",
    "Option",
    "OutcomeRow",
    "OutletRef",
    "OutletRow",
    "OutletView",
    "Page",
    "Pair",
    "ParagraphView",
    "Party",
    "Piece",
    "Place",
    "PlaceView",
    "QueuePage",
    "Queued",
    "ReadingView",
    "Reason",
    "Related",
    "ReportView",
    "Resolved",
    "RoleView",
    "RunRow",
    "SaidElsewhere",
    "SaidView",
    "SameAsView",
    "Sample",
    "SpeakerRef",
    "SpeakerRow",
    "SpeakerView",
    "Spoken",
    "SpokenAbout",
    "Standing",
    "Stated",
    "StatementRow",
    "StatementView",
    "SubjectView",
    "SubmissionView",
    "SuggestionView",
    "TalliesView",
    "Text",
    "TieView",
    "Timeline",
    "ToldView",
    "VersionView",
    "Vitals",
    "VouchedArticle",
    "VouchedView",
    "Waiting",
]
