"""What holds of every article's extraction, whatever its marks and layout."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.extract.extraction import extract
from app.settings import place

sentences = st.sampled_from(
    [
        '"The dam is safe," said Ann Lee. "It is new."',
        "Mayor Bo Dahl said that the dam “will burst” in Tajikistan.",
        "According to the expert, 40% of it has gone.",
        "She told Reuters it leaked.",
        "“We met them (the council. - VN) and talked, - he stressed, - for hours.”",
        "The newspaper's sources denied that, Dahl added.",
        "As Lee noted, the river is deep.",
        "A bridge for the valley",
        "• © Valley News",
        "* banned in the valley",
        "Will it hold?",
        "",
    ]
)
damage = st.sampled_from(["", '"', "“", "”", "«", "'", "(", " -\n", "\n\n", "\u202e", "\x00", "\u00a0", ","])
articles = st.lists(
    st.tuples(sentences, damage, st.sampled_from([" ", "\n", "\n\n", "\r\n"])), max_size=7
).map(lambda parts: "".join(f"{words}{hurt}{end}" for words, hurt, end in parts))


def all_spans(found):
    for one in found.attributions:
        yield from (*one.content, *one.cue, *one.source, *one.inserts, *(p.span for p in one.about))
        if one.medium:
            yield one.medium
    for claim in found.claims:
        yield from (claim.span, *(p.span for p in claim.about))
    for entity in found.entities:
        yield from (role.span for role in entity.roles)
    yield from (mention.span for mention in found.mentions)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(articles)
def test_every_position_and_index_is_valid(models, text):
    found = extract(text, models)
    assert all(0 <= span.start < span.end <= len(text) for span in all_spans(found))
    for one in found.attributions:
        assert one.content
        assert all(a.end <= b.start for a, b in pairwise(one.content))
        assert one.entity is None or 0 <= one.entity < len(found.entities)
        assert 0 <= one.confidence <= 1
        assert any(c.isalnum() for span in one.content for c in span.of(text))
    assert all(m.entity is None or 0 <= m.entity < len(found.entities) for m in found.mentions)
    assert all(c.statement is None or 0 <= c.statement < len(found.attributions) for c in found.claims)


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(articles)
def test_the_same_text_gives_the_same_extraction(models, text):
    assert extract(text, models) == extract(text, models)


@pytest.mark.parametrize("text", ["", " \n", ".", "“", "Headline only", "\ufeff\u202e\x00"])
def test_almost_nothing_is_no_statement(models, text):
    assert extract(text, models).attributions == ()


@pytest.mark.parametrize("seed", sorted(place("seeds").glob("*.txt")), ids=lambda path: path.stem)
def test_content_never_begins_or_ends_with_a_mark_of_its_own(models, seed):
    text = seed.read_text(encoding="utf-8")
    for one in extract(text, models).attributions:
        for span in one.content:
            assert span.of(text).strip() == span.of(text)
