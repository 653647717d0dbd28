"""Reported speech: what a sentence of narration says that somebody said, in other words or partly quoted."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from app.extract.clauses import Clause, according_to, verbs_of_speech
from app.extract.cues import is_strict, verbs
from app.extract.lexicon import words

_COMPLEMENTS = ("ccomp", "xcomp")
_CONNECTIVES = ("however", "but", "and", "meanwhile", "moreover", "also", "therefore", "nevertheless", "yet", "still")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Reported:
    """Content of one sentence with its clause; `rule` names the construction."""

    content: tuple[Tokens, ...]
    clause: Clause
    rule: str


def reported(sentence: Tokens, *, quoted: set[int], taken: set[int]) -> Iterator[Reported]:
    """Every outermost piece of reported speech.

    `quoted` holds the token positions inside quotation marks, `taken` the cues already used.
    """
    found: list[Reported] = []
    for token in sentence:
        clause = according_to(token)
        if clause is not None and clause.source is not None and token.i not in taken:
            content = _around(sentence, clause)
            if content:
                found.append(Reported(content, clause, "according to"))
    for clause in verbs_of_speech(sentence):
        if clause.verb.i in taken:
            continue
        found.extend(_by_verb(sentence, clause, quoted))
    yield from _outermost(found)


def _by_verb(sentence: Tokens, clause: Clause, quoted: set[int]) -> Iterator[Reported]:
    verb = clause.verb
    if content := _as_clause(sentence, clause):
        yield Reported((content,), clause, "as X said")
        return
    if clause.source is None:
        return
    strict = is_strict(verbs()[verb.lower_])
    for child in verb.children:
        if child.dep_ == "ccomp" and (strict or _has_that(child) or child.i < verb.i or _holds(child, quoted)):
            if content := _complement(sentence, clause, child):
                yield Reported((content,), clause, "clause")
            return
    if that := _that_behind_noun(verb):
        if content := _complement(sentence, clause, that):
            yield Reported((content,), clause, "noun with clause")
        return
    for child in verb.children:
        if child.i <= verb.i:
            continue
        if child.dep_ == "xcomp" and verb.lower_ and strict and child.pos_ == "VERB" and _has_to(child):
            if content := _complement(sentence, clause, child):
                yield Reported((content,), clause, "infinitive")
            return
        if child.dep_ in ("dobj", "xcomp", "prep", "ccomp", "advmod", "acomp", "oprd") and _holds(child, quoted):
            if content := _complement(sentence, clause, child):
                yield Reported((content,), clause, "partly quoted")
            return


def _complement(sentence: Tokens, clause: Clause, child: Token) -> Tokens | None:
    """The words of a complement, on its own side of the verb, without "that" and outer commas."""
    doc = child.doc
    positions = [t.i for t in child.subtree if sentence.start <= t.i < sentence.end]
    source = clause.source
    blocked = set(range(clause.cue.start, clause.cue.end))
    if source is not None and not (source.start <= child.i < source.end):
        blocked |= set(range(source.start, source.end))
    if child.i > clause.verb.i:
        start = max(min(positions), clause.cue.end)
        while start < max(positions) and start in blocked:
            start += 1
        return _tidy(doc[start : max(positions) + 1])
    end = min([max(positions) + 1, *(b for b in blocked if b > child.i)])
    return _tidy(doc[min(positions) : end])


def _as_clause(sentence: Tokens, clause: Clause) -> Tokens | None:
    """`As X noted, S` and `as noted in the message of X, S`: the sentence that the aside belongs to."""
    verb = clause.verb
    opener = next((c for c in verb.children if c.lower_ == "as" and c.i < verb.i), None)
    if opener is None and verb.i > sentence.start and verb.nbor(-1).lower_ == "as":
        opener = verb.nbor(-1)
    if opener is None or opener.i != sentence.start:
        return None
    comma = next((t.i for t in sentence if t.i > verb.i and t.text == ","), None)
    return None if comma is None else _tidy(sentence.doc[comma + 1 : sentence.end])


def _around(sentence: Tokens, clause: Clause) -> tuple[Tokens, ...]:
    """The sentence without `according to X`; nothing where the aside stands inside somebody's clause."""
    doc, source = sentence.doc, clause.source
    if source is None:
        return ()
    before, after = doc[sentence.start : clause.cue.start], doc[source.end : sentence.end]
    leads = [t for t in before if not t.is_punct and t.lower_ not in _CONNECTIVES]
    if len(leads) <= 1:
        rest = _tidy(_past_comma(after))
        return (rest,) if rest is not None else ()
    if not [t for t in after if not t.is_punct]:
        rest = _tidy(before)
        return (rest,) if rest is not None else ()
    return tuple(part for part in (_tidy(before), _tidy(after)) if part is not None)


def _past_comma(tokens: Tokens) -> Tokens:
    """An apposition between the source and its comma ("According to X, a member of Y, …") is not content."""
    main = next((t.i for t in tokens if t.dep_ == "ROOT"), tokens.start)
    comma = next((t.i for t in tokens if t.text == "," and t.i < main), tokens.start - 1)
    return tokens.doc[comma + 1 : tokens.end]


def _tidy(tokens: Tokens) -> Tokens | None:
    start, end = tokens.start, tokens.end
    doc = tokens.doc
    while start < end and (doc[start].text in (",", ":", ";", "-", "–", "—") or doc[start].is_space):
        start += 1
    if start < end and doc[start].lower_ == "that":
        start += 1
    while end > start and (doc[end - 1].text in (",", ";", ":", "-", "–", "—") or doc[end - 1].is_space):
        end -= 1
    kept = doc[start:end]
    return kept if sum(t.is_alpha or t.like_num for t in kept) >= _SHORTEST - 1 else None


def _outermost(found: list[Reported]) -> Iterator[Reported]:
    """Speech reported within reported speech stays part of the outer statement's words."""
    for one in found:
        cue = one.clause.cue.start
        if not any(
            other is not one and any(part.start <= cue < part.end for part in other.content) for other in found
        ):
            yield one


def _that_behind_noun(verb: Token) -> Token | None:
    """`expressed the opinion that S`, `called it obvious that S`."""
    for child in verb.children:
        if child.i <= verb.i or child.dep_ not in ("dobj", "ccomp", "oprd", "acomp", "xcomp"):
            continue
        for inner in child.subtree:
            if inner.dep_ in ("acl", "ccomp", "relcl") and _has_that(inner) and inner.i != child.i:
                noun = inner.head.lower_
                if inner.dep_ != "relcl" or noun in words("said_nouns"):
                    return inner
    return None


def _has_that(token: Token) -> bool:
    return any(c.lower_ in ("that", "whether", "if", "how", "why", "what") and c.i < token.i for c in token.children)


def _has_to(token: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def _holds(token: Token, quoted: set[int]) -> bool:
    return len({t.i for t in token.subtree} & quoted) > 1
