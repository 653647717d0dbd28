"""Names and what they are called (PERSON, ORG …): spaCy's recogniser, asked less often than it asks itself.

It goes from word to word and makes a move at each: a name begins, goes on or ends here, is this one word, or
there is none. spaCy scores one word after the other and asks each of seventy moves whether it may be made,
which takes longer than the network. But a score depends on the moves before it only within a name: here the
same network scores all words at once as if none stood in a name, and again only those that do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

_NONE = -1
_NEVER = np.float32(-np.inf)

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The trained component, and its moves."""

    component: EntityRecognizer
    moves: tuple[tuple[str, str], ...]
    """By class: B(egin), I(nside), L(ast), U(nit) or O(utside), and the label."""

    def label(self, docs: Sequence[Doc]) -> None:
        """Mark the names in texts that have their sentences and no names yet."""
        tokens = [token for doc in docs for token in doc]
        if not tokens:
            return
        step: Any = self.component.model.predict(docs)
        words = np.full((len(tokens), 3), _NONE, np.int32)
        words[:, 0] = np.arange(len(tokens))
        ends = [end for doc in docs for end in _ends(doc)]
        best = self._best(_scores(step, words), ends, [token.is_space for token in tokens])
        first = 0
        for doc in docs:
            found = self._names(step, best, ends, range(first, first + len(doc)))
            names = [Tokens(doc, begun - first, end - first, label) for begun, end, label in found]
            doc.set_ents(names, default="outside")
            first += len(doc)

    def _best(self, scores: Scores, ends: list[bool], spaces: list[bool]) -> list[int]:
        """The best move at each word outside a name; no name begins with a space or leaves its sentence."""
        begins = np.array([does == "B" for does, _ in self.moves])
        whole = np.array([does == "U" and label != "" for does, label in self.moves])
        outside = np.array([does == "O" for does, _ in self.moves])
        scores[:, ~(begins | whole | outside)] = _NEVER
        scores[np.ix_(np.array(ends), begins)] = _NEVER
        scores[np.ix_(np.array(spaces), begins | whole)] = _NEVER
        best: list[int] = scores.argmax(axis=1).tolist()
        return best

    def _names(
        self,
        step: Any,  # noqa: ANN401 - spaCy's own, without a type
        best: list[int],
        ends: list[bool],
        words: range,
    ) -> Iterator[tuple[int, int, str]]:
        """Of each name among `words` the first, the one behind it, and its label."""
        at = words.start
        while at < words.stop:
            does, label = self.moves[best[at]]
            begun, at = at, at + 1
            if does == "B":
                inside, last = self.moves.index(("I", label)), self.moves.index(("L", label))
                while not ends[at]:
                    (scores,) = _scores(step, np.array([(at, begun, at - 1)], np.int32))
                    if scores[last] > scores[inside]:
                        break
                    at += 1
                at += 1
            if does != "O":
                yield begun, at, label


def recogniser(component: EntityRecognizer) -> Recogniser:
    """The same recogniser in fewer steps."""
    moves = [component.moves.get_class_name(number) for number in range(component.moves.n_moves)]
    return Recogniser(component, tuple((does, label) for does, _, label in (m.partition("-") for m in moves)))


def _scores(step: Any, words: NDArray[np.int32]) -> Scores:  # noqa: ANN401 - spaCy's own, without a type
    """Of every move at each word; a row is the word, the first of its name, and the one before it."""
    scores: Scores = step.vec2scores.predict(step.state2vec.predict(words))
    return scores


def _ends(doc: Doc) -> list[bool]:
    """Whether each word is the last of its sentence."""
    return [bool(token.is_sent_start) for token in doc][1:] + [True] * bool(len(doc))
