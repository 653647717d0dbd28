"""What people decided, wherever a statement or claim shows: state, corrections, doubts, and who was wrong."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from store.building import Draft, save
from store.judging import editor

from app.comparing import comparing
from app.records import Gloss, Judgement, Kind, Span, Verdict
from app.settings import Settings, place
from app.store import engine, judgements
from app.store.queries import claims, statements
from app.store.queries.filters import Filter
from app.web.app import create_app
from web.reading_pages import parse

MADE = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """A site on which one statement's speaker was corrected, one is disputed, one cut, one confirmed."""
    path = tmp_path_factory.mktemp("judged") / "judged.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        draft = Draft(
            "“The bridge stays shut,” said Ole Lund, harbour master.",
            "“Nobody was asked, ever,” he said. “Ask the mayor,” said Anna Berg.",
            "“It opens in May,” said Mona Moe, who left. “Bridges”",
            title="The bridge", outlet="Dagen", language="en",
        )  # fmt: skip
        lund = draft.entity("Ole Lund", roles=["harbour master"])
        berg = draft.entity("Anna Berg")
        moe = draft.entity("Mona Moe")
        shut = draft.statement("The bridge stays shut,", by=lund, cue=["said"], source=["Ole Lund"])
        draft.statement("Nobody was asked, ever,", by=lund, source=["he"])
        draft.statement("Ask the mayor,", by=berg, source=["Anna Berg"])
        draft.statement("It opens in May,", by=moe, source=["Mona Moe"], confidence=0.2)
        draft.statement("Bridges", by=lund)
        draft.claim("The bridge stays shut", statement=shut)
        the = draft.span("The bridge")
        draft.claims[-1] = replace(
            draft.claims[-1],
            glosses=(Gloss(Span(the.start, the.start + 3), "Ole Lund’s", draft.span("Ole Lund")),),
        )
        save(db, draft)
        of = {row.pieces[0].words: row for row in statements.statements(db, Filter(), limit=9).rows}
        people = dict(db.connection().exec_driver_sql("SELECT name, ident FROM speakers").all())
        shut, asked, mayor, opens, heading = (of[w].ident for w in (
            "The bridge stays shut,", "Nobody was asked, ever,", "Ask the mayor,", "It opens in May,",
            "Bridges",
        ))  # fmt: skip
        berg = people["Anna Berg"]

        def judge(verdict, subject, reason, **value):
            made = Judgement(Verdict(verdict), subject, reason, value=value)
            return judgements.judge(db, made, editor(db, "Edda"), MADE, comparing())

        by = judge("speaker", shut, "The <b>next</b> line.", speaker=berg)
        at = draft.span("Nobody was asked,")
        judge("extent", asked, "Ever is not said.", spans=[[at.start, at.end]])
        doubt = judge("disputed", mayor, "Two reporters differ")
        judge("speaker", opens, "She was asked.", speaker=berg)
        no = judge("rejected", heading, "A heading.")
        claim = claims.claims(db, Filter()).rows[0].ident
    written.dispose()
    site = TestClient(create_app(Settings(database=path)), raise_server_exceptions=True)
    site.shut, site.asked, site.mayor, site.opens, site.claim = shut, asked, mayor, opens, claim
    site.people, site.by, site.doubt, site.heading, site.no = people, by, doubt, heading, no
    return site


def flat(element):
    return " ".join(element.text.split())


def lead(site, address):
    (found,) = parse(site.get(address).raise_for_status().text).with_class("lead")
    return flat(found)


def test_a_corrected_statement_says_what_was_shown_before_and_why(judged):
    page = parse(judged.get(f"/s/{judged.shut}").text)
    (line,) = next(page.with_class("lead")).with_class("decided")
    assert flat(line) == (
        "Corrected 2026-11-21: speaker was Ole Lund. Why: The <b>next</b> line. The correction"
    )
    links = [link.attributes["href"] for link in line.all("a")]
    assert links == [f"/p/{judged.people['Ole Lund']}#corrected", f"/corrections/{judged.by}"]
    assert "checked" in flat(next(page.with_class("slugline")))
    assert "Ole Lund before, Anna Berg now (stands)" in flat(next(page.with_class("history")))
    (evidence,) = page.with_class("evidence")
    assert "Edda, an editor, on 2026-11-21" in flat(evidence)
    assert "What the machine had foundOle Lund. Very likely right, by by-hand" in flat(evidence)


