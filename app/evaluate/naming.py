"""When two ways of naming a speaker count as the same person."""

import re

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_PRONOUNS = frozenset(
    _WORD.findall(
        "i me my mine myself you your yours he him his himself she her hers herself it its itself we us our"
        " ours ourselves they them their theirs themselves who whom whose which that this these those one"
        " another some others many all both none everyone someone somebody anyone nobody everybody"
    )
)
_EMPTY = _PRONOUNS | frozenset(
    _WORD.findall("the a an of and or for in at to on by from with as mr mrs ms dr sen rep gov president")
)
_LONGEST = 25


def is_pronoun(name: str) -> bool:
    """Whether `name` is nothing but pronouns."""
    parts = _words(name)
    return bool(parts) and all(part in _PRONOUNS for part in parts)


def same_words(one: str, other: str) -> bool:
    """Whether two ways of naming are word for word the same."""
    return bool(_words(one)) and _words(one) == _words(other)


def same_name(one: str, other: str) -> bool:
    """Whether two names agree: equal, the same last word, or one inside the other."""
    if same_words(one, other):
        return True
    return any(_agree(a, b) for a in _forms(one) for b in _forms(other))


def concise(gold: str, found: str) -> bool:
    """Whether `found` is short enough to name anybody: naming half the article is not naming the speaker."""
    return len(_words(found)) <= max(_LONGEST, 2 * len(_words(gold)))


def _words(name: str) -> list[str]:
    bare = (re.sub(r"['’]s$", "", word).strip("'’") for word in _WORD.findall(name.lower()))
    return [word.replace("’", "'") for word in bare if word]


def _forms(name: str) -> list[list[str]]:
    """A name, and what stands before its first comma: `Smith, who lost,` is Smith."""
    forms = [_words(name)]
    if "," in name:
        forms.append(_words(name.split(",", 1)[0]))
    return [form for form in forms if form]


def _agree(one: list[str], other: list[str]) -> bool:
    if one[-1] == other[-1] and one[-1] not in _EMPTY:
        return True
    return _inside(one, other) or _inside(other, one)


def _inside(short: list[str], long: list[str]) -> bool:
    if all(word in _EMPTY for word in short):
        return False
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))
