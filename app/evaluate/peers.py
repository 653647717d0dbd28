"""Other extractors behind the same gold and scorer: how good we are beside what anybody can install."""

import importlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from app.errors import ModelMissing
from app.evaluate.corpus import Reading, Statement
from app.evaluate.kinds import quoted
from app.extract import pipeline
from app.records import Span

_PARAGRAPH = re.compile(r"[^\n]+")
_RUN = re.compile(b"\1+")
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 3
"""In fewer, marks hold a word taken up or a title more often than speech."""


def read(peer: str, gold: Reading) -> Reading:
    """What a peer finds in the text of a gold reading; ModelMissing where it is not installed."""
    return Reading(gold.id, gold.text, tuple(PEERS[peer](gold.text)))


def _marks(text: str) -> Iterator[Statement]:
    """A plain pattern, the floor: whatever stands in double quotation marks, said by nobody."""
    inside = quoted(text)
    for paragraph in _PARAGRAPH.finditer(text):
        for run in _RUN.finditer(inside, *paragraph.span()):
            span = Span(*run.span())
            if len(_WORD.findall(span.of(text))) >= _FEWEST_WORDS:
                yield Statement((span,), (), None, None)


def _textacy(text: str) -> Iterator[Statement]:
    """Direct quotations as textacy finds them, on spaCy's small English model like ours.

    It refuses a text with an odd number of quotation marks. Where that is the whole article, it gets the
    paragraphs one by one, and so more of them than its authors promise.
    """
    refused = _textacy_in(text, 0)
    if refused is not None:
        yield from refused
        return
    for paragraph in _PARAGRAPH.finditer(text):
        yield from _textacy_in(paragraph[0], paragraph.start()) or ()


def _textacy_in(text: str, offset: int) -> list[Statement] | None:
    """What it finds, `offset` added to all places; None where it refuses."""
    try:
        extract = importlib.import_module("textacy.extract")
    except ModuleNotFoundError as error:
        missing = "textacy is not installed: pip install 'cuttings[peers]'"
        raise ModelMissing(missing) from error
    language = _language()
    with language.memory_zone():
        try:
            found = list(extract.direct_quotations(language(text)))
        except ValueError:
            return None
        return [
            Statement(
                content=(_moved(one.content.start_char, one.content.end_char, offset),),
                speaker=tuple(_runs(one.content.doc, one.speaker, offset)),
                speaker_name=None,
                kind=None,
                cue=tuple(_runs(one.content.doc, one.cue, offset)),
            )
            for one in found
        ]


def _runs(doc: Doc, tokens: Sequence[Token], offset: int) -> Iterator[Span]:
    """Tokens in order → spans, neighbours joined."""
    numbers = [token.i for token in tokens]
    starts = [i for i in numbers if i - 1 not in numbers]
    ends = [i for i in numbers if i + 1 not in numbers]
    for first, last in zip(starts, ends, strict=True):
        yield _moved(doc[first].idx, doc[last].idx + len(doc[last]), offset)


def _moved(start: int, end: int, offset: int) -> Span:
    return Span(start + offset, end + offset)


@cache
def _language() -> Language:
    # Whole: textacy goes by lemmas, which our own extraction does without.
    return pipeline.english()


PEERS: Mapping[str, Callable[[str], Iterator[Statement]]] = {"textacy": _textacy, "marks": _marks}
"""Every peer by its name."""
