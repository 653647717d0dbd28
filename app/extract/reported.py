"""Reported speech: what a sentence of narration says that somebody said, in other words or partly quoted."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from app.extract.clauses import Clause, according_to, in_words_of, phrase, verbs_of_speech
from app.extract.cues import is_strict, verbs
from app.extract.lexicon import words
from app.extract.parentheses import parentheses

_CONNECTIVES = (
    "however",
    "but",
    "and",
    "meanwhile",
    "moreover",
    "also",
    "therefore",
    "nevertheless",
    "yet",
    "still",
)
_COMPLEMENTS = ("dobj", "xcomp", "prep", "ccomp", "advmod", "acomp", "oprd")
_SHORTEST = 3
_SHORTEST_OBJECT = 5
_LONGEST_ASIDE = 15
_QUOTED_SHARE = 0.4


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
    found = [
        Reported(content, one.clause, "parenthesis")
        for one in parentheses(sentence)
        if one.clause.verb.i not in taken | quoted
        and (content := tuple(part for words_here in one.content if (part := _tidy(words_here)) is not None))
    ]
    put_in = {one.clause.verb.i for one in found}
    for clause in verbs_of_speech(sentence):
        if clause.verb.i not in taken | put_in and not _is_quoted(clause.source, quoted):
            one = _by_verb(sentence, clause, quoted)
            found += [one] if one else []
    asides = (according_to(t) or in_words_of(t) for t in sentence if t.i not in taken)
    for aside in asides:
        if aside is not None and aside.source is not None and not _within(aside, found):
            content = _around(sentence, aside)
            if content:
                found.append(Reported(content, aside, "according to"))
    yield from (
        one for one in found if not _within(one.clause, [other for other in found if other is not one])
    )


def _by_verb(sentence: Tokens, clause: Clause, quoted: set[int]) -> Reported | None:
    """The first construction that fits decides."""
    if aside := _as_clause(sentence, clause):
        return aside
    if clause.source is None:
        return None
    for construction in (_clause, _noun_with_clause, _infinitive, _partly_quoted, _object):
        if found := construction(sentence, clause, quoted):
            return found
    return None


def _clause(sentence: Tokens, clause: Clause, quoted: set[int]) -> Reported | None:
    """`said (that) S` and `S, said X`; verbs that often mean something else need a "that" or a quotation."""
    verb = clause.verb
    strict = is_strict(verbs()[verb.lower_])
    for child in sorted(verb.children, key=lambda c: (not (c.i > verb.i and _has_that(c)), c.i < verb.i)):
        sure = strict or _has_that(child) or child.i < verb.i or _holds(child, quoted)
        if child.dep_ == "ccomp" and sure:
            return _found(_complement(sentence, clause, child), clause, "clause")
    return None


def _noun_with_clause(sentence: Tokens, clause: Clause, quoted: set[int]) -> Reported | None:
    """`expressed the opinion that S`, `called it obvious that S`."""
    del quoted
    that = _that_behind_noun(clause.verb)
    return _found(_complement(sentence, clause, that), clause, "noun with clause") if that else None


def _infinitive(sentence: Tokens, clause: Clause, quoted: set[int]) -> Reported | None:
    """`pledged to do it`."""
    del quoted
    if not is_strict(verbs()[clause.verb.lower_]):
        return None
    for child in clause.verb.children:
        if child.dep_ == "xcomp" and child.i > clause.verb.i and child.pos_ == "VERB" and _has_to(child):
            return _found(_complement(sentence, clause, child), clause, "infinitive")
    return None


def _partly_quoted(sentence: Tokens, clause: Clause, quoted: set[int]) -> Reported | None:
    """`suggested not "running ahead"`: any complement that is in good part in quotation marks."""
    for child in clause.verb.children:
        if child.i > clause.verb.i and child.dep_ in _COMPLEMENTS and _holds(child, quoted):
            return _found(_complement(sentence, clause, child), clause, "partly quoted")
    return None


def _found(content: Tokens | None, clause: Clause, rule: str) -> Reported | None:
    return None if content is None else Reported((content,), clause, rule)


def _object(sentence: Tokens, clause: Clause, quoted: set[int]) -> Reported | None:
    """`did not rule out the possibility of …`: a noun phrase long enough to say it."""
    del quoted
    verb = clause.verb
    lemma = verbs()[verb.lower_]
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    if f"{lemma} {particle}".strip() not in words("object_cues"):
        return None
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.pos_ == "NOUN":
            content = _complement(sentence, clause, child)
            if content is not None and sum(t.is_alpha for t in content) >= _SHORTEST_OBJECT:
                return Reported((content,), clause, "object")
    return None


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
        return _tidy(doc[start : _with_conjuncts(sentence, clause, max(positions) + 1)])
    end = min([max(positions) + 1, *(b for b in blocked if b > child.i)])
    if any(token.text == ":" for token in doc[min(positions) : clause.verb.i]):
        return None  # what stands before a colon is another sentence
    return _tidy(doc[min(positions) : end])


def _with_conjuncts(sentence: Tokens, clause: Clause, end: int) -> int:
    """`said A was old, and B was new`: a further clause with a subject of its own is still what was said."""
    for other in clause.verb.conjuncts:
        own_subject = any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in other.children)
        first = min(token.i for token in other.subtree)
        near = end <= first <= end + 2 and other.i < sentence.end
        if near and own_subject and other.lower_ not in verbs():
            end = max(token.i for token in other.subtree) + 1
    return min(end, sentence.end)


def _as_clause(sentence: Tokens, clause: Clause) -> Reported | None:
    """`As X noted, S` and `as noted in the message of X, S`: the sentence that the aside belongs to."""
    verb, doc = clause.verb, sentence.doc
    if doc[sentence.start].lower_ != "as" or verb.i - sentence.start > _LONGEST_ASIDE:
        return None
    comma = next((t.i for t in sentence if t.i > verb.i and t.text == ","), None)
    content = None if comma is None else _tidy(doc[comma + 1 : sentence.end])
    if content is None:
        return None
    source = clause.source if clause.source is not None and clause.source.start < verb.i else None
    if source is None:
        holder = next((t for t in doc[verb.i : comma] if t.dep_ == "pobj" and t.head.head.i == verb.i), None)
        source = phrase(holder, after=holder.head.i) if holder is not None else None
    if source is None:
        return None  # "As reported, the mayor said that …": what is said is the mayor's
    return Reported((content,), Clause(verb, clause.cue, source), "as X said")


def _around(sentence: Tokens, clause: Clause) -> tuple[Tokens, ...]:
    """The sentence without `according to X`; nothing where the aside stands inside somebody's clause."""
    doc, source = sentence.doc, clause.source
    if source is None:
        return ()
    before = doc[sentence.start : clause.cue.start]
    after = doc[max(source.end, clause.cue.end) : sentence.end]
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
    commas = [t.i for t in tokens if t.text == "," and t.i < main] or [tokens.start - 1]
    if len(commas) > 1 and tokens.doc[commas[0] + 1].tag_ in ("VBN", "WDT", "WP"):
        del commas[0]  # "According to a report of X, released on Monday, …"
    return tokens.doc[commas[0] + 1 : tokens.end]


