"""Suggestions while typing: what they lead to, and that nothing typed is an error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from web.reading_pages import parse

BLOCK = {"HX-Request": "true", "HX-Target": "suggestions"}


@pytest.fixture
def suggested(site):
    def ask(q):
        found = site.get("/suggest.json", params={"q": q}).raise_for_status().json()["groups"]
        return {group["title"]: group["suggestions"] for group in found}

    return ask


@pytest.mark.parametrize("typed", ["an", "ANNA", "ber", "berg an", "  Ann ", "änna"])
def test_speakers_are_found_by_the_beginning_of_any_word(suggested, typed):
    (berg,) = suggested(typed)["Speakers"]
    assert (berg["label"], berg["note"], berg["count"]) == ("Anna Berg", "Minister, Norway", "2 statements")


def test_every_suggestion_leads_somewhere(site, suggested):
    found = suggested("no") | suggested("be") | suggested("da")
    assert {"Countries", "Words", "Outlets"} <= found.keys()
    for group in found.values():
        for each in group:
            assert site.get(each["href"], follow_redirects=True).status_code == 200, each


def test_words_are_completed_after_those_before_them(suggested):
    (only,) = suggested("everybody in kab")["Words"]
    assert (only["label"], only["count"]) == ("everybody in Kabul", "1 article")
    assert "Words" not in suggested("nobody kab")
    assert "Words" not in suggested('"in kab')


def test_the_block_is_part_of_the_page(site):
    page = site.get("/suggest?q=be").text
    block = site.get("/suggest?q=be", headers=BLOCK).text
    assert block in page
    assert "<html" not in block
    assert [link.text.split()[0] for link in parse(block).all("a")] == ["Anna", "Berg"]
    assert 'data-status="2 suggestions"' in block


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    q=st.text(st.characters(codec="utf-8"), max_size=60)
    | st.sampled_from(["\0", "😀 na", "x" * 500, "na*", '"', "NEAR(", "a OR b", "-", "{"])
)
def test_nothing_typed_is_an_error(site, q):
    assert site.get("/suggest.json", params={"q": q}).status_code == 200


def test_more_than_anybody_types_is_refused(site):
    assert site.get("/suggest.json", params={"q": "x" * 501}).status_code == 422
