"""B-cubed worked out by hand, and hand-made articles saved by the real job's own writing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session
from store.building import Draft, save

from app.errors import AppError
from app.evaluate.clusters import Mention, cubed, figures, gold_clusters, speakers

SAID = ("The bridge will open in May.", "Nobody asked the ferry crews.", "It is late.")


def mention(name, speaker, article="1", *aliases, confidence=0.9):
    return Mention(article, (name, *aliases), speaker, confidence)


def test_two_speakers_put_together_cost_precision():
    # Two of three on the page are one, the third another: (2/3 + 2/3 + 1/3) / 3.
    score = cubed([0, 0, 1], ["x", "x", "x"])
    assert score.precision == pytest.approx(5 / 9)
    assert score.recall == 1
    assert score.value == pytest.approx(2 * 5 / 9 / (5 / 9 + 1))
    assert (score.mentions, score.gold, score.found) == (3, 2, 1)


def test_a_speaker_on_two_pages_costs_recall():
    # One of three stands apart: (2/3 + 2/3 + 1/3) / 3 of theirs, and all of the fourth's.
    score = cubed([0, 0, 0, 1], ["x", "x", "y", "z"])
    assert score.precision == 1
    assert score.recall == pytest.approx((5 / 3 + 1) / 4)


def test_some_of_the_mentions_are_judged_within_all_clusters():
    score = cubed([0, 0, 1], ["x", "x", "x"], among=[2])
    assert (score.precision, score.recall, score.mentions) == (pytest.approx(1 / 3), 1, 1)


def test_no_mentions_are_no_figure_above_nought():
    assert cubed([], []).value == 0


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12), st.data())
def test_each_side_is_the_others_turned_round(wanted, data):
    given_ = data.draw(st.lists(st.integers(0, 4), min_size=len(wanted), max_size=len(wanted)))
    one = cubed(wanted, list(map(str, given_)))
    other = cubed(given_, list(map(str, wanted)))
    assert one.precision == pytest.approx(other.recall)
    assert one.recall == pytest.approx(other.precision)
    assert 0 < one.value <= 1
    assert cubed(wanted, list(map(str, wanted))).value == 1


def test_gold_is_one_by_a_name_that_is_canonical_on_one_side():
    found = [
        mention("The Baltic Ferry Watch", "x", "1", "BFW"),
        mention("BFW", "x", "2"),
        mention("Ole Lund", "y", "1", "Lund"),
        mention("Mona Lund", "z", "2", "Lund"),
        mention("ole lund", "y", "3"),
    ]
    assert gold_clusters(found) == [0, 0, 2, 3, 2]


def test_a_later_name_brings_two_earlier_ones_together():
    found = [mention("Baltic Ferry Watch", "x"), mention("BFW", "x"), mention("The Watch", "x")]
    assert gold_clusters(found) == [0, 1, 2]
    bridge = mention("Baltic Ferry Watch", "x", "2", "BFW", "The Watch")
    assert gold_clusters([*found, bridge]) == [0, 0, 0, 0]


def test_whoever_is_withheld_or_named_by_nobody_is_alone():
    found = [
        mention("Ole Lund", "x"),
        mention("Ole Lund", "x", confidence=0.2),
        mention("Ole Lund", None),
        mention("Mona Lund", None),
    ]
    measured = figures(found, 0.5)
    assert measured["speakers"].precision == measured["speakers, named"].precision == 1
    assert measured["speakers"].recall == pytest.approx((3 * 1 / 3 + 1) / 4)
    assert measured["speakers, named"].recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert "across articles" not in measured


def test_only_what_reaches_across_articles_counts_there():
    found = [
        mention("Ole Lund", "x", "1"),
        mention("Ole Lund", "y", "2"),
        mention("Anna Berg", "z", "1"),
        mention("Ann Berg", "z", "2"),
        mention("Ben Okafor", "w", "1"),
        mention("Ben Okafor", "w", "1"),
    ]
    across = figures(found, 0.5)["across articles"]
    assert (across.mentions, across.gold, across.found) == (4, 3, 3)
    assert across.precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert across.recall == pytest.approx((1 / 2 + 1 / 2 + 1 + 1) / 4)


def text_of(name, words):
    return f"“{words}” said {name}."


def gold(tmp_path, lines, name="set.jsonl"):
    """A corpus of articles of one statement each, by the speaker's name."""
    path = tmp_path / name
    rows = []
    for number, (by, words) in enumerate(lines):
        content = [[1, 1 + len(words)]]
        statement = {"content": content, "speaker_name": by, "kind": "direct"}
        rows.append({"id": str(number), "text": text_of(by, words), "statements": [statement]})
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return path


def by_hand(origins, written):
    """Every article's one statement with the speaker it prints, saved as the job saves."""
    idents = []
    for read in (read for origin in origins for read in origin.reads()):
        words, _, name = read.article.text.strip("“.").partition("” said ")
        draft = Draft(read.article.text, file_name=read.article.facts.file_name)
        draft.statement(words, by=draft.entity(name), cue=["said"], source=[name])
        with Session(written) as db, db.begin():
            idents.append(save(db, draft).article)
    return idents


def test_speakers_joined_after_their_article_was_saved_are_one(tmp_path):
    lines = list(zip(("Mukhriddin Alimov", "Anna Berg", "Muhriddin Alimov"), SAID, strict=True))
    found = speakers([gold(tmp_path, lines)], tmp_path, by_hand)
    # Gold takes the spellings for two, ours for one page: so the first and the third were joined.
    assert (found["speakers"].mentions, found["speakers"].gold, found["speakers"].found) == (3, 3, 2)
    assert found["speakers"].precision == pytest.approx(2 / 3)


def test_sets_are_told_apart_and_share_no_database(tmp_path):
    paths = [gold(tmp_path, [("Anna Berg", words)], f"{n}.jsonl") for n, words in enumerate(SAID[:2])]
    found = speakers(paths, tmp_path, by_hand)
    assert set(found) == {f"speakers{n}, {path.name}" for path in paths for n in ("", ", named")}


def test_an_article_that_cannot_be_saved_is_told(tmp_path):
    with pytest.raises(AppError, match="0 could not be saved"):
        speakers([gold(tmp_path, [("Anna Berg", SAID[0])])], tmp_path, lambda some, _: [None for _ in some])