def _tidy(tokens: Tokens) -> Tokens | None:
    start, end = tokens.start, tokens.end
    doc = tokens.doc
    while start < end and (doc[start].text in (",", ":", ";", "-", "–", "—") or doc[start].is_space):
        start += 1
    if start < end and doc[start].lower_ == "that":
        start += 2 if start + 1 < end and doc[start + 1].text == "," else 1
    while end > start and (doc[end - 1].text in (",", ";", ":", "-", "–", "—") or doc[end - 1].is_space):
        end -= 1
    kept = doc[start:end]
    return kept if sum(t.is_alpha or t.like_num for t in kept) >= _SHORTEST - 1 else None


def _within(clause: Clause, found: list[Reported]) -> bool:
    """Speech reported within reported speech stays part of the outer statement's words."""
    return any(part.start <= clause.cue.start < part.end for one in found for part in one.content)


def _is_quoted(source: Tokens | None, quoted: set[int]) -> bool:
    """Words in quotation marks are nobody's name: the parser has lost its way."""
    return source is not None and any(token.i in quoted for token in source)


def _that_behind_noun(verb: Token) -> Token | None:
    """`expressed the opinion that S`, `called it obvious that S`, `told a meeting that S`."""
    heard = verbs()[verb.lower_] in words("telling")
    for child in verb.children:
        if child.i <= verb.i or child.dep_ not in ("dobj", "ccomp", "oprd", "acomp", "xcomp"):
            continue
        for inner in child.subtree:
            is_that = inner.dep_ in ("acl", "ccomp", "relcl") and _has_that(inner) and inner.i != child.i
            if is_that and (inner.head.lower_ in words("said_nouns") or inner.head.pos_ == "ADJ"):
                return inner
            if is_that and heard and inner.head == child and any(c.dep_ == "mark" for c in inner.children):
                return inner  # the parser takes the clause for the hearers' own
    return None


def _has_that(token: Token) -> bool:
    return any(
        c.lower_ in ("that", "whether", "if", "how", "why", "what") and c.i < token.i for c in token.children
    )


def _has_to(token: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def _holds(token: Token, quoted: set[int]) -> bool:
    """Whether a complement is in good part quoted; a scare quote somewhere in it is not enough."""
    inside = [t.i in quoted for t in token.subtree]
    return sum(inside) > 1 and sum(inside) >= _QUOTED_SHARE * len(inside)
