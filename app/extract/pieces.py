"""A text as the tagger reads it: word pieces with their places, and one mark between paragraphs."""

import re
from dataclasses import dataclass

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from app.errors import ModelMissing
from app.records import Span

BREAK = "[unused1]"
_HALF = re.compile("[\ud800-\udfff]")
_LOWER, _CAPITAL, _UPPER = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces in reading order; the lists are equally long."""

    ids: list[int]
    cases: list[int]
    """0 lower, 1 capital, 2 upper: what the uncased vocabulary forgets."""
    spans: list[Span]
    """Where each stands in the text; a paragraph mark is empty."""
    breaks: list[bool]
    """Whether a piece is a mark between paragraphs."""


def tokenizer(vocabulary: list[str]) -> Tokenizer:
    """BERT's uncased tokenizer over `vocabulary`, whose order gives the ids."""
    ids = {word: index for index, word in enumerate(vocabulary)}
    made = Tokenizer(WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=100))  # noqa: S106 - no secret
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    return made


def legible(text: str) -> str:
    """A text with a sign for each half of a surrogate pair, which is no character and has no UTF-8."""
    return _HALF.sub("\ufffd", text)


def pieces(text: str, paragraphs: list[Span], cut: Tokenizer) -> Pieces:
    """The pieces of the `paragraphs` of a text."""
    found = Pieces([], [], [], [])
    mark = number(cut, BREAK)
    read = cut.encode_batch([legible(span.of(text)) for span in paragraphs], add_special_tokens=False)
    for index, (paragraph, encoded) in enumerate(zip(paragraphs, read, strict=True)):
        if index:
            _add(found, mark, _LOWER, Span(paragraph.start, paragraph.start), is_break=True)
        for id_, (start, end) in zip(encoded.ids, encoded.offsets, strict=True):
            span = Span(paragraph.start + start, paragraph.start + end)
            _add(found, id_, case_of(span.of(text)), span, is_break=False)
    return found


def number(cut: Tokenizer, word: str) -> int:
    """The id of a piece that every vocabulary must have."""
    id_ = cut.token_to_id(word)
    if id_ is None:
        raise ModelMissing(f"the tagger's vocabulary has no {word}: its files do not fit this version")
    return int(id_)


def case_of(word: str) -> int:
    """The case class of a piece's own letters."""
    if not word[:1].isupper():
        return _LOWER
    return _UPPER if len(word) > 1 and word.isupper() else _CAPITAL


def _add(found: Pieces, id_: int, case: int, span: Span, *, is_break: bool) -> None:
    found.ids.append(id_)
    found.cases.append(case)
    found.spans.append(span)
    found.breaks.append(is_break)
