"""Whether a person may be a man or a woman, by what is printed: titles, given names, pronouns."""

from collections.abc import Iterable

from app.extract.lexicon import words

MAN = frozenset({"he", "him", "his", "himself"})
WOMAN = frozenset({"she", "her", "hers", "herself"})


def may_be(name: str, printed: Iterable[str], pronouns: Iterable[str], *, woman: bool) -> bool:
    """Whether nothing speaks against it: no title or role in `printed`, given name, or earlier pronouns."""
    return not is_known(name, printed, pronouns, woman=not woman)


def is_known(name: str, printed: Iterable[str], pronouns: Iterable[str], *, woman: bool) -> bool:
    """Whether something says so: a title or role in `printed`, the given name, or most earlier pronouns."""
    kind, other = ("women", "men") if woman else ("men", "women")
    said = {word for form in printed for word in form.split()}
    if not said.isdisjoint(words(f"{kind}_words")):
        return True
    if not said.isdisjoint(words(f"{other}_words")):
        return False
    if not words(f"{kind}_names").isdisjoint(name.split()[:1]):
        return True
    used = [word in (WOMAN if woman else MAN) for word in pronouns]
    return 2 * sum(used) > len(used)


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name."""
    return word in words("women_names") or word in words("men_names")
