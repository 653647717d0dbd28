"""Whoever may be meant by a name is among those that are found by its words."""

from hypothesis import given
from hypothesis import strategies as st

from app.extract.entities import Cast, Known, _same, _same_person, body_of
from app.records import SpeakerKind

_WORDS = ("Ann", "ann", "Lee", "de", "León", "Berg", "John", "F.")
_OF_BODIES = ("the", "The", "World", "Health", "Organization", "WHO", "UN", "United", "Nations", "of", "W")
people = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join)
bodies = st.lists(st.sampled_from(_OF_BODIES), min_size=1, max_size=4).map(" ".join)


@given(st.lists(st.lists(people, min_size=1, max_size=3), max_size=8), people)
def test_every_person_who_shares_a_name_is_found_in_order(called: list[list[str]], name: str) -> None:
    cast = Cast("")
    for first, *others in called:
        number = cast.add(Known(first, SpeakerKind.PERSON))
        for other in others:
            cast.call(number, other)
    fits = [n for n, known in enumerate(cast.known) if _same_person(name, known.name)]
    found = cast._names.people(name)
    assert [n for n in found if _same_person(name, cast.known[n].name)] == fits
    assert cast.called(name) == (fits[0] if len(fits) == 1 else None)


@given(st.lists(st.lists(bodies, min_size=1, max_size=3), max_size=8), bodies)
def test_the_first_body_of_a_name_is_found(called: list[list[str]], name: str) -> None:
    cast = Cast("")
    for first, *others in called:
        chief = body_of(first)
        number = cast.add(Known(chief[0] if chief else first, SpeakerKind.ORGANISATION))
        for other in others:
            cast.call(number, other)
    fits = (n for n, known in enumerate(cast.known) if _same(name, known))
    assert cast.body(name) == next(fits, None)
