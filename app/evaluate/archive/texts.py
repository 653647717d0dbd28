"""The text of a made-up article and what is in it, each thing with the place where it stands."""

from dataclasses import dataclass, field
from itertools import accumulate

from app.evaluate.archive.draws import Draws
from app.evaluate.archive.world import BLOCS, COUNTRIES, Figure

Ends = tuple[int, int]
_LEFT_OUT = " […] "
_CUES = ("said", "said", "said", "told reporters", "argued", "warned", "added", "insisted")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True, slots=True)
class Mark:
    """One of a passage's words that stands for something: a country, a bloc, somebody, or a number."""

    index: int
    what: str
    value: str
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said, word by word, and what some of the words stand for."""

    words: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Passage:
    """Words in the text: of a claim, or of a statement's content."""

    start: int
    end: int
    words: str
    tokens: tuple[str, ...]
    marks: list[tuple[Mark, int, int]]
    """Each with where it stands."""


@dataclass(slots=True)
class Saying:
    """A statement as the text has it."""

    kind: str
    figure: Figure | None
    wording: Wording
    content: list[Ends]
    passage: Passage
    cue: Ends
    source: Ends
    source_words: str
    paragraph: int
    claims: list[Passage]
    medium: Ends | None = None
    day: Ends | None = None


@dataclass(slots=True)
class Present:
    """Somebody in the article: the role as printed and the country, where they stand."""

    figure: Figure
    role: Ends | None = None
    home: Ends | None = None


@dataclass(slots=True)
class Text:
    """An article's text as it grows."""

    parts: list[str] = field(default_factory=list)
    at: int = 0
    paragraphs: list[tuple[int, int, str]] = field(default_factory=list)
    sayings: list[Saying] = field(default_factory=list)
    told: list[tuple[Passage, int]] = field(default_factory=list)
    """Claims of the narration, each with its paragraph."""
    present: dict[int, Present] = field(default_factory=dict)
    """By rank."""

    def put(self, words: str) -> Ends:
        """Add words and tell where they stand."""
        start = self.at
        self.parts.append(words)
        self.at += len(words)
        return start, self.at

    def paragraph(self, start: int, role: str = "body") -> None:
        """End the paragraph that began at `start`."""
        self.paragraphs.append((start, self.at, role))
        self.put("\n\n")


def drawn(draws: Draws, least: int = 7) -> Wording:
    """What somebody says: by chance about a country or two, with somebody's name, or a number."""
    count = least + int(34 * draws.number() ** 1.6)
    words, marks = draws.words(count), []
    taken: set[int] = set()

    def put(what: str, word: str, value: str, figure: Figure | None = None) -> None:
        index = 1 + draws.below(count - 1)
        if index not in taken:
            taken.add(index)
            words[index] = word
            marks.append(Mark(index, what, value, figure))

    words[0] = words[0].capitalize()
    for chance in (0.42, 0.1):
        if draws.number() < chance:
            code, name = COUNTRIES[draws.country()]
            put("country", name, code)
    if draws.number() < 0.04:
        slug, name = BLOCS[int(draws.number() ** 2 * len(BLOCS))]
        put("bloc", name, slug)
    if draws.number() < 0.06:
        figure = draws.speaker()
        put("figure", figure.name, "", figure)
    if draws.number() < 0.14:
        number = 2 + draws.below(90)
        put("number", f"{number} percent", str(number))
    return Wording(tuple(words), tuple(sorted(marks, key=lambda mark: mark.index)))


def say(text: Text, draws: Draws, figure: Figure | None, wording: Wording) -> None:
    """Put a statement into the text, in a paragraph of its own with a sentence of narration after it."""
    begun = text.at
    kind = "direct" if (chance := draws.number()) < 0.45 else "indirect" if chance < 0.85 else "mixed"
    half = len(wording.words) // 2
    name = figure.short if figure else "one source"
    cue_words = _CUES[draws.below(len(_CUES))]
    if figure and figure.rank not in text.present:
        introduce(text, draws, figure)
    if kind == "direct":
        split = draws.number() < 0.12
        text.put("“")
        first = _passage(text, wording, 0, half if split else len(wording.words))
        text.put("”, ")
        source, medium, day, cue = _cue(text, draws, name, cue_words)
        pieces = [first]
        if split:
            text.put(". “")
            pieces.append(_passage(text, wording, half, len(wording.words)))
            text.put("”")
    else:
        source, medium, day, cue = _cue(text, draws, name, cue_words)
        text.put(" that ")
        pieces = [_passage(text, wording, 0, len(wording.words), quoted=half if kind == "mixed" else None)]
    whole = _joined(pieces)
    claims = _claimed(draws, pieces)
    number = len(text.paragraphs)
    text.sayings.append(
        Saying(
            kind, figure, wording, [(piece.start, piece.end) for piece in pieces], whole, cue, source, name,
            number, claims, medium, day,
        )
    )  # fmt: skip
    text.put(". ")
    sentence = draws.words(8 + draws.below(40))
    text.put(f"{sentence[0].capitalize()} {' '.join(sentence[1:])}.")
    text.paragraph(begun)


