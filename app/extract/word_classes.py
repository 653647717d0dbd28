"""Parts of speech from tags and syntax: the rules of spaCy's model, each kind of word asked about once.

The model has some hundred rules, and spaCy tries every one at every word. What they say of a word follows
from its tag, its place in the sentence and, for the few words that they name, the word itself and the one
before it. Rules for inflection and dictionary forms are left out: nothing reads those.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc, Token

from app.errors import ModelMissing

Word = Mapping[str, str | bool]
"""What a rule may ask of a word, by its name there."""

_SETS = ("POS", "TAG", "DEP")
_ASKS = {"TAG", "DEP", "LOWER", "IS_SPACE"}


@dataclass(frozen=True, slots=True)
class Rule:
    """What to set on a word, where it and the word before it are so."""

    before: Mapping[str, Any]
    word: Mapping[str, Any]
    sets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WordClasses:
    """The rules in their order, the later the stronger, and what is known from them."""

    rules: tuple[Rule, ...]
    named: frozenset[str]
    """The words that a rule names."""
    known: dict[tuple[str, str, str, str, bool], dict[str, str]] = field(default_factory=dict)

    def mark(self, doc: Doc) -> None:
        """Set the parts of speech of a text that is tagged and parsed."""
        before: Token | None = None
        found = []
        for token in doc:
            lower = token.lower_
            is_named = lower in self.named
            ahead = before.dep_ if is_named and before is not None else ""
            kind = (token.tag_, token.dep_, lower if is_named else "", ahead, token.is_space)
            sets = self.known.get(kind)
            if sets is None:
                sets = self.known[kind] = self._said(*kind)
            found.append(sets)
            before = token
        for token, sets in zip(doc, found, strict=True):
            for name, value in sets.items():
                setattr(token, f"{name.lower()}_", value)

    def _said(self, tag: str, dep: str, lower: str, ahead: str, space: bool) -> dict[str, str]:  # noqa: FBT001
        word: Word = {"TAG": tag, "DEP": dep, "LOWER": lower, "IS_SPACE": space}
        said: dict[str, str] = {}
        for rule in self.rules:
            if _fits(rule.word, word) and _fits(rule.before, {"DEP": ahead}):
                said |= rule.sets
        return said


def word_classes(patterns: Iterable[Mapping[str, Any]]) -> WordClasses:
    """The rules of an attribute ruler; raises ModelMissing for a model with rules of another kind."""
    rules = tuple(rule for one in patterns if not set(_SETS).isdisjoint(one["attrs"]) for rule in _rules(one))
    return WordClasses(
        rules, frozenset(word for rule in rules for word in _listed(rule.word.get("LOWER", [])))
    )


def _rules(one: Mapping[str, Any]) -> Iterable[Rule]:
    sets = {name: one["attrs"][name] for name in _SETS if name in one["attrs"]}
    for pattern in one["patterns"]:
        *before, word = pattern
        follows = len(before) == one["index"] <= 1 and all(set(each) == {"DEP"} for each in before)
        if not follows or (before and "LOWER" not in word) or not set(word) <= _ASKS:
            raise ModelMissing(f"The English model has a rule that is not understood: {pattern}.")
        yield Rule(before[0] if before else {}, word, sets)


def _fits(asked: Mapping[str, Any], word: Word) -> bool:
    return all(_is(wanted, word[name]) for name, wanted in asked.items())


def _is(wanted: Any, value: str | bool) -> bool:  # noqa: ANN401, FBT001 - as patterns have it
    if not isinstance(wanted, dict):
        return bool(wanted == value)
    return value in wanted["IN"] if "IN" in wanted else value not in wanted["NOT_IN"]


def _listed(wanted: Any) -> Iterable[str]:  # noqa: ANN401 - as patterns have it
    if isinstance(wanted, dict):
        return [*wanted.get("IN", ()), *wanted.get("NOT_IN", ())]
    return [wanted] if isinstance(wanted, str) else wanted
