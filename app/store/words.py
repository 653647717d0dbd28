"""Words as printed: which are worth keeping, which say nothing by themselves, and how one is written."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from app.store import search

SHORTEST, LONGEST = 3, 40
"""Characters of the words kept: shorter ones are no help, longer ones no words."""

_FUNCTION_WORDS = """
about above after again against all also although among and another any are around because been before
being between both but can could did does doing done down during each either else even ever every few for
from further get had has have having her here hers him his how however into its itself just least less
like made make many may might more most much must near neither never nor not now off often once one only
onto other our out over own per rather said same say saying says she should since some still such than
that the their them then there therefore these they this those though three through thus too toward
towards two under until upon use very was way well were what when where whether which while who whom whose
why will with within without would yet you your
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that stand everywhere, so tell nothing about what a text is about."""
_SHORT_WORDS = """
a am an as at be by do go he i if in is it me my no of on or s so t to up us we
"""
SHORT_WORDS = tuple(_SHORT_WORDS.split())
"""The commonest of those that are too short to be kept; what stands after an apostrophe is one, too."""

_REMEMBERED = 2**14
"""Words of which it is remembered whether they are kept: articles have mostly the same."""
_WORD = re.compile(r"[^\W_]+")


def words_of(printed: str) -> frozenset[str]:
    """The words in what is printed that are worth keeping, folded; numbers are not."""
    return frozenset(filter(_is_kept, {*search.tokens(printed)}))


@lru_cache(_REMEMBERED)
def _is_kept(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and any(map(str.isalpha, word))


def form_of(word: str, texts: Iterable[str]) -> str:
    """The form in which `texts` print a folded word, small where they ever do; itself where none does."""
    forms: Counter[str] = Counter()
    for each in texts:
        # Folding mostly leaves letters where they are: asking each word whether it is one takes far longer.
        folded = search.folded(each)
        found = [each[slice(*hit.span())] for hit in search.standing(word).finditer(folded)]
        if len(folded) != len(each) or not all(form.isalnum() and _is(form, word) for form in found):
            found = [form for form in _WORD.findall(each) if _is(form, word)]
        forms.update(found)
    small = {form: count for form, count in forms.items() if form == form.lower()}
    return max(small or forms, key=lambda form: (forms[form], form), default=word)


def _is(form: str, word: str) -> bool:
    # Folding is slow, and most letters are plain.
    return form.lower() == word or (not form.isascii() and search.tokens(form) == [word])
