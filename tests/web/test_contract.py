"""Every documented operation does what its description says, on whatever is thrown at it.

`CUTTINGS_CONTRACT=500 pytest tests/web/test_contract.py` throws so many things at each.
"""

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

OPERATIONS = (
    *("/quotes.json", "/claims.json", "/speakers.json", "/articles.json", "/suggest.json"),
    *("/check.json", "/compare.json", "/oembed", "/coverage/runs.json", "/coverage/runs/{number}.json"),
    *(
        "/s/{ident}.json",
        "/s/{ident}/v{number}.json",
        "/c/{ident}.json",
        "/p/{ident}.json",
        "/a/{ident}.json",
    ),
    *("/corrections.json", "/corrections/{ident}.json", "/corrections.csv", "/corrections.atom"),
    *(f"/{letter}/{{ident}}.{suffix}" for letter in "sc" for suffix in ("csl.json", "bib", "ris", "txt")),
    *(f"/s/{{ident}}/v{{number}}.{suffix}" for suffix in ("csl.json", "bib", "ris", "txt")),
    *(
        f"/{name}.{suffix}"
        for name in ("quotes", "claims", "speakers", "articles")
        for suffix in ("csv", "txt", "jsonl", "jsonld", "atom")
    ),
    *(f"/{letter}/{{ident}}.{suffix}" for letter in "scpa" for suffix in ("csv", "atom", "jsonld")),
    *(f"/{letter}/{{ident}}.{suffix}" for letter in "pa" for suffix in ("txt", "jsonl")),
    *(
        f"/{place}.{suffix}"
        for place in ("country/{iso2}", "outlet/{key}")
        for suffix in ("json", "csv", "txt", "jsonl", "jsonld", "atom")
    ),
)
DEEP = int(os.environ.get("CUTTINGS_CONTRACT", "0"))


@pytest.fixture(scope="session")
def described(app):
    return schemathesis.openapi.from_asgi("/openapi.json", app)


@pytest.mark.parametrize("path", OPERATIONS)
def test_operation_keeps_its_contract(described, path):
    @settings(
        max_examples=DEEP or (25 if path.endswith(".json") else 8),
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=described[path]["GET"].as_strategy())
    def check(case):
        # A cursor is opaque: text that fits its description need not be one that a list made.
        invented = {"after", "before"} & set(case.query or {})
        case.call_and_validate(excluded_checks=[positive_data_acceptance] if invented else [])

    check()


def test_records_answer_as_described(site, rows, described):
    for name, letter in (("quotes", "s"), ("claims", "c"), ("speakers", "p"), ("articles", "a")):
        operation = described[f"/{letter}/{{ident}}.json"]["GET"]
        for row in rows[name]:
            ident = (
                row.get("ident") or next(row[key] for key in ("speaker", "article") if key in row)["ident"]
            )
            answer = operation.Case(path_parameters={"ident": ident}).call_and_validate()
            assert answer.status_code == 200
            path = answer.json()["permalink"].split("/", 3)[3]
            assert site.get(f"/{path}").status_code == 200


def test_every_suffix_is_described(site):
    assert set(site.get("/openapi.json").json()["paths"]) == set(OPERATIONS)
