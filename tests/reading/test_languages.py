from pathlib import Path

import pytest

from app.reading.languages import detected

SEEDS = Path(__file__).parents[2] / "seeds"
FRENCH = (
    "Le ministre des transports a déclaré mardi que le pont resterait fermé jusqu'à la fin du mois de mai. "
)
ENGLISH = "The minister of transport said on Tuesday that the bridge would stay closed until the end of May. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        ("Министр транспорта заявил во вторник, что мост останется закрытым до конца мая.", "ru"),
        ("Алматы қаласында жаңа көпір ашылды, деп хабарлады әкімдік, ол екі жыл бойы салынды.", "kk"),
        ("Der Verkehrsminister sagte am Dienstag, die Brücke bleibe bis Ende Mai geschlossen.", "de"),
        # Short, without words, or not one language throughout: nothing is guessed.
        ("Le pont est fermé.", None),
        # Too few to tell, or too close to its neighbours: but certainly not English.
        ("Мост закрыт.", "und"),
        (
            "Ministar je u utorak rekao da će most ostati zatvoren do kraja maja i ne zna se do kada.",
            "und",
        ),
        ("1234 5678 " * 20, None),
        ("", None),
        (ENGLISH * 60 + FRENCH * 60, None),
        # A quotation in another language makes no other text.
        (ENGLISH * 20 + "« Le pont resterait fermé », a-t-il dit. " + ENGLISH * 20, "en"),
    ],
)
def test_a_language_is_told_or_left_open(text: str, language: str | None) -> None:
    assert detected(text) == language


def test_the_seeds_are_english() -> None:
    assert {detected(path.read_text("utf-8")) for path in SEEDS.glob("*.txt")} == {"en"}
