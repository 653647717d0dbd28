"""Whether a time in a sentence is that of its clause of saying, or of something else in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from app.extract.cues import verbs
from app.extract.lexicon import words

_FARTHEST = 7
"""Steps from a time up to the cue."""
_LONGEST_BESIDE = 25
"""Tokens of a source between a cue and a time."""
_LEADS = ("on", "in", "as")
_TO_OCCASIONS = ("in", "at", "on", "during", "to", "by", "via", "through")
_BOUNDS = (
    *("since", "until", "till", "by", "before", "after", "from", "for", "between", "around", "about", "to"),
    *("through", "within", "every", "each", "next", "coming", "the", "a", "an", "this"),
)
"""Before a time they make it something else than when somebody spoke."""
_PREFACES = ("but", "and", "back", "yet", "then", "meanwhile", "also", ",")
_HEARD_BY = ("dobj", "dative", "iobj")
_SAYS = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens of a cue and of its source."""

    cue: Sequence[Token]
    source: Sequence[Token]


def belongs(bare: Sequence[Token], led: Sequence[Token], clause: Clause) -> str:
    """How a time belongs to a clause, "" where it may be of something else.

    `bare` are its tokens, `led` the same with the preposition before them.
    """
    if not bare or not led or _is_to_come(clause.cue):
        return ""
    if how := _leads_up(bare, clause):
        return how
    if _is_bound(led) or _goes_on(led) or any(token in clause.source for token in bare):
        return ""
    if _stands_beside(led, clause):
        return "beside the cue"
    return "before the clause" if _opens(led, clause) else ""


def _is_to_come(cue: Sequence[Token]) -> bool:
    """`will say`, `is expected to say`: on a day that had not come when it was printed."""
    return any(
        child.dep_ == "aux" and child.tag_ in ("MD", "TO")
        for token in cue
        if token.pos_ in _SAYS
        for child in token.children
    )


def _leads_up(bare: Sequence[Token], clause: Clause) -> str:
    """How syntax leads from a time up to the cue by way of nothing but an occasion; "" if not."""
    inside = {token.i for token in bare}
    top = next((token for token in bare if token.head.i not in inside), bare[0])
    first, below, node, occasion = True, top, top.head, False
    if top.head.i == top.i or (_is_bound(bare) and not _names_an_occasion(node, below)):
        return ""
    for _ in range(_FARTHEST):
        occasion |= _names_an_occasion(node, below) or node.lower_ in words("speaking")
        if node in clause.cue or (node.lower_ in words("speaking") and node.head in clause.source):
            # A day among the words for somebody is one of a life: "who was freed on Friday, said".
            own = not occasion and any(token in clause.source for token in bare)
            return (
                ""
                if own or _behind_object(bare, clause)
                else "of the occasion"
                if occasion
                else "governed by the cue"
            )
        if not _passes(node, below, clause, first=first) or node.head.i == node.i:
            return ""
        first, below, node = False, node, node.head
    return ""


def _behind_object(bare: Sequence[Token], clause: Clause) -> bool:
    """`listed the qualities of a nominee in 2016`: whether they were listed then, nobody can tell."""
    return any(
        child.dep_ == "dobj"
        and verb.i < child.i < bare[0].i
        and verbs().get(verb.lower_) not in words("telling")
        for verb in clause.cue
        for child in verb.children
        if child not in bare
    )


def _passes(node: Token, below: Token, clause: Clause, *, first: bool) -> bool:
    """Whether what hangs on `node` by way of `below` still is when something was said."""
    word = node.lower_
    if node.dep_ == "prep" or node.pos_ in ("ADP", "SCONJ"):
        if word == "of":
            return first and node.head.lower_ in words("writings")
        return word in (_LEADS if first else (*_TO_OCCASIONS, *_LEADS))
    if word in words("issuing"):
        return node.head.lower_ in words("writings")
    if word in words("holding"):
        return node.head.lower_ in words("occasions")
    if _names_an_occasion(node, below) or word in words("speaking"):
        return True
    heard_by = node.dep_ in _HEARD_BY and node.head in clause.cue
    return heard_by and verbs().get(node.head.lower_) in words("telling")


def _names_an_occasion(node: Token, below: Token) -> bool:
    named = node.lower_ in words("occasions") or node.lower_ in words("writings")
    return named and below.dep_ != "relcl"


def _is_bound(led: Sequence[Token]) -> bool:
    before = led[0].nbor(-1).lower_ if led[0].i else ""
    return before in _BOUNDS


def _goes_on(led: Sequence[Token]) -> bool:
    """Whether what follows makes it the name or the subject of another: "Sunday Herald", "last year was"."""
    last = led[-1]
    after = last.nbor() if last.i + 1 < len(last.doc) else None
    return after is not None and (after.pos_ in _SAYS or after.tag_ == "POS" or after.dep_ == "compound")


def _stands_beside(led: Sequence[Token], clause: Clause) -> bool:
    """`said on Tuesday`, `said Marta Olsen, the mayor of Lund, on Wednesday`."""
    doc, last = led[0].doc, clause.cue[-1]
    between = list(doc[last.i + 1 : led[0].i]) if last.i < led[0].i else None
    if between is None or last.lower_ not in verbs():
        return False
    if not between:
        return True
    if len(between) > _LONGEST_BESIDE or any(token.pos_ in _SAYS or token.is_quote for token in between):
        return False
    if not all(token in between for token in clause.source) or not clause.source:
        return False
    if between[-1].text == ",":
        return True
    names = between[-1].pos_ in ("PROPN", "PRON") and between[-1] in clause.source
    return names and not any(token.pos_ == "ADP" for token in between)


def _opens(led: Sequence[Token], clause: Clause) -> bool:
    """`On Tuesday the minister said`, `In May, she told`: nothing else could have been then."""
    doc, source = led[0].doc, clause.source
    start = led[0].sent.start
    if not source or source[0].i <= led[-1].i or clause.cue[0].i <= source[-1].i:
        return False
    preface, behind = doc[start : led[0].i], doc[led[-1].i + 1 : source[0].i]
    between = doc[source[-1].i + 1 : clause.cue[0].i]
    return (
        all(token.lower_ in _PREFACES for token in preface)
        and all(token.text == "," for token in behind)
        and all(token.pos_ in ("AUX", "ADV", "PART") for token in between)
    )
