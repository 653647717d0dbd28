"""Attribution clauses: which words of a sentence say that somebody said something, and who."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from app.extract.cues import verbs
from app.extract.lexicon import words

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_BORROWS_SUBJECT = ("conj", "xcomp", "advcl", "ccomp", "dep", "pcomp")
_CUT_FROM_PHRASE = ("relcl", "punct", "cc", "advcl", "mark", "parataxis")
_JOINS = ("-", "'", "’", "&")
_NOMINAL = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON")
_LONGEST_BESIDE = 8
_CHUNKS = "noun chunks"
_CLAUSE_WITHIN = 14
"""Tokens after a quotation within which its cue has to stand."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue and whom it points to; `source` is None where the sentence does not say."""

    verb: Token
    cue: Tokens
    source: Tokens | None


def clause_after(sentence: Tokens) -> Clause | None:
    """The clause that opens a sentence right behind a quotation: `stressed Smith`, `he said on Monday`."""
    start = sentence[: min(len(sentence), _CLAUSE_WITHIN)]
    for token in start:
        if is_verb_of_speech(token, loose_tag=token.i <= sentence.start + 1):
            source = source_of(token, inverted=True)
            if source is not None and source.root.lower_ in words("cue_nouns") and source.start > token.i:
                return whose_words(source.root)  # "quotes the words of X"
            if source is None or source.start < sentence.start + _CLAUSE_WITHIN:
                return Clause(token, cue_of(token), source or beside(sentence, token))
        if clause := according_to(token) or whose_words(token):
            return clause
    return None


def beside(sentence: Tokens, verb: Token) -> Tokens | None:
    """The noun next to a verb without a parsed subject: `comments Lee`, `the 33-year-old joked`."""
    if verb.i == sentence.start:
        found = chunk_at(sentence.doc, verb.i + 1) if verb.i + 1 < sentence.end else None
        named = verb.i + 1 < sentence.end and verb.nbor().pos_ == "PROPN"
        return found if found is not None else phrase(verb.nbor(), after=verb.i) if named else None
    before = sentence[: verb.i - sentence.start]
    nominal = all(token.pos_ in _NOMINAL or token.is_punct for token in before)
    return before if nominal and len(before) <= _LONGEST_BESIDE and not before[-1].is_punct else None


def clause_before(sentence: Tokens) -> Clause | None:
    """The clause that leads up to a quotation: the last cue of the sentence before it."""
    for token in reversed(list(sentence)):
        if is_verb_of_speech(token):
            return Clause(token, cue_of(token), source_of(token))
        if clause := according_to(token) or whose_words(token):
            return clause
    return None


def verbs_of_speech(sentence: Tokens) -> Iterator[Clause]:
    """Every verb of speech of a sentence with its source."""
    for token in sentence:
        if is_verb_of_speech(token):
            said_first = any(child.dep_ == "ccomp" and child.i < token.i for child in token.children)
            yield Clause(token, cue_of(token), source_of(token, inverted=said_first))


def is_verb_of_speech(token: Token, *, loose_tag: bool = False) -> bool:
    """Whether `token` is a form of a verb of speech, used as a verb (`loose_tag` trusts the form alone)."""
    if token.lower_ not in verbs() or not (token.pos_ in ("VERB", "AUX") or loose_tag):
        return False
    # "Asked whether …, X said": X did not ask.
    participle = token.dep_ == "advcl" and token.tag_ in ("VBN", "VBD") and token.i < token.head.i
    return not participle or any(c.dep_ in _SUBJECTS or c.lower_ == "as" for c in token.children)


def according_to(token: Token) -> Clause | None:
    """`according to X`, met at its first word."""
    if token.lower_ != "according" or token.i + 2 >= len(token.doc) or token.nbor().lower_ != "to":
        return None
    doc = token.doc
    for candidate in doc[token.i + 2 : token.i + 12]:
        if candidate.dep_ == "pobj" and candidate.head.i in (token.i, token.i + 1):
            return Clause(token, doc[token.i : token.i + 2], phrase(candidate, after=token.i + 1))
    chunk = chunk_at(doc, token.i + 2)
    return Clause(token, doc[token.i : token.i + 2], chunk)


