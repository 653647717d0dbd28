import pytest

from app.extract.languages import extract
from app.extract.pipeline import Models
from app.extract.version import EXTRACTOR


def loaded() -> Models:
    raise AssertionError("no English model is needed")


@pytest.mark.parametrize("language", ["fr", "ru-RU", "zh-Hant"])
def test_what_nothing_reads_is_its_paragraphs(language: str) -> None:
    found = extract("« Non », a dit Jeanne.\n\nEt puis ?", language, None, loaded)
    assert not found.is_extracted
    assert [one.span.of(found.document.text) for one in found.document.paragraphs] == [
        "« Non », a dit Jeanne.",
        "Et puis ?",
    ]
    assert (found.entities, found.mentions, found.attributions, found.claims) == ((), (), (), ())
    assert found.extractor != EXTRACTOR


@pytest.mark.parametrize("language", ["en", "en-GB", None])
def test_english_and_what_nobody_knows_is_read_as_english(language: str | None) -> None:
    with pytest.raises(AssertionError, match="model"):
        extract("No words.", language, None, loaded)
