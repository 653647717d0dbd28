"""The map: every country there is an outline of, where it belongs, and none smeared across the edge."""

import math
import re

import pytest

from app.web.drawing import atlas, outlines, shades, world
from app.web.drawing.choropleth import choropleth
from app.web.drawing.projection import MIDDLE, project
from app.web.drawing.thinning import area, thinned


@pytest.fixture(scope="module")
def lands():
    return outlines.outlines()


@pytest.fixture(scope="module")
def shapes():
    return {shape.code: shape for shape in atlas.shapes() if shape.code}


def points(path):
    """The corners of each subpath of an SVG path made of M, l and z."""
    for start, steps in re.findall(r"M([^lz]+)l([^z]+)z", path):
        numbers = [float(each) for each in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", f"{start} {steps}")]
        x = y = 0.0
        ring = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        yield ring


def test_every_country_with_an_outline_is_on_the_map(lands, shapes):
    codes = {land.code for land in lands if land.code}
    assert codes == set(shapes)
    assert len(codes) > 230
    assert {"RU", "US", "FJ", "FR", "NO", "TW", "XK", "HU", "LS", "VA", "KI", "TJ"} <= codes
    assert all(shape.dot or shape.path for shape in shapes.values())


def test_nothing_leaves_the_picture_or_is_smeared_across_it(shapes):
    for shape in shapes.values():
        for ring in points(shape.path):
            across = [x for x, _ in ring]
            assert min(across) >= -5, shape.code
            assert max(across) <= world.WIDTH + 5, shape.code
            assert min(y for _, y in ring) >= -1, shape.code
            assert max(y for _, y in ring) <= world.HEIGHT + 1, shape.code
            # The widest single piece of land is Russia's.
            assert max(across) - min(across) < 0.45 * world.WIDTH, shape.code
        assert 0 <= shape.x <= world.WIDTH
        assert 0 <= shape.y <= world.HEIGHT


def test_russia_is_whole_and_the_far_pacific_on_one_side(shapes):
    russia = [x for ring in points(shapes["RU"].path) for x, _ in ring]
    assert min(russia) > 0.5 * world.WIDTH
    fiji = [x for ring in points(shapes["FJ"].path) for x, _ in ring]
    assert min(fiji) > 0.9 * world.WIDTH
    alaska = min(points(shapes["US"].path), key=lambda ring: min(y for _, y in ring))
    assert max(x for x, _ in alaska) < 0.3 * world.WIDTH


def test_places_lie_where_they_are(shapes):
    for west, east in (("US", "GB"), ("GB", "DE"), ("DE", "UA"), ("UA", "KZ"), ("KZ", "CN"), ("CN", "NZ")):
        assert shapes[west].x < shapes[east].x
    for north, south in (("NO", "DE"), ("DE", "IT"), ("IT", "EG"), ("EG", "KE"), ("KE", "ZA")):
        assert shapes[north].y < shapes[south].y
    # Equal Earth keeps areas: Brazil is about fifteen times as large as Germany.
    brazil, germany = shapes["BR"].land, shapes["DE"].land
    assert brazil / germany == pytest.approx(8_510_000 / 357_600, rel=0.03)


def test_small_land_is_drawn_over_what_surrounds_it(shapes):
    order = [shape.code for shape in atlas.shapes()]
    assert order.index("ZA") < order.index("LS")
    assert order.index("IT") < order.index("VA")
    assert shapes["VA"].dot
    assert not shapes["HU"].dot


def test_the_map_is_light():
    assert sum(len(shape.path) for shape in atlas.shapes()) < 110_000


def test_the_projection_keeps_its_middle_and_its_edges():
    assert project(MIDDLE, 0) == (0, 0)
    # The published width and height of the projection, for a radius of one.
    assert project(MIDDLE + 180, 0)[0] == pytest.approx(2.7066297, abs=1e-6)
    assert project(MIDDLE, 90)[1] == pytest.approx(1.3173628, abs=1e-6)


def test_thinning_keeps_what_is_seen():
    circle = [(math.cos(at / 100 * math.tau), math.sin(at / 100 * math.tau)) for at in range(100)]
    ring = [*circle, circle[0]]
    fewer = thinned(ring, 0.005)
    assert fewer[0] == fewer[-1]
    assert 8 < len(fewer) < 40
    assert set(fewer) <= set(ring)
    assert area(fewer) == pytest.approx(math.pi, rel=0.05)
    assert len(thinned(ring, 100.0)) == 4, "three corners and the first again"


@pytest.mark.parametrize("largest", [0, 1, 3, 5, 6, 31, 49, 900, 123_456])
def test_shades_hold_every_count(largest):
    steps = shades.bounds(largest)
    assert len(steps) <= shades.MOST
    assert steps == tuple(sorted(set(steps)))
    assert shades.shade(0, steps) == 0
    if largest:
        assert steps[0] == 1
        assert steps[-1] <= largest
        assert shades.shade(largest, steps) == len(steps)
    assert len(shades.ranges(steps, largest)) == len(steps)


def test_shades_in_words():
    assert shades.ranges(shades.bounds(31), 31) == ("1", "2–4", "5–9", "10–19", "20–31")
    assert shades.ranges(shades.bounds(1), 1) == ("1",)


def test_only_counted_countries_are_links():
    drawn = choropleth(
        atlas.shapes(), {"TJ": 31, "VA": 2, "ZZ": 4}, lambda code, n: (f"/{code}", f"{code} {n}")
    )
    linked = {land.href: land for land in drawn.lands if land.href}
    assert set(linked) == {"/TJ", "/VA"}
    assert linked["/TJ"].label == "TJ 31"
    assert linked["/TJ"].shade > linked["/VA"].shade > 0
    assert all(land.shade == 0 and not land.label for land in drawn.lands if not land.href)
    assert drawn.missing == ("ZZ",)
