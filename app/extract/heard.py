"""What is said in an article, by rules and tagger together, before anybody is named."""

from dataclasses import dataclass

from app.extract.attributions import Draft
from app.extract.drafting import drafts
from app.extract.pipeline import Models
from app.extract.proposed import merged
from app.extract.segments import Segment, is_block, segments
from app.extract.utterances import utterances
from app.records import Document


@dataclass(frozen=True, slots=True)
class Heard:
    """A document's parsed segments, and its statements while their sources are only words."""

    parsed: tuple[Segment, ...]
    drafts: tuple[Draft, ...]


def heard(document: Document, models: Models) -> Heard:
    """Everything that may be a statement, in reading order."""
    quoted = utterances(document)
    by_itself = [is_block(document, q) for q in quoted]
    blocks = tuple(q for q, block in zip(quoted, by_itself, strict=True) if block)
    woven = tuple(q for q, block in zip(quoted, by_itself, strict=True) if not block)
    parsed = segments(document, blocks, models)
    by_rules = drafts(document, blocks, woven, parsed)
    found = merged(document, by_rules, models.tagger.proposals(document), quoted, parsed)
    return Heard(tuple(parsed), found)