def test_the_former_speaker_is_in_no_list(judged):
    listed = judged.get("/quotes").text + judged.get("/claims").text + judged.get("/quotes?group=p").text
    assert "Corrected 2026-11-21" in listed
    assert "speaker was" not in listed
    for row in judged.get("/quotes.json").json()["rows"]:
        if row["ident"] == judged.shut:
            assert row["speaker"]["name"] == "Anna Berg"
            [told] = row["corrections"]
            assert (told["id"], told["verdict"], told["was"]) == (judged.by, "speaker", "Ole Lund")
            assert told["made"].startswith("2026-11-21")
    theirs = judged.get(f"/quotes.json?p={judged.people['Ole Lund']}").json()["rows"]
    assert [row["ident"] for row in theirs] == [judged.asked]
    assert judged.get("/speakers.json?q=lund").json()["rows"][0]["statements"] == 1


def test_what_is_disputed_says_so_next_to_the_words_everywhere(judged):
    caution = "Disputed: Two reporters differ"
    ident = judged.mayor
    for address in (f"/s/{ident}", f"/s/{ident}/embed", "/quotes", f"/s/{ident}.csv", f"/s/{ident}.txt",
                    f"/s/{ident}.bib", f"/s/{ident}.ris", f"/s/{ident}.csl.json", f"/s/{ident}.atom",
                    f"/s/{ident}.jsonld", "/quotes.csv", "/quotes.txt", "/quotes.atom",
                    "/quotes.jsonld"):  # fmt: skip
        assert caution in judged.get(address).raise_for_status().text, address
    page = parse(judged.get(f"/s/{ident}").text)
    alt = next(m for m in page.all("meta") if m.attributes.get("property") == "og:image:alt")
    assert "Who said it is not settled" in alt.attributes["content"]
    assert caution in alt.attributes["content"]
    assert "Anna Berg" not in alt.attributes["content"]
    assert "disputed" in flat(next(page.with_class("slugline")))
    assert page.one("title").text.startswith("Disputed: Anna Berg")
    told = judged.get("/oembed", params={"url": f"http://testserver/s/{ident}"}).json()
    assert told["title"].startswith("Disputed: Anna Berg")
    assert "Anna Berg (disputed)" in judged.get(page_of(page, "/a/")).text


def page_of(page, start):
    """The first address on a page that starts so."""
    return next(a.attributes["href"] for a in page.all("a") if a.attributes["href"].startswith(start))


def test_lists_are_filtered_and_counted_by_review(judged):
    def idents(address):
        return {row["ident"] for row in judged.get(address).json()["rows"]}

    assert idents("/quotes.json?review=disputed") == {judged.mayor}
    assert idents("/quotes.json?review=checked") == {judged.shut, judged.asked, judged.opens}
    assert idents("/quotes.json?not.review=checked") == {judged.mayor}
    assert idents("/quotes.json?review=machine") == set()
    page = parse(judged.get("/quotes?not.review=disputed").text)
    assert "Not Disputed" in flat(next(page.with_class("chips")))
    box = next(each for each in page.with_class("facet") if "Review" in each.text)
    assert "3" in flat(box)


def test_a_version_from_before_shows_what_it_showed_and_the_notice(judged):
    page = parse(judged.get(f"/s/{judged.asked}/v1?w=3-4").text)
    (notice,) = page.with_class("changed")
    told = flat(notice)
    assert told.startswith("Changed since you linked This is version 1, as it was. What stands is version 2.")
    assert "The words this link points at do not stand in version 2 as they are here." in told
    assert [flat(gone) for gone in notice.all("del")] == ["[removed:] ever, [end]"]
    assert "An editor corrected it. Why: Ever is not said." in told
    (words,) = next(page.with_class("lead")).with_class("words")
    assert "Nobody was linked words: asked, ever" in flat(words)
    assert "too." in lead(judged, f"/s/{judged.asked}/v1?w=1-2")


