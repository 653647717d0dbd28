"""Whose entry elsewhere is stated: exactly so called, or else the only one with that alias."""

import pytest

from app.link.stated import entries
from app.records import Entity, SpeakerKind

PEOPLE = (
    Entity("Anna Berg", SpeakerKind.PERSON, ("Berg",)),
    Entity("Olaf Berg", SpeakerKind.PERSON, ("Berg", "Olaf")),
    Entity("Post Office", SpeakerKind.ORGANISATION),
)
HERE = "https://example.com/1"


@pytest.mark.parametrize(
    ("name", "of"),
    [("Anna Berg", 0), ("ANNA  BÉRG", 0), ("Olaf", 1), ("the Post Office", None), ("Post Office", 2)],
)
def test_a_name_or_an_alias_finds_its_entity(name, of):
    found = entries([(name, HERE)], PEOPLE)
    assert found.of == (() if of is None else ((of, HERE),))
    assert found.unknown == ((name,) if of is None else ())


def test_what_is_nobodys_or_several_peoples_is_told():
    found = entries([("Berg", HERE), ("Nobody", HERE), ("...", HERE)], PEOPLE)
    assert (found.of, found.unknown, found.ambiguous) == ((), ("Nobody", "..."), ("Berg",))
