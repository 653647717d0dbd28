"""Names and parts of speech are those that spaCy itself finds with the same model."""

from pathlib import Path

from spacy.tokens import Doc

from app.extract import pipeline
from app.extract.pipeline import Models

_SEEDS = Path(__file__).parents[2] / "seeds"
_ODD = ("", " \n", "Ann Lee", "In  \n New  York , Mr Bo Sun of the World Bank paid $5 m", "Berlin. Ann")


def test_names_and_parts_of_speech_are_those_of_the_components(models: Models) -> None:
    texts = [line for file in sorted(_SEEDS.glob("*.txt")) for line in file.read_text("utf-8").splitlines()]
    ours = list(models.parse([*_ODD, *texts]))
    whole = list(pipeline.english().pipe([*_ODD, *texts], batch_size=64))

    def marked(docs: list[Doc]) -> list[list[tuple[str, str, str, str, str]]]:
        return [[(t.ent_iob_, t.ent_type_, t.pos_, t.tag_, t.dep_) for t in doc] for doc in docs]

    assert sum(len(doc.ents) for doc in ours) > 100
    assert marked(ours) == marked(whole)
