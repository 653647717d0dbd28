import json

import pytest

from app.errors import BadInput
from app.evaluate.linking import names


def printed(name, country=None, roles=()):
    return {"name": name, "kind": "person", "aliases": [], "roles": list(roles), "country": country}


def pair(one, other, same):
    return json.dumps({"a": one, "b": other, "same": same, "trap": "none"})


def test_a_pair_joined_against_gold_costs_precision_and_one_left_apart_recall(tmp_path):
    path = tmp_path / "names.jsonl"
    lines = [
        pair(printed("Anna Bergdal"), printed("Anna Bergdahl"), None),
        pair(printed("Sergei Lindov"), printed("Sergey Lindov"), True),
        pair(printed("Anna Bergdal"), printed("Olga Bergdal"), True),
        pair(printed("Anna Bergdal"), printed("Ann Bergdal"), False),
    ]
    path.write_text("\n".join(lines), "utf-8")
    score = names([path], tmp_path)["names"]
    assert (score.right, score.predicted, score.gold) == (1, 2, 2)


def test_what_holds_no_pairs_is_told(tmp_path):
    path = tmp_path / "names.jsonl"
    path.write_text("no pairs", "utf-8")
    with pytest.raises(BadInput):
        names([path], tmp_path)
