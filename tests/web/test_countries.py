"""The page of all countries: every number in its table, on the map and behind its link."""

import pytest

from web.reading_pages import parse


@pytest.fixture(scope="module")
def page(site):
    answer = site.get("/countries")
    assert answer.status_code == 200
    return parse(answer.text)


def total(site, href):
    """What a list says it holds."""
    answer = site.get(href)
    while answer.status_code in (301, 302):
        answer = site.get(answer.headers["location"])
    words = parse(answer.text).one("h2", id="count").text
    return int(words.split()[0].replace(",", ""))


def test_every_count_is_what_its_link_shows(site, page):
    links = [tag for tag in page.all("a") if tag.attributes.get("aria-label", "").split(" ")[0].isdigit()]
    assert len(links) > 8
    for link in links:
        said, href = link.attributes["aria-label"], link.attributes["href"]
        assert total(site, href) == int(said.split()[0]), said


def test_the_map_links_countries_with_claims_alone(site, page):
    on_map = {
        tag.attributes["href"]: tag.attributes["aria-label"]
        for tag in page.all("a")
        if tag.attributes.get("class", "").startswith("shade-")
    }
    assert "/country/NO" in on_map
    assert "/country/TJ" not in on_map
    for href, label in on_map.items():
        assert total(site, href) == int(label.rsplit(": ", 1)[1].split()[0]), label


def test_the_matrix_leads_to_its_statements(site, page):
    cells = [tag for tag in page.all("a") if "&from=" in tag.attributes["href"]]
    assert cells
    for cell in cells:
        count = int(cell.attributes["aria-label"].rsplit(": ", 1)[1].split()[0])
        assert total(site, cell.attributes["href"]) == count
    assert all(tag.attributes["scope"] in ("col", "row") for tag in page.all("th"))


def names(page):
    """The countries of the table, as they stand."""
    table = next(page.with_class("countries"))
    return [tag.text for tag in table.all("th", scope="row")]


def test_sorted_by_count_or_by_name(site, page):
    by_name = names(parse(site.get("/countries?sort=name").text))
    assert by_name == sorted(by_name)
    assert set(names(page)) == set(by_name)
    assert names(page)[0] == "Norway"
    assert site.get("/countries?sort=up").status_code == 422


def test_a_country_leads_to_what_is_filed_of_it(site):
    page = parse(site.get("/country/NO").text)
    facts = next(page.with_class("facts"))
    counted = [link for link in facts.all("a") if link.text.split(" ")[0].isdigit()]
    assert [link.text.split(" ", 1)[1] for link in counted[:3]] == [
        "statement about it",
        "claims about it",
        "speakers from it",
    ]
    for link in counted:
        href = link.attributes["href"]
        shown = total(site, "/country/NO" if href == "#results" else href)
        assert shown == int(link.text.split(" ")[0]), link.text


def test_a_country_tells_who_speaks_about_it_and_of_what_its_speakers_speak(site):
    facts = next(parse(site.get("/country/NO").text).with_class("facts"))
    ends = [link for link in facts.all("a") if " about " in link.attributes.get("aria-label", "")]
    assert ends
    for end in ends:
        count = int(end.attributes["aria-label"].rsplit(": ", 1)[1].split()[0])
        assert total(site, end.attributes["href"]) == count
    assert "What speakers from Norway speak about" in facts.text


@pytest.mark.parametrize("typed", ["ß", "ıt", "uſ"])
def test_only_plain_letters_are_a_code(site, typed):
    # Their capitals are those of South Sudan, of Italy and of the United States.
    for suffix in ("", ".json", ".csv", ".atom"):
        assert site.get(f"/country/{typed}{suffix}").status_code == 404
    (chip,) = parse(site.get("/claims", params={"about": typed}).text).with_class("chip")
    assert f"{typed} (unknown here)" in chip.text