def whose_words(token: Token) -> Clause | None:
    """`Smith's words …` or `… the words of Smith`, met at the noun."""
    if token.lower_ not in words("cue_nouns") or token.pos_ not in ("NOUN", "PROPN", "VERB"):
        return None
    doc = token.doc
    for child in token.children:
        if child.dep_ == "poss":
            return Clause(token, doc[token.i : token.i + 1], phrase(child))
    if token.i + 2 < len(doc) and token.nbor().lower_ == "of":
        holder = next((t for t in doc[token.i + 2 :] if t.dep_ == "pobj" and t.head.i == token.i + 1), None)
        if holder is not None:
            return Clause(token, doc[token.i : token.i + 1], phrase(holder, after=token.i + 1))
    return None


def in_words_of(token: Token) -> Clause | None:
    """`In his words, …` or `In the words of Smith, …`, met at its first word."""
    near = token.doc[token.i + 1 : token.i + _LONGEST_BESIDE]
    noun = next((t for t in near[:3] if t.lower_ == "words"), None)
    comma = next((t.i for t in near if t.text == ","), None)
    clause = whose_words(noun) if token.lower_ == "in" and noun is not None else None
    if (
        noun is None
        or comma is None
        or clause is None
        or clause.source is None
        or clause.source.start > comma
    ):
        return None
    source = token.doc[clause.source.start : min(clause.source.end, comma)]
    return Clause(token, token.doc[token.i : noun.i + 1], source)


def speaker_of(cue: Tokens, *, inverted: bool = False) -> Tokens | None:
    """Who speaks, by the syntax of a cue of any length: `according to`, `has repeatedly said`, `words`."""
    for token in cue:
        clause = according_to(token) or (None if token.pos_ == "VERB" else whose_words(token))
        if clause is not None and clause.source is not None:
            return clause.source
    candidates = [token for token in reversed(cue) if token.pos_ in ("VERB", "AUX")]
    found = (source_of(verb, inverted=inverted) for verb in sorted(candidates, key=lambda t: t != cue.root))
    return next((source for source in found if source is not None), None)


def source_of(verb: Token, *, inverted: bool = False) -> Tokens | None:
    """The noun phrase that is said to have spoken, by syntax; `inverted` also looks right behind the verb."""
    return _quoted_one(verb) or _speaker(verb, inverted=inverted)


def _speaker(verb: Token, *, inverted: bool) -> Tokens | None:
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return _agent(verb)
    for child in verb.children:
        if child.dep_ in _SUBJECTS and (child.i < verb.i or _inverted(verb, child)):
            return None if child.lower_ in words("nobody") else _antecedent(verb, _torn(verb, child))
    if verb.dep_ in ("relcl", "acl"):
        return _issuer(verb)
    behind = chunk_at(verb.doc, verb.i + 1) if inverted else None
    if behind is not None and not any(c.dep_ in _SUBJECTS for c in verb.children) and _may_speak(behind.root):
        return phrase(behind.root, after=verb.i)
    if verb.dep_ in _BORROWS_SUBJECT and verb.head.i != verb.i and verb.head.pos_ in ("VERB", "AUX"):
        return source_of(verb.head)
    return None


def chunk_at(doc: Doc, start: int) -> Tokens | None:
    """The noun phrase of a parsed text that begins at a token, if one does."""
    # Found once for all: every verb asks, and each search goes through the whole text.
    if _CHUNKS not in doc.user_data:
        ends: dict[int, int] = {}
        for chunk in doc.noun_chunks:
            ends.setdefault(chunk.start, chunk.end)
        doc.user_data[_CHUNKS] = ends
    end = doc.user_data[_CHUNKS].get(start)
    return None if end is None else doc[start:end]


