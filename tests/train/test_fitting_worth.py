"""Weights fitted to sentences tell their likes apart, and hold no names."""

from app.extract.check_worthiness import check_worthiness, parsed
from app.reading.labelled import Labelled
from app.train.check_worthiness import fitted

PLACES = ("Oslo", "Lima", "Cairo", "Perth", "Accra")
GIVEN = [
    one
    for number in range(12, 72)
    for one in (
        Labelled(f"The city of {PLACES[number % 5]} lost {number} jobs in {1900 + number}.", is_worth=True),
        Labelled(f"Nixon said they spent {number} dollars on rain.", is_worth=True),
        Labelled(
            f"I hope that {'very ' * (number % 30)}soon it will be better, {PLACES[number % 5]}.",
            is_worth=False,
        ),
        Labelled(f"Thank you for {'so ' * (number % 30)}much, Nixon.", is_worth=False),
    )
]


def test_weights_tell_apart_what_they_were_fitted_to_and_name_nobody():
    told: list[str] = []
    weights = parsed(fitted(GIVEN, GIVEN[:4], told.append))
    worthy = check_worthiness("The town of Rome lost 80 jobs.", weights).score
    other = check_worthiness("I hope that it will be better.", weights).score
    assert other < 0.5 < worthy
    assert any("left out" in one for one in told)
    words = {word for gram in weights.words for word in gram.split()}
    assert {"lost", "hope"} <= words
    assert not words & {"nixon", "oslo", "lima", "cairo", "perth", "accra"}
    assert not any(word[0].isdigit() for word in words)
