"""Cards: the right words and names on them, drawn within their frame, the same each time."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.web import cards
from app.web.cards import Card, drawing, setting, shelf
from app.web.cards.card import _tidied
from app.web.cards.setting import Box
from web.reading_pages import parse

PLAIN = Card(
    ("abcd1234", "version 1", "quoted"), (("It is late.", False),), "direct", True,
    ("Translated, not verbatim",), "Ole Lund", "harbour master", "Dagen, 5 September 2024, ¶3",
)  # fmt: skip
HOSTILE = [
    "هذا ما قاله الوزير",
    "基地将成为不稳定的因素" * 40,
    "\U0001f600 𝒶𝒷 \U00020000 e\u0301 \U0001f469\u200d\U0001f467",
    "A" * 3000,
    "word " * 900,
    "",
    "\x00\u202e\x07\ufffe \ud800",
    "<b>&amp;</b>\n\n\r\t",
    "\u202eمرحبا hello",
]


def picture(made):
    image = Image.open(io.BytesIO(made))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    return image.convert("RGB")


def inked(image, box):
    """How many pixels of a box are not paper."""
    return sum(pixel != (0xF3, 0xF4, 0xF1) for pixel in image.crop(box).get_flattened_data())


WORDS, NAMED, EDGES = (72, 110, 1128, 400), (72, 480, 1128, 630), ((0, 0, 60, 630), (1140, 0, 1200, 630))


def test_a_card_has_its_words_and_name_and_is_the_same_each_time():
    made = drawing.png(PLAIN)
    assert made == drawing.png(PLAIN)
    image = picture(made)
    assert inked(image, WORDS) > 1000
    assert inked(image, NAMED) > 1000
    assert not any(inked(image, edge) for edge in EDGES)
    other = picture(drawing.png(replace(PLAIN, style="indirect", quoted=False)))
    assert inked(other, (72, 135, 75, 160)) == 3 * 25, "reported words are ruled"


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize(("style", "quoted"), [("direct", True), ("mixed", False), ("indirect", False)])
def test_whatever_is_said_stays_within_the_frame(words, style, quoted):
    runs = _tidied([(words[: len(words) // 2], False), (words[len(words) // 2 :], style == "mixed")])
    named = "".join(text for text, _ in runs)
    card = replace(PLAIN, runs=runs, style=style, quoted=quoted, named=named, aside=named)
    image = picture(drawing.png(card))
    assert not any(inked(image, edge) for edge in EDGES)
    assert inked(image, (72, 464, 1128, 470)) == 0, "words and caution end before the rule"


MONO = Box(20, lambda size: 40 // size, lambda size: lambda text, _: len(text) * size / 10)
RUNS = st.lists(st.tuples(st.text("abc ,.—", max_size=30), st.booleans()), min_size=1, max_size=4).map(
    lambda runs: list(_tidied(runs))
)


@given(RUNS, st.sampled_from(["", "”"]))
def test_set_words_are_the_words_or_their_beginning(runs, closing):
    placed = setting.fit(runs, closing, (20, 10, 5), MONO)
    told = " ".join("".join(text for text, _ in line) for line in placed.lines)
    whole = "".join(text for text, _ in runs) + closing
    measure = MONO.measure(placed.size)
    for line in placed.lines:
        assert sum(measure(*run) for run in line) <= MONO.width or " " not in line
    assert len(placed.lines) <= MONO.room(placed.size)
    if "…" not in told:
        assert "".join(told.split()) == "".join(whole.split())
    else:
        assert told.endswith(f"…{closing}")
        assert "".join(whole.split()).startswith("".join(told.split()).partition("…")[0])


def test_larger_words_where_there_are_fewer():
    sizes = (20, 10, 5)
    assert setting.fit([("one two", False)], "", sizes, MONO).size == 20
    assert setting.fit([("one two three four five six", False)], "", sizes, MONO).size == 10
    clipped = setting.fit([("one two, " * 60, False)], "”", sizes, MONO)
    assert clipped.size == 5
    assert clipped.lines[-1][-1][0].endswith(("one…”", "two…”"))


def test_a_partly_quoted_card_keeps_both_faces():
    lines = setting.broken(
        [("the plan ", False), ("“a gift”", True), (", so", False)], lambda t, _: len(t), 99
    )
    assert lines == [(("the plan ", False), ("“a gift”", True), (", so", False))]


def test_cards_are_kept_and_the_older_make_room(tmp_path, monkeypatch):
    monkeypatch.setattr(shelf, "KEPT", 4)
    made = shelf.png(PLAIN, tmp_path)
    place = tmp_path / f"{shelf.key(PLAIN)}.png"
    assert place.read_bytes() == made
    place.write_bytes(b"as kept")
    assert shelf.png(PLAIN, tmp_path) == b"as kept"
    for number in range(5):
        shelf.png(replace(PLAIN, named=f"{number}"), tmp_path)
    assert len(list(tmp_path.iterdir())) <= 4
    assert shelf.png(PLAIN, tmp_path / "nowhere") == made, "a folder that is gone costs only time"


def test_a_key_tells_pictures_apart():
    keys = {shelf.key(card) for card in (PLAIN, replace(PLAIN, named=""), replace(PLAIN, quoted=False))}
    assert len(keys) == 3


def card_of(page):
    told = {
        meta.attributes["property"]: meta.attributes["content"]
        for meta in page.all("meta")
        if "property" in meta.attributes
    }
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    return told["og:image"].removeprefix("http://testserver"), told["og:image:alt"]


def test_every_page_leads_to_its_card_for_ever(site, permalink):
    seen = set()
    for address in ("/", "/quotes", permalink("quotes", "The toll"), permalink("quotes", "a gift"),
                    f"{permalink('quotes', 'The toll')}?w=2-3", permalink("claims", "The toll")):  # fmt: skip
        href, alt = card_of(parse(site.get(address).text))
        answer = site.get(href)
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        picture(answer.content)
        assert alt
        seen.add(href)
        again = site.get(href, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = site.get(href.replace("k=", "k=0"))
        assert other.headers["cache-control"] == "no-cache"
        assert other.content == answer.content
    assert len(seen) == 5, "lists have the site's"


def test_a_card_says_what_has_to_be_known(site, permalink):
    _, toll = card_of(parse(site.get(permalink("quotes", "The toll")).text))
    assert toll == (
        "“The toll will rise in Norway, […] by twelve per cent.” — Ole Lund, harbour master, "
        "Outlet not stated, date not stated, ¶1. Translated, not verbatim"
    )
    _, some = card_of(parse(site.get(f"{permalink('quotes', 'nobody in Paris')}?w=2-3").text))
    assert some.startswith("[…] in Paris […] — Ole Lund")
    assert some.endswith("Reported, not verbatim. Translated, not verbatim")


def test_an_unsure_card_names_nobody(site, permalink):
    _, alt = card_of(parse(site.get(permalink("quotes", "Nobody called us")).text))
    assert "Who said it is not settled" in alt
    assert "Mona" not in alt
    assert "the clerk" not in alt


def test_bare_addresses_of_cards(site, rows):
    ident = next(row["ident"] for row in rows["quotes"] if "The toll" in str(row))
    bare, pinned = (site.get(f"/s/{ident}{part}/card.png") for part in ("", "/v1"))
    assert bare.content == pinned.content
    assert bare.headers["cache-control"] == "no-cache"
    assert site.get(f"/s/{ident}/card.png?w=99").content == bare.content
    assert site.get(f"/s/{ident}/card.png?w=1").content != bare.content
    for missing in ("/s/nothing0/card.png", f"/s/{ident}/v9/card.png", "/c/nothing0/card.png"):
        assert site.get(missing).status_code == 404
    assert site.get("/s/g0ne0000/card.png").status_code == 410


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=80))
def test_any_words_can_be_drawn(words):
    picture(drawing.png(replace(PLAIN, runs=_tidied([(words, False)]), named="Ole")))


def test_the_site_card_is_nobody_s_words():
    assert "“" not in cards.site().alt