def test_a_version_with_the_wrong_speaker_is_nowhere_a_fact(judged):
    old = f"/s/{judged.shut}/v1"
    page = parse(judged.get(old).text)
    (notice,) = page.with_class("changed")
    assert "Ole Lund" in flat(next(notice.all("del")))
    assert "Anna Berg" in flat(next(notice.all("ins")))
    once = "Once attributed to Ole Lund"
    assert once in flat(next(page.with_class("kicker")))
    assert page.one("title").text.startswith(once)
    alt = next(m for m in page.all("meta") if m.attributes.get("property") == "og:image:alt")
    assert "Ole Lund" not in alt.attributes["content"]
    for address in (f"{old}/embed", f"{old}.txt", f"{old}.bib", f"{old}.ris", f"{old}.csl.json"):
        text = judged.get(address).raise_for_status().text
        assert once in text, address
        assert "Speaker judged wrong 2026-11-21" in text, address
    told = judged.get("/oembed", params={"url": f"http://testserver{old}"}).json()
    assert told["author_name"] == once
    assert "author_url" not in told


def test_a_version_has_its_notice_as_json(judged):
    told = judged.get(f"/s/{judged.shut}/v1.json").json()
    assert told["statement"]["row"]["speaker"]["name"] == "Ole Lund"
    assert told["changed"]["speaker"] == {"before": "Ole Lund", "now": "Anna Berg"}
    [why] = told["changed"]["because"]
    assert (why["by"], why["why"]) == ("editor", "The <b>next</b> line.")
    assert judged.get(f"/s/{judged.shut}/v2.json").json()["changed"] is None
    assert judged.get(f"/s/{judged.shut}/v9.json").status_code == 404


@pytest.mark.parametrize(
    "address",
    [*(f"/s/{{s}}{part}" for part in ("/v1", "", ".json", "/v1.json", "/v1/embed", "/v1.txt")), "/p/{p}"],
)
def test_who_was_too_unsure_to_be_named_is_not_named_since_either(judged, address):
    text = judged.get(address.format(s=judged.opens, p=judged.people["Anna Berg"])).raise_for_status().text
    own = [line for line in text.splitlines() if "source" not in line.lower()]
    assert judged.people["Mona Moe"] not in text
    assert "It opens in May" in text
    assert not any("speaker was Mona" in line for line in own)


def test_a_claim_in_what_was_corrected_or_is_disputed_says_so(judged):
    page = parse(judged.get(f"/c/{judged.claim}").text)
    assert flat(next(page.with_class("decided"))).startswith("Corrected 2026-11-21: speaker was Ole Lund.")
    assert "Anna Berg" in flat(next(page.with_class("kicker")))
    assert "Ole Lund’s" not in judged.get(f"/c/{judged.claim}.json").text, "our wording named the wrong one"
    assert judged.get(f"/c/{judged.claim}.json").json()["claim"]["row"]["corrections"][0]["was"] == "Ole Lund"


def test_the_speaker_page_keeps_what_was_wrongly_attributed_apart(judged):
    page = parse(judged.get(f"/p/{judged.people['Ole Lund']}").text)
    section = page.one("section", id="corrected")
    assert "The bridge stays shut" in flat(section)
    assert "Misattributed here until 2026-11-21" in flat(section)
    hrefs = [link.attributes["href"] for link in section.all("a")]
    assert f"/corrections/{judged.by}" in hrefs
    assert any(href.startswith(f"/s/{judged.shut}") for href in hrefs)
    assert "The decision" not in flat(section)
    assert "1 statement in 1 article" in flat(next(page.with_class("slugline")))
    for other in ("Anna Berg", "Mona Moe"):
        assert "Misattributed" not in judged.get(f"/p/{judged.people[other]}").text
    told = judged.get(f"/p/{judged.people['Ole Lund']}.json").json()["speaker"]
    assert [each["ident"] for each in told["formerly"]] == [judged.shut]


def test_entries_of_feeds_move_with_a_correction(judged):
    feed = feedparser.parse(judged.get("/quotes.atom").content)
    moved = {entry.id.rsplit("/", 1)[1]: entry.updated for entry in feed.entries}
    assert {day[:10] for day in moved.values()} == {"2026-11-21"}


