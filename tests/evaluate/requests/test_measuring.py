"""The requests cover the site, and what is measured of them is what they do."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.cli import benching_pages
from app.evaluate.archive import filling
from app.evaluate.requests import asked, samples
from app.settings import Settings
from app.web.app import create_app


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("archive") / "60.db"
    filling.fill(path, 60)
    return path


def paths(rooms):
    for room in rooms:
        if "GET" in (getattr(room, "methods", None) or ()):
            yield room.path
        yield from paths(getattr(getattr(room, "original_router", None), "routes", ()))


def test_no_address_of_the_site_is_left_out(archive):
    targets = [each.target.partition("?")[0] for each in asked.every(samples.of(archive))]
    routes = sorted(paths(create_app(Settings(database=archive)).routes))
    assert len(routes) > 100
    kinds = {"path": ".+", "int": r"\d+"}
    for route in routes:
        parts = re.split(r"\{\w+(?::(\w+))?\}", route)
        fixed, held = parts[::2], parts[1::2]
        pattern = "".join(
            re.escape(each) + (kinds.get(kind or "", r"[^/]+") if number < len(held) else "")
            for number, (each, kind) in enumerate(zip(fixed, [*held, None], strict=True))
        )
        assert any(re.fullmatch(pattern, target) for target in targets), route


def test_a_page_is_measured_beside_its_own_floors(archive):
    targets = ("/quotes?sort=oldest", "/quotes #results", "/robots.txt")
    # In a thread of its own: tests in a browser leave a loop behind that runs in this one.
    with ThreadPoolExecutor(max_workers=1) as apart:
        page, block, file = apart.map(lambda only: benching_pages.costs(archive, 2, only)[0], targets)
    assert (page.asked.target, page.status, block.asked.block) == ("/quotes?sort=oldest", 200, "results")
    assert page.queries > 3
    assert 0 < block.size < page.size
    assert 0 < page.empty < page.template < page.p50
    assert 0 < page.sql < page.p50
    assert (file.queries, file.template) == (0, 0)
