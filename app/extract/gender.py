"""Whether a person may be a man or a woman, by what is printed: titles, given names, pronouns."""

from collections.abc import Iterable

from app.extract.lexicon import words

MAN = frozenset({"he", "him", "his", "himself"})
WOMAN = frozenset({"she", "her", "hers", "herself"})


def may_be(name: str, printed: Iterable[str], pronouns: Iterable[str], *, woman: bool) -> bool:
    """Whether nothing speaks against it: no title or role in `printed`, given name, or earlier pronoun."""
    other = "men" if woman else "women"
    said = {word for form in printed for word in form.split()}
    given = name.split()[:1]
    return (
        said.isdisjoint(words(f"{other}_words"))
        and words(f"{other}_names").isdisjoint(given)
        and (MAN if woman else WOMAN).isdisjoint(pronouns)
    )


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name."""
    return word in words("women_names") or word in words("men_names")
