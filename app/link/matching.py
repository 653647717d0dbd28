"""Whether two passages say the same, and in which way: the measured decision behind "elsewhere"."""

from collections.abc import Sequence
from dataclasses import replace

from app.link import lexicon
from app.link.alignment import Alignment, aligned
from app.link.tokens import Token, tokens
from app.link.voices import heard
from app.records import Match, Passage, Relation

_FEWEST = 3
"""Shared words below which nothing is the same."""
_CLAUSE = 6
_DOUBTING = frozenset(
    {"if", "unless", "whether", "suppose", "imagine", "would", "claim", "claims", "claimed"}
)


def relation(a: Passage, b: Passage) -> Match | None:
    """How `a` says the same as `b`; None where it does not, or where nothing tells.

    The order of the two changes nothing but the direction of "contains".
    """
    if b.words < a.words:
        turned = relation(b, a)
        return turned and turned.turned()
    ours, theirs = tokens(a.words), tokens(b.words)
    run = aligned(ours, theirs)
    if run is None:
        return None
    voice = heard(a.voice, b.voice)
    found = _same_words(ours, theirs, run)
    if found is None or voice == "same":
        return found
    if voice == "other":
        return replace(found, certain=False) if _may_be_quoted(ours, run) else None
    long = run.shared >= 8 and run.telling >= 4
    return replace(found, certain=found.certain and long)


def _same_words(a: Sequence[Token], b: Sequence[Token], run: Alignment) -> Match | None:
    shared = a[run.a[0] : run.a[1]]
    if run.shared < _FEWEST or not run.telling or _is_stock(shared):
        return None
    whole_a, whole_b = run.a == (0, len(a)), run.b == (0, len(b))
    score = round(run.shared / max(len(a), len(b)), 3)
    if whole_a and whole_b:
        return Match(
            relation="other wording" if run.shifted else "equal",
            certain=run.shared >= 4 and run.telling >= 2,
            method="reported-words" if run.shifted else "same-words",
            score=score,
        )
    if _goes_on_otherwise(a, b, run):
        return None
    certain = run.shared >= 5 and run.telling >= 3 and not _doubted(a, run.a) and not _doubted(b, run.b)
    if not certain and (run.shared < 4 or run.telling < 2):
        return None
    named: Relation = "contained" if whole_a else "contains" if whole_b else "overlaps"
    if named == "overlaps" and (run.shared < 6 or run.telling < 4):
        return None
    return Match(named, certain, "shared-run", score)


def _goes_on_otherwise(a: Sequence[Token], b: Sequence[Token], run: Alignment) -> bool:
    """Whether, at an end of the run, both go on with other words in the middle of a clause."""
    before = _says(a[: run.a[0]]) and _says(b[: run.b[0]])
    if before and not (a[run.a[0]].after and b[run.b[0]].after):
        return True
    after = _says(a[run.a[1] :]) and _says(b[run.b[1] :])
    return after and not (_pauses(a, run.a[1]) and _pauses(b, run.b[1]))


def _says(words: Sequence[Token]) -> bool:
    return any(token.telling for token in words)


def _pauses(words: Sequence[Token], at: int) -> bool:
    return bool(words[at].after) or words[at].small in ("JOIN", "BUT")


def _doubted(words: Sequence[Token], run: tuple[int, int]) -> bool:
    """Whether the words just before the run turn it around, or make it a condition."""
    start = run[0]
    clause: list[Token] = []
    while start > 0 and len(clause) < _CLAUSE and not words[start].after:
        start -= 1
        clause.append(words[start])
    return any(token.negation or token.form in lexicon.words("doubting") for token in clause)


def _is_stock(shared: Sequence[Token]) -> bool:
    forms = {token.form for token in shared}
    return any(forms <= phrase for phrase in lexicon.phrases("stock_phrases"))


def _may_be_quoted(words: Sequence[Token], run: Alignment) -> bool:
    """Whether what is shared is so particular that one speaker may have it from the other."""
    shared = words[run.a[0] : run.a[1]]
    particular = any(token.number or token.name for token in shared)
    return particular and run.telling >= 4 and not any(token.form in lexicon.words("own") for token in shared)
