"""The frozen records that cross a seam: what reading gives extraction, and extraction gives the store.

Every position is a half-open ``[start, end)`` in Unicode code points of the article's text.
"""

from app.records.claimed import Claim, ClaimType, Gloss, Quantity, Worth
from app.records.found import (
    Attribution,
    Entity,
    Extraction,
    Kind,
    Mention,
    MentionKind,
    PrintedRole,
    Said,
    SpeakerKind,
)
from app.records.judged import Judgement, Verdict
from app.records.linked import Evidence, Form, Link, Profile, Tie
from app.records.matched import TURNED, Match, Passage, Relation, Voice
from app.records.outcomes import Outcome
from app.records.places import Place
from app.records.texts import Article, Document, Facts, Paragraph, Read, Role, Span

__all__ = [
    "TURNED",
    "Article",
    "Attribution",
    "Claim",
    "ClaimType",
    "Document",
    "Entity",
    "Evidence",
    "Extraction",
    "Facts",
    "Form",
    "Gloss",
    "Judgement",
    "Kind",
    "Link",
    "Match",
    "Mention",
    "MentionKind",
    "Outcome",
    "Paragraph",
    "Passage",
    "Place",
    "PrintedRole",
    "Profile",
    "Quantity",
    "Read",
    "Relation",
    "Role",
    "Said",
    "Span",
    "SpeakerKind",
    "Tie",
    "Verdict",
    "Voice",
    "Worth",
]
