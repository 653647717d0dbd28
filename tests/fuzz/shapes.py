"""Texts that no newspaper prints: each shape in any length, to see that time grows no faster."""

from collections.abc import Callable

Shape = Callable[[int], str]
"""A text of about so many characters."""

_PROSE = (
    'Mayor Ann Lee said on Tuesday that the dam was safe. "It will hold for years," she said. '
    "The engineer Bo Dahl, who built it, denied that 40% of the wall had gone. According to the ministry of "
    "water of Tajikistan, the country needs it. The official told Reuters “we have looked” in May. "
)
_SYLLABLES = ("ba", "do", "ka", "li", "mu", "ne", "po", "ra", "si", "tu")


def _again(words: str) -> Shape:
    return lambda size: (words * (size // len(words) + 1))[:size]


def _between(before: str, filler: str, after: str) -> Shape:
    return lambda size: before + filler * (size // len(filler)) + after


def called(number: int) -> str:
    """Another name for each number up to 9,999."""
    return "".join(_SYLLABLES[int(digit)] for digit in f"{number:04}").capitalize()


def _people(size: int) -> str:
    said = (
        f'"Bridge number {n} will never be built," said {called(n * 7 + 1)} {called(n)}. He was angry.\n\n'
        for n in range(size // 90)
    )
    return "".join(said)


def _bodies(size: int) -> str:
    said = (
        f"The {called(n)} Ministry told the {called(n * 3 + 1)} Council that it had failed. It denied this.\n"
        for n in range(size // 90)
    )
    return "".join(said)


def _nested(size: int) -> str:
    deep = size // 16
    return (
        "“‘" * deep + " He said it was so. " + "’”" * deep + " She said: " + "«„" * deep + "a" + "“»" * deep
    )


_TOLD = '"It is so,'
_QUOTED = '" said Ann Lee. '
SHAPES: dict[str, Shape] = {
    "prose in one paragraph": _again(_PROSE),
    "prose in paragraphs": _again(_PROSE + "\n\n"),
    "people": _people,
    "bodies": _bodies,
    "a sentence without an end": _again("the man said that and "),
    "capitals": _again("Ann Lee Bo Dahl "),
    "one quotation": _between('Ann Lee said: "', "The dam is safe. It will hold. ", '"'),
    "one quotation in paragraphs": _between('Ann Lee said: "', "The dam is safe. It will hold. \n\n“", '"'),
    "one quotation left open": _between("Ann Lee said: “", "The dam is safe. ", ""),
    "straight marks": _again('"'),
    "straight marks and spaces": _again('" '),
    "opening marks": _again("“a "),
    "closing marks": _again("a” "),
    "single marks": _again("‘it is so’ said 'he' "),
    "short quotations": _again('"It is," he said. '),
    "quotations in paragraphs": _again('"It is so, and it was," he said.\n'),
    "openings in paragraphs": _again("“It is so, and it was\n"),
    "nested marks": _nested,
    "one word": _again("a"),
    "one word of brackets": _again("("),
    "one word of dots": _again("."),
    "one word with hyphens": _again("ab-"),
    "one word of digits": _again("1,"),
    "one address": _between("http://", "a/", ""),
    "one word of apostrophes": _again("a'"),
    "combining characters": _between("e", "\u0301", " said Ann Lee."),
    "every letter combined": _again("e\u0301\u0301 "),
    "turned around": _again("\u202eAnn\u202c said it \u2067was so\u2069. "),
    "nothing": _again("\x00"),
    "nothing in words": _again("Ann\x00 said it was so. "),
    "halves of pairs": _again("Ann\ud800 said it \udc00was so. "),
    "spaces": _between('"A', " ", '," he said.'),
    "spaces in a quotation": _between('"A b', " ", 'c — d," he said. “'),
    "spaces in narration": _between("He said that", " ", "- it was so, / and more."),
    "wide spaces": _between("He said\u00a0that", "\u00a0", "40 % was so."),
    "newlines": _again("\n"),
    "lines of a letter": _again("a\n"),
    "lines with a star": _again("* a\n"),
    "lines with a bracket": _again("(a\nb\n)\n"),
    "lines with a label": _again("Ann: I said so?\nBo: We did.\n"),
    "lines with a dash": _again("— I said so, — said he.\n"),
    "lines with a bullet": _again("• a\n"),
    "questions": _again("Why did you go?\nI went as I had to, and we came back.\n"),
    "headings": _again("A bridge for the valley\n"),
    "dashes": _again("- a — b - "),
    "commas": _again(", "),
    "figures": _again("40% of 3 million, 12 May 2020, "),
    "places": _again("Paris, Georgia, the US and its capital, where there is the country. "),
    "pronouns": _again("He said she said. They told him. The expert said it. "),
    "verbs": _again("said "),
    "according": _again("according to "),
}
