"""Propositions: sentences cut at the borders of their clauses, where each part can stand by itself."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from app.extract.lexicon import words
from app.extract.segments import Segment
from app.records import Span

SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_FEWEST = 4
_ORPHANS = (",", ";", ":", "-", "–", "—", "…", "_")
_JOINS = ("cc", "punct", "mark")
_CLAUSES = ("relcl", "advcl", "conj", "parataxis", "acl", "ccomp")
_CORE = ("ccomp", "xcomp", "dobj", "attr", "nsubj", "nsubjpass", "oprd")


@dataclass(frozen=True, slots=True)
class Proposition:
    """Words of one sentence that say one thing."""

    tokens: Tokens
    segment: Segment
    rule: str
    """"sentence", "clause" (of several), or "rest of a sentence" beside what somebody said."""

    @property
    def span(self) -> Span:
        """Where they stand in the document."""
        return self.segment.place(self.tokens)


def said(parsed: Sequence[Segment], content: Span) -> Iterator[Proposition]:
    """The propositions of a content span; at its ends they may hold more of a word than it does."""
    first = bisect_right(parsed, content.start, key=lambda one: one.span.end)
    for segment in parsed[first : bisect_left(parsed, content.end, key=lambda one: one.span.start)]:
        for sentence in segment.doc.sents:
            inside = [t.i for t in sentence if _stands_in(segment, t, content)]
            if inside:
                yield from _apart(_parts(segment, segment.doc[inside[0] : inside[-1] + 1]))


def narrated(parsed: Sequence[Segment], spoken: Sequence[Span]) -> Iterator[Proposition]:
    """The propositions of the narration; `spoken` is the words and cues of others, which it is not."""
    spans = sorted(spoken)
    longest = max(map(len, spans), default=0)
    for segment in parsed:
        if segment.quotation is None:
            for sentence in segment.doc.sents:
                place = segment.place(sentence)
                first = bisect_left(spans, Span(place.start - longest, 0))
                near = spans[first : bisect_left(spans, Span(place.end, 0))]
                others = [span for span in near if span.overlaps(place)]
                found = _rests(segment, sentence, others) if others else _parts(segment, sentence)
                yield from _apart(found)


def _apart(found: Iterable[Proposition]) -> Iterator[Proposition]:
    """Parts of one sentence; where the tree of a garbled one crosses itself, the first has the words."""
    end = 0
    for one in sorted(found, key=lambda one: one.tokens.start):
        if one.tokens.start >= end:
            end = one.tokens.end
            yield one


def is_finite(token: Token) -> bool:
    """Whether a verb has a tense, its own or an auxiliary's."""
    helpers = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    if token.tag_ in _FINITE or any(helper.tag_ in _FINITE for helper in helpers):
        return True
    # "The books, old and worn, hold it": taken for an infinitive.
    return (
        token.tag_ == "VB"
        and not helpers
        and any(c.dep_ == "nsubj" and c.i < token.i for c in token.children)
    )


def has_subject(token: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in token.children)


def _stands_in(segment: Segment, token: Token, span: Span) -> bool:
    start = segment.at(token)
    return not token.is_space and start < span.end and start + len(token) > span.start


def _parts(segment: Segment, tokens: Tokens) -> Iterator[Proposition]:
    parts = list(_cut(tokens))
    for part in parts:
        yield Proposition(part, segment, "sentence" if len(parts) == 1 else "clause")


def _cut(tokens: Tokens) -> Iterator[Tokens]:
    """The coordinated clauses of some words; all of them where one could not stand alone."""
    doc, start = tokens.doc, tokens.start
    for border in sorted(_borders(tokens)):
        before = _tidied(doc[start:border])
        if before is not None and _stands_alone(before) and _stands_alone(doc[border : tokens.end]):
            yield before
            start = border
    rest = doc[start : tokens.end]
    yield (_tidied(rest) or rest) if start > tokens.start else rest


def _borders(tokens: Tokens) -> Iterator[int]:
    """Where a further clause with a subject of its own begins."""
    tops = [t for t in tokens if _is_top(t, tokens) and is_finite(t) and has_subject(t)]
    joint = any(t.lower_ in ("neither", "nor", "either") for t in tokens)
    if joint or not tops or _depends_on_its_first(tokens, tops[0]):
        return
    waiting = list(tops)
    while waiting:
        verb = waiting.pop()
        for child in verb.children:
            joined = child.dep_ == "conj" or (child.dep_ == "parataxis" and child.i > verb.i)
            if joined and child.i in range(tokens.start, tokens.end) and is_finite(child):
                waiting.append(child)
                if has_subject(child) and _is_behind(child, verb):
                    yield _begin(child)


def _is_top(token: Token, tokens: Tokens) -> bool:
    return token.dep_ == "ROOT" or token.head.i < tokens.start or token.head.i >= tokens.end


