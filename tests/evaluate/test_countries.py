import pytest

from app.errors import BadInput
from app.evaluate.countries import measure

_HEAD = "trap\tcontext\tsentence\tabout\tblocs\n"


def gold(tmp_path, rows):
    file = tmp_path / "rows.tsv"
    file.write_text(_HEAD + rows, "utf-8")
    return file


def test_required_codes_count_and_optional_ones_do_not(tmp_path):
    rows = "plain\t\tPeru and Chile pay the EU.\tPE ?CL AR\teu\nodd\t\tPeru pays.\t-\t-\n"
    figures = measure([gold(tmp_path, rows)], tmp_path)
    countries = figures["countries"]
    assert (countries.right, countries.predicted, countries.gold) == (1, 2, 2)
    assert figures["blocs"].value == 1
    assert figures["countries plain"].precision == 1
    assert figures["countries odd"].precision == 0


def test_the_context_counts_only_as_far_as_the_sentence_points_back(tmp_path):
    rows = (
        "country\tPeru paid.\tThe country wept in Chile.\tPE CL\t-\nplain\tPeru paid.\tNobody wept.\t-\t-\n"
    )
    assert measure([gold(tmp_path, rows)], tmp_path)["countries"].value == 1


@pytest.mark.parametrize("text", ["", "a\tb\n", _HEAD + "plain\tonly two\n"])
def test_other_files_are_refused(tmp_path, text):
    file = tmp_path / "rows.tsv"
    file.write_text(text, "utf-8")
    with pytest.raises(BadInput, match="columns"):
        measure([file], tmp_path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(BadInput):
        measure([tmp_path / "none.tsv"], tmp_path)
