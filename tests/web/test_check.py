"""``/check``: one quotation or a pasted text, answered without JavaScript and at an address."""

import pytest

from app.web.routes import check
from web.reading_pages import parse

TOLL = "The toll will rise in Norway"


def answers(page):
    return [each.text.strip() for each in page.with_class("answer")]


@pytest.mark.parametrize(
    ("q", "by", "answer"),
    [
        (
            "the TOLL will rise — in Norway",
            "Ole Lund",
            "These exact words are here, clipped, in a translation",
        ),
        (
            "The toll will rise in Norway … by twelve per cent",
            "Lund",
            "These exact words are here, in a translation",
        ),
        (TOLL, "Anna Berg", "Said by somebody else"),
        (TOLL, "Vladimir Putin", "Said by somebody else"),
        ("Nobody called us", "Mona Doubtful", "These exact words are here, in a translation"),
        ("The tolls are going to rise in Norway", "Lund", "In other wording"),
        ("The toll will fall in Norway", "Lund", "Not in this archive"),
        ("We shall build a bridge to Denmark", "", "Not in this archive"),
        ("He called the plan", "", "In an article, but nobody’s quotation"),
        ("The toll", "", "Too few words to look for"),
    ],
)
def test_answers(site, q, by, answer):
    page = parse(site.get("/check", params={"q": q, "by": by}).text)
    assert answers(page) == [answer]


def test_nobody_in_doubt_is_named(site):
    text = site.get("/check", params={"q": "Nobody called us", "by": "Mona Doubtful"}).text
    assert "Who said them is not certain here" in text
    assert "/p/" not in text


def test_what_is_found_says_where_it_is_printed(site):
    page = parse(site.get("/check", params={"q": "We will talk to everybody in Kabul"}).text)
    [printed] = page.with_class("evidence")
    words = " ".join(next(printed.with_class("in")).text.split())
    assert words == "Quoted in Talks in Oslo, ¶1, Dagen, date not stated"


def test_words_cut_behind_a_negation_come_with_a_warning(site):
    page = parse(site.get("/check", params={"q": "had asked for talks"}).text)
    [warning] = [each.text for each in page.with_class("caution") if "Read what stands before" in each.text]
    assert "“nobody”" in warning


def test_other_wording_shows_what_differs(site):
    page = parse(site.get("/check", params={"q": "The tolls are going to rise in Norway"}).text)
    assert "are going" in "".join(each.text for each in page.all("del"))
    assert "only in what was asked" in next(page.with_class("key")).text


def test_nothing_found_tells_what_is_covered_and_no_verdict(site):
    text = site.get("/check", params={"q": "We shall build a bridge to Denmark"}).text
    assert "3 articles" in text
    assert "says nothing about whether it was ever said" in text
    assert "false" not in text.split("<main", 1)[1].split("</main")[0].lower()


def test_a_text_is_split_at_its_marks(site):
    text = f"“{TOLL},” said Ole Lund. “Nobody in Paris had asked for talks”, Anna Berg added."
    answer = site.get("/check", params={"q": text})
    assert answers(parse(answer.text)) == [
        "These exact words are here, clipped, in a translation",
        "Said by somebody else",
    ]


def test_a_form_leads_to_an_address_and_a_long_text_is_answered_in_place(site):
    sent = site.post("/check", data={"q": TOLL, "by": "Ole Lund"})
    assert (sent.status_code, sent.headers["location"]) == (
        303,
        "/check?by=Ole+Lund&q=The+toll+will+rise+in+Norway",
    )
    long = site.post("/check", data={"q": f"“{TOLL}.” " + "It rained. " * 300})
    assert long.status_code == 200
    assert len(answers(parse(long.text))) == 1


def test_too_much_is_refused_in_words(site):
    for sent in ("x" * 20_001, "x" * 1_000_000):
        answer = site.post("/check", data={"q": sent})
        assert answer.status_code == 400
        assert "20,000 characters" in answer.text
    assert site.get("/check", params={"q": "x" * 20_001}).status_code == 422
    assert site.post("/check", data={"q": TOLL, **{f"more{n}": "x" for n in range(30)}}).status_code == 400


def test_more_than_fifty_are_told(site):
    answer = site.post("/check", data={"q": " ".join(f"“Word number {n} of it all.”" for n in range(60))})
    assert "10 further quotations not looked at" in answer.text


def test_json_says_the_same(site):
    told = site.get("/check.json", params={"q": TOLL, "by": "Anna Berg"}).json()
    [one] = told["answers"]
    assert (one["answer"], one["by"]) == ("somebody else", "Anna Berg")
    [found] = one["found"]
    assert (found["exact"], found["part"]) == (True, "clipped")
    assert found["statement"]["speaker"]["name"] == "Ole Lund"
    assert site.get("/" + found["permalink"].split("/", 3)[3]).status_code == 200
    assert told["coverage"]["articles"] == 3


def test_json_names_nobody_in_doubt(site):
    told = site.get("/check.json", params={"q": "Nobody called us"}).json()
    assert told["answers"][0]["found"][0]["statement"]["speaker"] is None


def test_names_are_looked_for_beside_what_is_answered_alone():
    asked = check.questions(check.CheckQuery(q="“One two three,” said Ole Lund.\n" * (check.MOST + 2)))
    assert [question.name for question in asked] == ["Ole Lund"] * check.MOST + [""] * 2