def introduce(text: Text, draws: Draws, figure: Figure) -> None:
    """Name somebody in full, often with a role and a country; in the paragraph that follows, they speak."""
    known = text.present.setdefault(figure.rank, Present(figure))
    text.put(figure.name)
    if figure.kind == "person" and draws.number() < 0.8:
        text.put(", ")
        known.role = text.put(figure.role)
    if figure.country is not None and draws.number() < 0.7:
        text.put(" of ")
        known.home = text.put(COUNTRIES[figure.country][1])
    text.put(f", spoke of {' '.join(draws.words(6))}. ")


def narrate(text: Text, draws: Draws, role: str = "body") -> None:
    """A paragraph of narration; of most, its sentence claims something."""
    begun = text.at
    wording = drawn(draws, least=5 if role != "body" else 9)
    passage = _passage(text, wording, 0, len(wording.words))
    if role == "body":
        text.put(".")
        if draws.number() < 0.5:
            text.told.append((passage, len(text.paragraphs)))
    for mark, _, _ in passage.marks:
        if mark.figure:
            text.present.setdefault(mark.figure.rank, Present(mark.figure))
    text.paragraph(begun, role)


def _cue(text: Text, draws: Draws, name: str, cue: str) -> tuple[Ends, Ends | None, Ends | None, Ends]:
    source = text.put(name)
    text.put(" ")
    said = text.put(cue)
    medium = day = None
    if draws.number() < 0.05:
        text.put(" to ")
        medium = text.put(draws.outlet().name)
    if draws.number() < 0.15:
        text.put(" ")
        day = text.put(f"on {_DAYS[draws.below(5)]}")
    return source, medium, day, said


def _passage(text: Text, wording: Wording, first: int, last: int, quoted: int | None = None) -> Passage:
    words = list(wording.words[first:last])
    if quoted is not None:
        words[quoted - first] = f"“{words[quoted - first]}"
        words[-1] += "”"
    joined = " ".join(words)
    start, end = text.put(joined)
    marks = []
    if wording.marks:
        starts = [0, *accumulate(len(word) + 1 for word in words)]
        for mark in wording.marks:
            if first <= mark.index < last:
                at = start + starts[mark.index - first] + (mark.index == quoted)
                marks.append((mark, at, at + len(wording.words[mark.index])))
    return Passage(start, end, joined, wording.words[first:last], marks)


def _joined(pieces: list[Passage]) -> Passage:
    first, last = pieces[0], pieces[-1]
    if first is last:
        return first
    words = _LEFT_OUT.join(piece.words for piece in pieces)
    marks = [mark for piece in pieces for mark in piece.marks]
    return Passage(first.start, last.end, words, (*first.tokens, *last.tokens), marks)


def _claimed(draws: Draws, pieces: list[Passage]) -> list[Passage]:
    """The claims within a statement: none, the whole of a piece, its latter half, or both halves."""
    piece = pieces[0]
    if (chance := draws.number()) < 0.22:
        return []
    if chance < 0.7 or len(piece.tokens) < 8 or piece.words.endswith("”"):
        return [piece]
    # Where the latter half begins, in words and in the text.
    cut = len(piece.tokens) // 2
    at = piece.start + len(" ".join(piece.tokens[:cut])) + 1
    halves = [
        Passage(piece.start, at - 1, piece.words[: at - 1 - piece.start], piece.tokens[:cut], []),
        Passage(at, piece.end, piece.words[at - piece.start :], piece.tokens[cut:], []),
    ]
    for half in halves:
        half.marks = [mark for mark in piece.marks if half.start <= mark[1] and mark[2] <= half.end]
    return halves if chance > 0.92 else halves[1:]
