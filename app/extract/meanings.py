"""What a toponym means where it stands: one of several places, a language, a dish, or nothing."""

from collections.abc import Callable, Collection, Iterable
from functools import cache

from app.extract.bearers import is_at, names_somebody
from app.extract.lexicon import sets, table, words
from app.extract.toponyms import Reading, Toponym
from app.extract.towns import is_behind_town, of_town
from app.records import Place, Span

_TOWNS = ("name", "capital", "city")
_BESIDE = 9
"""Characters around an institution in which another country's name stands with it."""


def placed(reading: Reading) -> tuple[Place, ...]:
    """Every place that a text's words point at, in order; one of several countries yields one each."""
    others = {toponym.first for toponym in reading.toponyms if toponym.entry.codes}
    by_first = {toponym.first: toponym for toponym in reading.toponyms}
    found: list[Place] = []
    people = _people(reading, others)
    for toponym in reading.toponyms:
        if toponym.entry.rule == "affiliation":
            continue
        if toponym.entry.codes and toponym.first not in people and not _is_something_else(reading, toponym):
            codes = _located(reading, toponym, by_first)
            found += [Place(code, toponym.span, toponym.entry.rule) for code in codes]
    return tuple(found)


def _people(reading: Reading, others: set[int]) -> set[int]:
    """The first words of the toponyms that mean somebody; who is named once in full may be named before."""
    single = [toponym for toponym in reading.toponyms if len(toponym.entry.words) == 1]
    somebody: set[str] = set()
    for toponym in single:
        names_somebody(reading, toponym, others, somebody)
    somebody -= {reading.words[one.first].text for one in single if is_at(reading, one)}
    return {one.first for one in single if names_somebody(reading, one, others, set(somebody))}


def _is_something_else(reading: Reading, toponym: Toponym) -> bool:
    entry, behind = toponym.entry, reading.behind(toponym)
    if entry.words == ("US",) and _is_pronoun(reading, toponym):
        return True
    if entry.rule == "bloc":
        return behind == "of" and entry.words[-1] in ("Gulf", "Commonwealth")
    if behind in words("publication_words") or (
        entry.rule == "institution" and _is_elsewhere(reading, toponym)
    ):
        return True
    if entry.rule != "demonym":  # New Bern, Fort Worth
        return entry.rule in _TOWNS and reading.before(toponym) in sets("place_cues")["another"]
    nouns = sets("no_place_nouns")["dishes"] | sets("no_place_nouns")["breeds"]
    return behind.lower() in nouns or _is_language(reading, toponym)


def _is_elsewhere(reading: Reading, institution: Toponym) -> bool:
    """Whether another country's name stands with an institution: Kenya's Home Office, the FBI of Ghana."""
    for other in reading.toponyms_of(Span(institution.span.start - _BESIDE, institution.span.end + _BESIDE)):
        if other.entry.rule in ("name", "demonym") and other.entry.codes != institution.entry.codes:
            between = reading.text[other.span.end : institution.span.start]
            behind = reading.text[institution.span.end : other.span.start]
            if between in (" ", "'s ", "’s ") or behind in (" of ", " of the "):
                return True
    return False


def _is_pronoun(reading: Reading, toponym: Toponym) -> bool:
    """Whether US, in a line of capitals, is "us"."""
    if not (reading.before(toponym).isupper() or reading.behind(toponym).isupper()):
        return False
    before, behind = reading.before(toponym).lower(), reading.behind(toponym).lower()
    cues = sets("place_cues")
    if before in cues["before us"] or (before and behind in cues["object"]):
        return True
    return before in cues["prepositions"] and (not behind or behind in cues["behind us"])


def _is_language(reading: Reading, toponym: Toponym) -> bool:
    before, behind = reading.before(toponym).lower(), reading.behind(toponym).lower()
    cues = sets("language_cues")
    gap = reading.gap(toponym.after)
    if behind in cues["after"] or (gap in "-‐‑" and reading.word(toponym.after) in ("language", "speaking")):
        return True
    if toponym.entry.words[0].endswith("ns"):
        return False
    ends = not behind or behind in sets("language_cues")["ends"]
    if before in ("and", "or") and ends:  # "speaks Dari and Russian"
        sentence = reading.sentence(toponym.span.start)
        said = reading.words_of(Span(sentence.start, toponym.span.start))
        return any(word.lower() in cues["before"] for word in said[-6:])
    return ends and before in (cues["into"] | cues["before"])


@cache
def _senses() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    found: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
    for forms, code, cues in table("senses"):
        for form in forms.split(";"):
            sense = (code, frozenset(cue.strip() for cue in cues.split(";")))
            found[form.strip()] = (*found.get(form.strip(), ()), sense)
    return found


def _located(reading: Reading, toponym: Toponym, by_first: dict[int, Toponym]) -> tuple[str, ...]:
    """The countries a toponym means, after what its neighbours say."""
    codes = of_town(reading, toponym, by_first)
    if codes != toponym.entry.codes:
        return codes
    form = " ".join(toponym.entry.words)
    senses = _senses().get(form) or _senses().get(form.title(), ())
    if not senses:
        return toponym.entry.codes
    if is_behind_town(reading, toponym, by_first):
        return ("US",)
    own = set(toponym.entry.words)
    sentence = reading.words_of(reading.sentence(toponym.span.start))
    here = set(sentence) - own
    if reading.words[toponym.first].text.isupper():
        here |= {word.lower() for word in sentence} | {word.title() for word in sentence} - own
    by_context = _told(senses, here, (), lambda code: code != "-" or _may_be_a_thing(reading, toponym))
    if by_context is None:
        by_context = _told(senses, reading.all_words, own, lambda code: code != "-")
    if by_context is None:
        return toponym.entry.codes
    return () if by_context == "-" else (by_context,)


def _told(
    senses: Iterable[tuple[str, frozenset[str]]],
    near: Collection[str],
    but: Collection[str],
    may: Callable[[str], bool],
) -> str | None:
    """The sense with the most cues in `near`, those in `but` apart, if one has more than the others."""
    found = (
        (sum(cue in near and cue not in but for cue in cues), code) for code, cues in senses if may(code)
    )
    counts = sorted(found, reverse=True)
    if not counts or not counts[0][0] or (len(counts) > 1 and counts[0][0] == counts[1][0]):
        return None
    return counts[0][1]


def _may_be_a_thing(reading: Reading, toponym: Toponym) -> bool:
    """Whether neither a preposition, a possessive nor another country nearby says that a place is meant."""
    if reading.gap(toponym.after) in ("'", "’") and toponym.entry.rule != "demonym":
        return False
    if is_at(reading, toponym) and reading.before(toponym).lower() not in ("of", "to"):
        return False
    sentence = reading.sentence(toponym.span.start)
    return not any(
        other.entry.codes and sentence.holds(other.span) and other.span != toponym.span
        for other in reading.toponyms_of(sentence)
    )
