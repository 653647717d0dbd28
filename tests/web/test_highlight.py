"""Marks over words: whatever the spans, the words stay the words."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from app.records import Span
from app.web import highlight
from app.web.highlight import HIT_END, HIT_START, Mark, Segment

STYLES = ("direct", "mixed", "indirect", "claim", "cue")


@st.composite
def marked(draw):
    words = draw(st.text(max_size=60))
    start = draw(st.integers(0, 30))
    spans = st.tuples(st.integers(0, 100), st.integers(0, 40)).map(
        lambda pair: Span(pair[0], pair[0] + pair[1])
    )
    marks = draw(st.lists(st.builds(Mark, spans, st.sampled_from(STYLES)), max_size=6))
    return words, start, marks


@given(marked())
def test_cut_gives_the_words_back(case):
    words, start, marks = case
    assert "".join(text for text, _ in highlight.cut(words, start, marks)) == words


@given(marked())
def test_every_place_has_exactly_its_marks(case):
    words, start, marks = case
    position = start
    for text, over in highlight.cut(words, start, marks):
        for offset in range(len(text)):
            here = Span(position + offset, position + offset + 1)
            assert sorted(over, key=id) == sorted((m for m in marks if m.span.holds(here)), key=id)
        position += len(text)


@given(marked())
def test_runs_give_the_words_back_and_begin_once(case):
    words, start, marks = case
    runs = highlight.runs(words, start, marks, STYLES[:4])
    assert "".join(segment.words for run in runs for segment in run.segments) == words
    led = [id(run.mark) for run in runs if run.mark]
    assert sum(run.begins for run in runs) == len(set(led))


def test_inner_statement_leads_over_outer_and_statement_over_claim():
    outer, inner, claim = (
        Mark(Span(0, 20), "indirect", "/s/outer"),
        Mark(Span(5, 10), "direct", "/s/inner"),
        Mark(Span(5, 20), "claim", "/c/claim"),
    )
    runs = highlight.runs("01234567890123456789", 0, [outer, inner, claim], STYLES[:4])
    assert [run.mark and run.mark.href for run in runs] == ["/s/outer", "/s/inner", "/s/outer"]
    assert [segment.styles for run in runs for segment in run.segments] == ["", "claim indirect", "claim"]


@given(st.text(alphabet=f"ab {HIT_START}{HIT_END}"))
def test_excerpt_loses_only_the_signs(snippet):
    joined = "".join(segment.words for segment in highlight.excerpt(snippet))
    assert joined == snippet.replace(HIT_START, "").replace(HIT_END, "")


def test_excerpt_and_hits():
    snippet = f"the {HIT_START}Harbour{HIT_END} toll"
    assert highlight.excerpt(snippet) == (Segment("the "), Segment("Harbour", "hit"), Segment(" toll"))
    assert highlight.hits(snippet) == {"harbour"}
    assert highlight.find("Harbour, harbours and HARBOUR", highlight.hits(snippet)) == (
        Span(0, 7),
        Span(22, 29),
    )


@given(st.text(max_size=80))
def test_quoted_parts_lie_in_the_words_in_order(words):
    parts = highlight.quoted(words)
    assert all(0 <= part.start < part.end <= len(words) for part in parts)
    assert all(a.end <= b.start for a, b in itertools.pairwise(parts))


def test_quoted_parts():
    words = 'the "plan" is “a gift'
    assert [part.of(words) for part in highlight.quoted(words)] == ['"plan"', "“a gift"]
    assert [part.of("begun” and ended") for part in highlight.quoted("begun” and ended")] == ["begun”"]


def test_what_is_left_of_a_mark_without_a_letter_is_no_link():
    marks = [Mark(Span(0, 5), "direct", "/s/x"), Mark(Span(0, 6), "claim", "/c/y", "Claim: ", "c-y")]
    said, left = highlight.runs("We won.", 0, marks, ("direct", "claim"))[:2]
    assert (said.mark.href, [segment.words for segment in left.segments]) == ("/s/x", ["n"])
    said, left = highlight.runs("We wo.", 0, marks, ("direct", "claim"))
    assert [segment.words for segment in left.segments] == ["."]
    assert (left.mark.style, left.mark.href, left.mark.anchor) == ("claim", None, None)
