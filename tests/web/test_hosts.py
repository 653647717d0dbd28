"""Nobody's name leads a browser to an archive that only its own machine is to reach."""

import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse

from app.web.hosts import Hosts, is_local
from app.web.security import HEADERS


@pytest.mark.parametrize(
    ("host", "status"),
    [
        *(("127.0.0.1:8000", 200), ("127.0.0.1", 200), ("[::1]:8000", 200), ("[::1]", 200)),
        *(("localhost:8000", 200), ("LOCALHOST.", 200), ("cuttings.localhost:8000", 200)),
        *(("cuttings.example", 200), ("Cuttings.example:443", 200), ("", 200), ("192.168.1.2:8000", 200)),
        *(("evil.example", 421), ("evil.example:8000", 421), ("localhost.evil.example", 421)),
        *(
            ("127.0.0.1.evil.example", 421),
            ("cuttings.example.evil.example", 421),
            ("[::1].evil.example", 421),
        ),
        *(("evil.example:localhost", 421), ("localhost@evil.example", 421)),
    ],
)
def test_it_answers_to_its_own_names_only(host, status):
    site = TestClient(Hosts(PlainTextResponse("cuttings"), "https://cuttings.example/"))
    answer = site.get("/", headers={"Host": host})
    assert answer.status_code == status
    if status == 421:
        assert "CUTTINGS_BASE_URL" in answer.text
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_what_others_reach_is_no_matter_of_names():
    assert all(map(is_local, ("127.0.0.1", "127.9.9.9", "::1", "localhost")))
    assert not any(map(is_local, ("0.0.0.0", "::", "192.168.1.2", "", "cuttings.example")))