def phrase(head: Token, *, after: int = -1, before: int | None = None) -> Tokens:
    """The noun phrase around `head` without relative clauses, between two token positions."""
    kept = {head.i}
    stack: list[Token] = [head]
    while stack:
        for child in stack.pop().children:
            if child.i <= after or (before is not None and child.i >= before):
                continue
            if (child.dep_ in _CUT_FROM_PHRASE and child.text not in _JOINS) or _is_occasion(child):
                continue
            kept.add(child.i)
            stack.append(child)
    start, end = _unbroken(head, kept)
    return head.doc[start:end]


def _is_occasion(token: Token) -> bool:
    """When or where somebody spoke is no part of who it was: "in early May", "in an interview with"."""
    if token.dep_ != "prep":
        return token.ent_type_ in ("DATE", "TIME") and token.dep_ in ("npadvmod", "advmod")
    return any(
        child.dep_ == "pobj" and (child.ent_type_ in ("DATE", "TIME") or child.lower_ in words("occasions"))
        for child in token.children
    )


def _unbroken(head: Token, kept: set[int]) -> tuple[int, int]:
    """The widest run around `head` whose gaps are only punctuation or conjunctions."""
    doc = head.doc
    start = end = head.i
    while start - 1 in kept or (start - 2 in kept and _bridges(doc[start - 1])):
        start -= 1
    while end + 1 in kept or (end + 2 in kept and _bridges(doc[end + 1])):
        end += 1
    return start, end + 1


def _bridges(token: Token) -> bool:
    return token.is_punct or token.dep_ == "cc"


def _issuer(verb: Token) -> Tokens:
    """The noun that `verb` describes; `X released a paper stating …` is said by X."""
    noun = verb.head
    if noun.lower_ in words("writings") and noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        issuer = source_of(noun.head)
        if issuer is not None:
            return issuer
    return phrase(noun, before=verb.i)


def _agent(verb: Token) -> Tokens | None:
    for child in verb.children:
        if child.dep_ == "agent":
            holder = next((t for t in child.children if t.dep_ == "pobj"), None)
            return phrase(holder) if holder is not None else None
    return None


def _antecedent(verb: Token, subject: Token) -> Tokens:
    if subject.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
        return phrase(verb.head, before=subject.i)
    return phrase(subject, before=verb.i if subject.i < verb.i else None)


def _torn(verb: Token, subject: Token) -> Token:
    """The last of several subjects that are one word with hyphens: `ex-president`."""
    doc = verb.doc
    while subject.i + 2 < len(doc) and doc[subject.i + 1].text == "-" and not subject.whitespace_:
        last = doc[subject.i + 2]
        if last.dep_ not in _SUBJECTS or last.head.i != verb.i:
            break
        subject = last
    return subject


def _inverted(verb: Token, subject: Token) -> bool:
    return subject.i > verb.i and all(t.pos_ != "VERB" for t in verb.doc[verb.i + 1 : subject.i])


def _quoted_one(verb: Token) -> Tokens | None:
    """`the agency quoted X as saying`, `X was quoted by the agency as saying`: the words are X's."""
    if verb.lower_ == "saying" and verb.head.lower_ == "as":
        verb = verb.head.head
    if verbs().get(verb.lower_) not in ("quote", "cite"):
        return None
    saying = [t.i for t in verb.doc[verb.i :] if t.lower_ == "saying" and t.nbor(-1).lower_ == "as"]
    if not saying:
        return None
    passive = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    if passive is not None:
        return phrase(passive, before=verb.i)
    behind = chunk_at(verb.doc, verb.i + 1)
    return phrase(behind.root, after=verb.i, before=saying[0] - 1) if behind is not None else None


def _may_speak(noun: Token) -> bool:
    return noun.pos_ in ("PROPN", "PRON", "NOUN") and noun.lower_ not in ("it", "this", "that", "what")


def cue_of(verb: Token) -> Tokens:
    """The verb with its negation, auxiliary and particle."""
    near = [c.i for c in verb.children if c.dep_ in ("neg", "prt", "aux") and abs(c.i - verb.i) <= 2]
    return verb.doc[min([verb.i, *near]) : max([verb.i, *near]) + 1]