def test_machines_read_corrections_as_schema_org_has_them(judged):
    [quotation, annotation] = judged.get(f"/s/{judged.shut}.jsonld").json()
    [correction] = quotation["correction"]
    assert correction["@type"] == "CorrectionComment"
    assert correction["@id"].endswith(f"/corrections/{judged.by}")
    assert correction["text"].startswith("Corrected 2026-11-21: speaker was Ole Lund")
    assert quotation["creativeWorkStatus"] == "Checked"
    assert annotation["modified"].startswith("2026-11-21")
    assert judged.get(f"/s/{judged.mayor}.jsonld").json()[0]["creativeWorkStatus"] == "Disputed"
    assert json.loads(json.dumps(quotation)) == quotation


@pytest.mark.parametrize("part", ["", "/v1", "/bridges", "/embed", "/v1/embed"])
def test_a_rejected_statement_is_gone_with_the_reason_and_the_decision(judged, part):
    answer = judged.get(f"/s/{judged.heading}{part}")
    assert answer.status_code == 410
    main = parse(answer.text).one("main")
    assert "An editor found that this is no statement: A heading." in flat(main)
    assert [a.text for a in main.all("a") if a.attributes["href"] == f"/corrections/{judged.no}"] == [
        "The decision, with all that is known of it"
    ]
    assert "Bridges" not in answer.text


def test_a_rejected_statement_is_gone_for_machines_too(judged):
    for suffix in (".json", "/v1.json", ".csv", ".atom", ".bib", "/v1.txt", "/card.png"):
        answer = judged.get(f"/s/{judged.heading}{suffix}")
        assert answer.status_code == 410
        assert answer.json()["record"] == f"/corrections/{judged.no}"


@pytest.fixture(scope="module")
def taken_back(tmp_path_factory):
    """A site on which nobody was sure; then words were cut, somebody named, and all of it taken back."""
    path = tmp_path_factory.mktemp("back") / "back.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        draft = Draft(
            "“It opens in May, or June,” she said. Anna Berg and Mona Moe met.", file_name="may.txt"
        )
        draft.entity("Anna Berg")
        moe = draft.entity("Mona Moe")
        draft.statement("It opens in May, or June,", by=moe, source=["she"], confidence=0.2)
        draft.statement("met", by=0, kind=Kind.INDIRECT)
        save(db, draft)
        rows = {row.pieces[0].words: row for row in statements.statements(db, Filter(), limit=9).rows}
        ident, berg = rows["It opens in May, or June,"].ident, rows["met"].speaker.ident
        at, who = draft.span("It opens in May,"), editor(db)
        cut = Judgement(Verdict.EXTENT, ident, "Only May.", value={"spans": [[at.start, at.end]]})
        judgements.judge(db, cut, who, MADE, comparing())
        named = Judgement(Verdict.SPEAKER, ident, "She is named below.", value={"speaker": berg})
        by = judgements.judge(db, named, who, MADE + timedelta(hours=1), comparing())
        judgements.withdraw(db, by, who, "It is another she.", MADE + timedelta(hours=2), comparing())
        by = judgements.judge(db, named, who, MADE + timedelta(hours=3), comparing())
    written.dispose()
    site = TestClient(create_app(Settings(database=path)))
    site.ident, site.by = ident, by
    return site


@pytest.mark.parametrize(
    "part", ["", "/v1", "/v2", "/v3", "/v4", "/v5", "/v1.json", "/v3.json", "/v4/embed", "/v2.bib"]
)
def test_no_version_names_whom_nobody_was_sure_of(taken_back, part):
    assert "Mona Moe" not in taken_back.get(f"/s/{taken_back.ident}{part}").raise_for_status().text.replace(
        "Anna Berg and Mona Moe met", ""
    )


def test_what_a_person_named_stays_named_in_its_version(taken_back):
    def who(number):
        return taken_back.get(f"/s/{taken_back.ident}/v{number}.json").json()["statement"]["row"]["speaker"]

    assert [bool(who(number)) for number in range(1, 6)] == [False, False, True, False, True]


def test_the_notice_tells_each_change_and_what_was_taken_back(taken_back):
    told = taken_back.get(f"/s/{taken_back.ident}/v1.json").json()["changed"]
    assert [(why["words"], why["why"]) for why in told["because"]] == [
        ("An editor corrected it", "Only May."),
        ("An editor corrected it", "She is named below."),
        ("An editor took a correction back", "It is another she."),
        ("An editor corrected it", "She is named below."),
    ]
    assert told["speaker"] == {"before": "nobody named", "now": "Anna Berg"}
    assert [run["kind"] for run in told["words"]] == ["same", "removed"]
