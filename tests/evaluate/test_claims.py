"""Claims are counted as the gold's note says: half of the shorter shared, and the claimer named."""

import json
from pathlib import Path

import pytest

from app.errors import BadInput
from app.evaluate.claims import GoldClaim, compare, figures, readings
from app.records import Attribution, Claim, ClaimType, Document, Entity, Extraction, Kind, Span, SpeakerKind

TEXT = "The dam broke. It was old, Ann Lee said, and she wept."
DAM, OLD = Span(0, 14), Span(15, 25)


def found(*claims: tuple[Span, int | None], entity: int | None = 0) -> Extraction:
    said = Attribution((OLD,), (Span(35, 39),), (Span(27, 34),), Kind.INDIRECT, entity, "rule", 1.0)
    made = tuple(Claim(span, ClaimType.EVENT, number, "rule", 1.0) for span, number in claims)
    lee = Entity("Ann Lee", SpeakerKind.PERSON, ("Lee",))
    return Extraction(Document(TEXT, ()), (lee,), (), (said,), made, "none")


def test_a_claim_is_found_with_half_of_the_shorter_and_its_claimer():
    gold = [GoldClaim(DAM, None, required=True), GoldClaim(OLD, "Lee", required=True)]
    scores = figures([compare(gold, found((Span(8, 14), None), (OLD, 0)))])
    assert scores["claims"].recall == scores["claims"].precision == scores["with claimer"].precision == 1
    assert scores["narration"].gold == scores["statements"].gold == 1


def test_too_little_shared_is_neither_found_nor_right():
    scores = figures([compare([GoldClaim(DAM, None, required=True)], found((Span(8, 54), None)))])
    assert scores["claims"].recall == scores["claims"].precision == 0


def test_another_claimer_does_not_find_it():
    gold = [GoldClaim(DAM, "Ann Lee", required=True), GoldClaim(OLD, None, required=True)]
    scores = figures([compare(gold, found((DAM, None), (OLD, 0)))])
    assert scores["claims"].recall == scores["with claimer"].precision == 0
    assert scores["claims"].precision == 1


def test_whoever_is_not_resolved_has_the_words_as_printed():
    gold = [GoldClaim(OLD, "Ann Lee", required=True)]
    assert figures([compare(gold, found((OLD, 0), entity=None))])["claims"].recall == 1


def test_what_is_optional_is_right_but_not_required():
    scores = figures([compare([GoldClaim(DAM, None, required=False)], found((DAM, None)))])
    assert scores["claims"].right == scores["every claim"].found == 1
    assert scores["claims"].gold == 0


def write(folder: Path, **fields: object) -> Path:
    claim = {
        "article": "a.txt",
        "paragraph": 1,
        "claimer": "the article",
        "required": True,
        "text": "It broke.",
    }
    (folder / "a.txt").write_text("The dam\n\nIt broke.\n")
    path = folder / "claims.json"
    path.write_text(json.dumps({"claims": [claim | fields]}))
    return path


def test_claims_are_found_again_in_their_paragraph(tmp_path: Path):
    ((text, (claim,)),) = readings([write(tmp_path)], tmp_path)
    assert claim.span.of(text) == "It broke."
    assert claim.claimer is None


@pytest.mark.parametrize(
    "fields",
    [{"text": "It held."}, {"paragraph": 0}, {"paragraph": 7}, {"article": "b.txt"}, {"required": "?"}],
)
def test_claims_that_do_not_fit_the_article_are_refused(tmp_path: Path, fields: dict):
    path = write(tmp_path, **fields)
    if fields == {"required": "?"}:
        path.write_text('{"claims": [{}]}')
    with pytest.raises(BadInput):
        list(readings([path], tmp_path))


def test_articles_stand_in_gold_files_beside_the_folder(tmp_path: Path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "styles").mkdir()
    marked = "=== dam\n\nThe dam\n\nLee says ⟦1:it broke⟧.\n\n--- statements\n1: Lee\n"
    (tmp_path / "styles" / "wire.txt").write_text(marked)
    path = write(tmp_path / "claims", article="styles/wire.txt#dam", claimer="Lee", text="it broke")
    ((text, (claim,)),) = readings([path], tmp_path)
    assert claim.span.of(text) == "it broke"
    assert text.startswith("The dam")
