"""Whom a name may mean: a surname everybody who bears it, a given name nobody, a body its words."""

import pytest

from app.link.called import fit, speaks_for
from app.records import SpeakerKind

PERSON, BODY, UNNAMED = SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.UNNAMED


@pytest.mark.parametrize(
    ("name", "kind", "known", "fits"),
    [
        ("Vladimir Putin", PERSON, ["Vladimir Putin"], True),
        ("putin", PERSON, ["Vladimir Putin"], True),
        ("Vladimir", PERSON, ["Vladimir Putin"], False),
        ("Antony Blinken", PERSON, ["Anthony Blinken"], True),
        ("Volodymyr Zelensky", PERSON, ["Volodymyr Zelenskyy", "Zelenskyy"], True),
        ("Angela Putin", PERSON, ["Vladimir Putin"], False),
        ("Pentagon", BODY, ["US Department of Defense", "Pentagon"], True),
        ("the Pentagon", BODY, ["US Department of Defense", "Pentagon"], True),
        ("Wall Street Journal", SpeakerKind.PUBLICATION, ["The Wall Street Journal"], True),
        ("Wall Street Journal", UNNAMED, ["sources of The Wall Street Journal"], False),
        ("Ministry", BODY, ["Ministry of Fisheries"], True),
    ],
)
def test_fit(name, kind, known, fits):
    assert (fit(name, kind, known) is not None) is fits


def test_an_equal_name_fits_best():
    assert fit("Ole Lund", PERSON, ["Ole Lund"]) < fit("O. Lund", PERSON, ["Ole Lund"])
    assert fit("Ministry of Fish", BODY, ["Ministry of Fish"]) < fit(
        "Ministry of Fish", BODY, ["Ministry of Fish and Food"]
    )


def test_a_role_that_names_a_body_speaks_for_it():
    assert speaks_for("Kremlin", "Kremlin spokesman")
    assert speaks_for("the Foreign Ministry", "spokeswoman of the Foreign Ministry")
    assert not speaks_for("Foreign Ministry", "Defence Ministry spokesman")
    assert not speaks_for("", "spokesman")
