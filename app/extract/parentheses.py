"""Clauses put into a sentence between commas or dashes: `The bill, Smith says, will pass`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from app.extract.clauses import Clause, beside, cue_of, source_of
from app.extract.cues import is_strict, verbs
from app.extract.lexicon import words

_LONGEST = 18
_SHORT = 4
"""Tokens up to which any verb of speech will do: `she observes`."""
_EDGES = {",": ",", "–": "–", "—": "—", "-": "-"}
_STOPS = (";", ":", "?", "!")
_SUBORDINATE = (
    "because",
    "which",
    "who",
    "whose",
    "where",
    "when",
    "that",
    "since",
    "although",
    "while",
    "if",
)
_FINITE = ("VBD", "VBZ", "VBP")
_NOBODY = ("i", "we", "you", "it", "this", "that", "which", "who", "there", "what", "one")
_COMPLEMENTS = ("dobj", "ccomp", "xcomp")


@dataclass(frozen=True, slots=True)
class Parenthesis:
    """Such a clause, and the words around it."""

    clause: Clause
    content: tuple[Tokens, ...]


def parentheses(sentence: Tokens) -> Iterator[Parenthesis]:
    """The clauses of a sentence that say who says the rest of it."""
    doc = sentence.doc
    edges = [token for token in sentence if token.text in _EDGES]
    behind = sentence.start
    for first, last in pairwise(edges):
        if first.i < behind or first.text != last.text or last.i - first.i > _LONGEST:
            continue
        clause = _clause(doc[first.i + 1 : last.i])
        if clause is None:
            continue
        start = max([behind, *(token.i + 1 for token in doc[behind : first.i] if token.text in _STOPS)])
        stop = sentence.end - 1 if sentence[-1].text == "." else sentence.end
        end = _past_description(clause, last, edges)
        before, rest = doc[start : first.i], doc[min(end + 1, stop) : stop]
        if len(before) and (before[-1].lower_ in _SUBORDINATE or _is_occasion(before)):
            before = before[:0]
        elif not len(before):
            continue
        # "…, he said, adding that …": another clause follows, and the words before it have ended.
        if any(token.is_alpha for token in rest) and rest[0].tag_ != "VBG" and _goes_on(clause, rest):
            behind = sentence.end
            yield Parenthesis(clause, tuple(part for part in (before, rest) if len(part)))


def _past_description(clause: Clause, last: Token, edges: Sequence[Token]) -> int:
    """Where a clause ends that goes on about who speaks: `…, said Lee, 61, had asked twice`."""
    if clause.source is None or clause.source.start < clause.verb.i:
        return last.i
    for edge in edges:
        if edge.i <= last.i or edge.text != last.text:
            continue
        between = last.doc[last.i + 1 : edge.i]
        if len(between) > _LONGEST or any(token.pos_ in ("VERB", "AUX", "PRON") for token in between):
            break
        if edge.i + 1 < len(last.doc) and edge.nbor().tag_ in (*_FINITE, "MD"):
            return edge.i
    return last.i


def _goes_on(clause: Clause, rest: Tokens) -> bool:
    """Whether the sentence goes on behind the clause; `…, said Lee, with a smile` is the narrator's again."""
    inverted = clause.source is not None and clause.source.start > clause.verb.i
    own = (token.tag_ in (*_FINITE, "MD") and token.dep_ not in ("relcl", "acl") for token in rest)
    return not inverted or any(own)


def _is_occasion(before: Tokens) -> bool:
    """`In a letter sent on Monday, he warned, …`: where somebody spoke is no part of what was said."""
    return before[0].pos_ == "ADP" and any(
        token.dep_ == "pobj" and token.head.i == before.start and token.lower_ in words("occasions")
        for token in before
    )


def _clause(inside: Tokens) -> Clause | None:
    """`Smith says`, `says the mayor of X`, `he told me at the gate`, and nothing that was said."""
    verb = next((token for token in inside if token.lower_ in verbs() and token.tag_ in _FINITE), None)
    if verb is None or any(_takes(verb, child, inside) for child in verb.children):
        return None
    if any(token.lower_ == "that" for token in inside.doc[verb.i : inside.end]):
        return None
    if verb.i == inside.start and (verb.lower_ in ("told", "tells") or _is_said_before(verb)):
        return None  # "Lee, the mayor, told CNN …": CNN is told
    source = source_of(verb, inverted=verb.i == inside.start)
    if source is None or source.start < inside.start or source.end > inside.end:
        source = beside(inside, verb)
    if source is None or source.root.lower_ in _NOBODY:
        return None
    if len(inside) > _SHORT and not is_strict(verbs()[verb.lower_]):
        return None
    first = min(source.start, verb.i)
    return Clause(verb, cue_of(verb), source) if first == inside.start else None


def _is_said_before(verb: Token) -> bool:
    """`Lee, 54, said the mayor, Ann Berg, had lied`: who speaks stands before the verb, nobody behind it."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    return bool(subjects) and all(child.i < verb.i and child.pos_ == "PROPN" for child in subjects)


def _takes(verb: Token, child: Token, inside: Tokens) -> bool:
    """Whether a verb has something to say for itself; "told reporters" only has hearers."""
    near = child.i > verb.i and child.i < inside.end
    return near and child.dep_ in _COMPLEMENTS and verb.lower_ not in ("told", "tells")