def _depends_on_its_first(tokens: Tokens, top: Token) -> bool:
    """Whether all that follows hangs on the beginning: `If it rains, A and B`."""
    return any(
        child.dep_ == "preconj" or (child.dep_ == "advcl" and child.i < top.i)
        for child in top.children
        if child.i >= tokens.start
    )


def _is_behind(clause: Token, verb: Token) -> bool:
    begin = clause.left_edge.i
    return begin > verb.i and clause.doc[begin - 1].dep_ in (*_JOINS, "advmod", "intj")


def _begin(clause: Token) -> int:
    """Its first word, without a leading "and" or "that"."""
    begin = clause.left_edge.i
    doc = clause.doc
    while begin < clause.i and (doc[begin].dep_ in ("cc", "punct") or doc[begin].lower_ == "that"):
        if doc[begin].lower_ == "that" and doc[begin].dep_ != "mark":
            break
        begin += 1
    return begin


def _stands_alone(tokens: Tokens) -> bool:
    return (
        sum(t.is_alpha or t.like_num for t in tokens) >= _FEWEST
        and any(is_finite(t) and has_subject(t) for t in tokens)
        and tokens.text.count("(") == tokens.text.count(")")
    )


def _tidied(tokens: Tokens) -> Tokens | None:
    """Without joining words and marks at its ends."""
    doc, start, end = tokens.doc, tokens.start, tokens.end
    while end > start and (
        doc[end - 1].text in _ORPHANS or doc[end - 1].is_space or doc[end - 1].dep_ in ("cc", "mark")
    ):
        end -= 1
    while start < end and (
        doc[start].text in (*_ORPHANS, ".") or doc[start].is_space or doc[start].dep_ == "cc"
    ):
        start += 1
    return doc[start:end] if start < end else None


def _rests(segment: Segment, sentence: Tokens, others: Sequence[Span]) -> Iterator[Proposition]:
    """The clauses of a sentence that are not somebody's words, nor say that somebody said them."""
    spoken = {t.i for t in sentence if any(_stands_in(segment, t, span) for span in others)}
    for verb in sentence:
        if verb.i in spoken or not is_finite(verb) or not has_subject(verb):
            continue
        if verb.dep_ in ("ROOT", "conj") or _is_before_a_colon(verb, spoken):
            found = _main(verb, spoken)
        elif verb.dep_ in ("advcl", "relcl"):
            found = _aside(verb, spoken)
        else:
            continue
        if found is not None and _stands_alone(found):
            yield Proposition(found, segment, "rest of a sentence")


def _is_before_a_colon(verb: Token, spoken: set[int]) -> bool:
    """`S: T` and `S; T`, which the parser takes for `S, T says`."""
    past = verb.right_edge.i + 1
    if verb.dep_ != "ccomp" or verb.i > verb.head.i:
        return False
    return verb.head.i not in spoken or verb.doc[past].text in (":", ";")


def _main(verb: Token, spoken: set[int]) -> Tokens | None:
    """A main clause without the clauses that hang on it and hold somebody's words."""
    left_out: set[int] = set()
    for inner in verb.subtree:
        if inner.i in spoken and inner.i not in left_out:
            clause = _outermost(inner, verb)
            if clause is None or _is_writing(clause.head, verb):
                return None
            left_out.update(t.i for t in clause.subtree)
    return _unbroken(verb, [t.i for t in verb.subtree if t.i not in left_out], spoken)


def _outermost(inner: Token, verb: Token) -> Token | None:
    """The clause around words that can be left out without robbing `verb` of what it needs; None: no such."""
    while inner.i != verb.i and (inner.dep_ in _CORE or inner.dep_ not in _CLAUSES):
        inner = inner.head
    return None if inner.i == verb.i else inner


def _is_writing(noun: Token, verb: Token) -> bool:
    """`released a document, which says …` only leads up to it."""
    return noun.dep_ == "dobj" and noun.head.i == verb.i and noun.lower_ in words("writings")


def _aside(verb: Token, spoken: set[int]) -> Tokens | None:
    """`although S` beside what was said, or `, who S` behind the name of who said it."""
    if _holds(verb, spoken):
        return None
    first = verb.left_edge
    if verb.dep_ == "advcl" and first.lower_ in words("concessions"):
        return _unbroken(verb, [t.i for t in verb.subtree if t.i != first.i], spoken)
    named = verb.head.pos_ == "PROPN" and first.i > 0 and first.nbor(-1).text == ","
    if verb.dep_ == "relcl" and first.lower_ == "who" and named:
        return _unbroken(verb, [t.i for t in verb.subtree], spoken)
    return None


def _holds(clause: Token, spoken: set[int]) -> bool:
    return any(t.i in spoken for t in clause.subtree)


def _unbroken(verb: Token, kept: Iterable[int], spoken: set[int]) -> Tokens | None:
    """The words kept, if they are in one piece."""
    inside = set(kept)
    start = end = verb.i
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    found = verb.doc[start : end + 1]
    if any(t.i in spoken for t in found) or not any(t.dep_ in SUBJECTS for t in found if t.head.i == verb.i):
        return None
    return _tidied(found)
