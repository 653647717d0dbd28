"""Whether two passages say the same, and in which way: the measured decision behind "elsewhere"."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from app.link import lexicon
from app.link.alignment import Alignment, aligned, may_share
from app.link.tokens import Token, cut, pairs, telling, tokens
from app.link.vectors import nearness
from app.link.voices import Heard, heard
from app.link.wording import NEAREST, least, other_wording
from app.records import Match, Passage, Relation

_FEWEST = 3
"""Shared words below which nothing is the same."""
_CLAUSE = 6
_LONG = 8
"""Shared words that are the same whoever said them, where nobody is known to have."""
_PARTICULAR = 4
"""Telling words among them, below which what two known speakers say is two statements."""


def relation(a: Passage, b: Passage) -> Match | None:
    """How `a` says the same as `b`; None where it does not, or where nothing tells.

    The order of the two changes nothing but the direction of "contains".
    """
    if b.words < a.words:
        turned = relation(b, a)
        return turned and turned.turned()
    near = 0.0 if a.vector is None or b.vector is None else nearness(a.vector, b.vector)
    if near < NEAREST and _apart(a, b):
        return None
    voice = heard(a.voice, b.voice)
    # Of most pairs that is told before their words are laid side by side, which takes ten times as long.
    if voice == "other" and near < least(a, b, voice) and not _may_tell(a.words, b.words):
        return None
    run, found = _shared(a.words, b.words)
    if run is not None and found is not None:
        return _as_heard(found, tokens(a.words), run, voice, claim=a.claim)
    return other_wording(a, b, run, near, voice)


@lru_cache(maxsize=1 << 13)
def _shared(a: str, b: str) -> tuple[Alignment | None, Match | None]:
    """The run that two passages share, and what it makes of them, if they had one speaker.

    Remembered: words that are a statement are often a claim as well, and what many print is met again.
    """
    ours, theirs = tokens(a), tokens(b)
    run = aligned(ours, theirs)
    return run, None if run is None else _same_words(ours, theirs, run)


@lru_cache(maxsize=1 << 13)
def _may_tell(a: str, b: str) -> bool:
    """Whether two passages may share as much as tells that two known speakers say the same."""
    return cut(a) or cut(b) or may_share(telling(a), telling(b), _PARTICULAR)


def _apart(a: Passage, b: Passage) -> bool:
    """Whether two passages share no two telling words in a row, and so no run."""
    return pairs(a.words).isdisjoint(pairs(b.words)) and telling(a.words) != telling(b.words)


def _same_words(a: Sequence[Token], b: Sequence[Token], run: Alignment) -> Match | None:
    """What the shared run makes of two passages, if they had one speaker."""
    if run.shared < _FEWEST or not run.telling:
        return None
    score = round(run.shared / max(len(a), len(b)), 3)
    found = _all(run, score) if all(_whole(a, b, run)) else _part(a, b, run, score)
    return None if found is None or _is_stock(a[run.a[0] : run.a[1]]) else found


def _all(run: Alignment, score: float) -> Match:
    """What a shared run makes of two passages that are no more than it."""
    certain = run.shared >= 4 and run.telling >= 2
    if run.shifted:
        return Match("other wording", certain, "reported-words", score)
    return Match("equal", certain, "same-words", score)


def _part(a: Sequence[Token], b: Sequence[Token], run: Alignment, score: float) -> Match | None:
    """What a shared run makes of two passages that at least one goes beyond."""
    whole_a, whole_b = _whole(a, b, run)
    fewest, tell = (5, 3) if whole_a or whole_b else (6, 4)
    if run.shared < fewest - 1 or run.telling < tell - 1 or _goes_on_otherwise(a, b, run):
        return None
    before = (*_clause(a, run.a[0]), *_clause(b, run.b[0]))
    if any(token.negation for token in before):
        return None
    doubted = any(token.form in lexicon.words("doubting") for token in before)
    certain = run.shared >= fewest and run.telling >= tell and not doubted
    named: Relation = "contained" if whole_a else "contains" if whole_b else "overlaps"
    return Match(named, certain, "shared-run", score)


def _whole(a: Sequence[Token], b: Sequence[Token], run: Alignment) -> tuple[bool, bool]:
    """Whether all of a, and all of b, is shared."""
    return run.a == (0, len(a)) and not run.more[0], run.b == (0, len(b)) and not run.more[1]


def _as_heard(
    found: Match, words: Sequence[Token], run: Alignment, voice: Heard, *, claim: bool
) -> Match | None:
    """What remains of a match once it is heard who speaks."""
    if voice == "same":
        return found
    shared = words[run.a[0] : run.a[1]]
    own = any(token.form in lexicon.words("own") for token in shared)
    long = run.shared >= _LONG and run.telling >= _PARTICULAR
    if voice == "unsure":
        return replace(found, certain=found.certain and long and not own)
    particular = run.telling >= _PARTICULAR and any(token.number or token.name for token in shared)
    if own or not (particular or (claim and long)):
        return None
    return replace(found, certain=found.certain and claim and particular and long)


def _goes_on_otherwise(a: Sequence[Token], b: Sequence[Token], run: Alignment) -> bool:
    """Whether, at an end of the run, both go on with other words in the middle of a clause."""
    before = _says(a[: run.a[0]]) and _says(b[: run.b[0]])
    if before and not (_begins(a, run.a[0]) and _begins(b, run.b[0])):
        return True
    after = _says(a[run.a[1] :]) and _says(b[run.b[1] :])
    return after and not (_begins(a, run.a[1]) and _begins(b, run.b[1]))


def _says(words: Sequence[Token]) -> bool:
    return any(token.telling for token in words)


def _begins(words: Sequence[Token], at: int) -> bool:
    """Whether a clause may begin at a word: after a mark, at a word that joins clauses, or after it."""
    joining = (words[i].small in ("JOIN", "BUT") or words[i].form == "that" for i in (at, at - 1) if i >= 0)
    return bool(words[at].after) or any(joining)


def _clause(words: Sequence[Token], start: int) -> list[Token]:
    """The words just before a run, as far back as nothing parts them from it."""
    clause: list[Token] = []
    while start > 0 and len(clause) < _CLAUSE and not words[start].after:
        start -= 1
        clause.append(words[start])
    return clause


def _is_stock(shared: Sequence[Token]) -> bool:
    forms = {token.form for token in shared}
    return any(forms <= phrase for phrase in lexicon.phrases("stock_phrases"))
