"""Proposals and rules made one, on proposals made by hand."""

import itertools
from dataclasses import replace

import pytest

from app.extract.documents import document
from app.extract.drafting import drafts
from app.extract.marks import quotations
from app.extract.proposed import merged
from app.extract.segments import is_block, segments
from app.extract.tagger import Proposal
from app.records import Kind, Span

TEXT = (
    "Ann Lee said the dam was safe.\n\n“We built it well,” Ben Orr said.\n\n"
    "In a letter that Cal Moss sent, he warned, the spillway might “fail in spring”."
)


@pytest.fixture
def merge(models):
    def merge(*proposals: Proposal, text: str = TEXT):
        read = document(text)
        quoted = quotations(read)
        blocks = tuple(q for q in quoted if is_block(read, q))
        parsed = segments(read, blocks, models)
        woven = tuple(q for q in quoted if q not in blocks)
        return merged(read, drafts(read, blocks, woven, parsed), proposals, quoted, parsed)

    return merge


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def proposal(
    content: str,
    cue: str | None,
    source: str | None,
    *,
    speech: float = 0.9,
    link: float = 0.7,
    text: str = TEXT,
) -> Proposal:
    spans = (at(content, text),), cue and at(cue, text), source and at(source, text)
    return Proposal(*spans, speech, words=0.9, link=link)


def said(found) -> list[tuple[str, str | None]]:
    return [(" ".join(s.of(TEXT) for s in d.content), d.source and d.source.of(TEXT)) for d in found]


def test_rules_stand_where_nothing_is_proposed(merge):
    assert ("the dam was safe", "Ann Lee") in said(merge())
    assert ("We built it well,", "Ben Orr") in said(merge())


def test_nearly_the_same_words_are_as_the_rules_read_them(merge):
    found = said(merge(proposal("dam was safe", "said", "Cal Moss")))
    assert ("the dam was safe", "Ann Lee") in found
    assert "Cal Moss" not in [source for words, source in found if "dam" in words]


def test_half_the_words_stand_as_proposed_with_the_rules_source(merge):
    assert ("was safe", "Ann Lee") in said(merge(proposal("was safe", "said", "Cal Moss")))


def test_a_sure_link_names_another_source_than_the_rules(merge):
    sure = proposal("the dam was safe", "said", "Cal Moss", link=0.99)
    assert ("the dam was safe", "Cal Moss") in said(merge(sure))


def test_a_source_that_was_not_linked_is_found_by_syntax(merge):
    text = "Ann Lee blamed the flood on a lack of repairs to the dam."
    (one,) = merge(
        proposal("the flood on a lack of repairs to the dam", "blamed", None, text=text), text=text
    )
    assert one.source == at("Ann Lee", text)


def test_a_quotation_may_be_only_a_part_of_what_is_reported(merge):
    text = "Ann Lee said of the wall on the northern side of the dam, “We built it well.”"
    wide = proposal(
        "of the wall on the northern side of the dam, “We built it well", "said", "Ann Lee", text=text
    )
    (one,) = merge(wide, text=text)
    assert one.kind is Kind.MIXED
    assert one.content[0].of(text).startswith("of the wall")


def test_a_quotation_with_a_clause_is_read_by_rules_alone(merge):
    found = said(merge(proposal("built it well,” Ben", "said", "Cal Moss")))
    assert [one for one in found if "built" in one[0]] == [("We built it well,", "Ben Orr")]


def test_ends_snap_to_marks_and_the_kind_follows(merge):
    found = merge(proposal("the spillway might “fail in", "warned", "he"))
    (one,) = (draft for draft in found if "spillway" in draft.content[0].of(TEXT))
    assert one.content[0].of(TEXT) == "the spillway might “fail in spring”"
    assert one.kind is Kind.MIXED


def test_beliefs_and_topics_are_left_out(merge):
    assert said(merge(proposal("a letter", "warned", "he"))) == said(merge())
    belief = proposal("the spillway might “fail in spring”", "warned", "he", speech=0.1)
    assert said(merge(belief)) == said(merge())


def test_no_two_statements_share_words(merge):
    found = merge(proposal("the dam was safe", "said", "Ann Lee"), proposal("was safe", "said", "Ann Lee"))
    spans = sorted(span for draft in found for span in draft.content)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


def test_reported_words_without_a_cue_are_no_statement(merge):
    text = "Ann Lee left early. The dam was not yet safe."
    assert not merge(proposal("The dam was not yet safe", None, "Ann Lee", text=text), text=text)


def test_a_quotation_stands_beside_another_that_its_cue_does_not_reach(merge):
    text = "“We built this dam well,” Ann Lee said; and, later, “it will certainly hold the spring flood.”"
    spans = (
        at("We built this dam well", text),
        at("and, later, “it will certainly hold the spring flood", text),
    )
    both = Proposal(spans, at("said", text), at("Ann Lee", text), 0.9, words=0.9, link=0.7)
    found = merge(both, text=text)
    assert found[0].content[0].of(text) == "We built this dam well,"
    assert all("later" not in span.of(text) for draft in found for span in draft.content)


def test_syntax_beside_a_quotation_is_surer_than_a_link_from_the_same_cue(merge):
    text = "“She is careful with every dam of ours,” the minister said of Lee."
    sure = proposal("She is careful with every dam of ours", "said of", "Lee", link=0.99, text=text)
    (one,) = merge(sure, text=text)
    assert one.source == at("the minister", text)


def test_a_link_from_another_paragraph_does_not_overrule_a_clause(merge):
    text = "Cal Moss spoke about this at length.\n\n“We built this dam well,” the minister said."
    far = proposal("We built this dam well", "spoke about this", "Cal Moss", link=0.99, text=text)
    (one,) = merge(far, text=text)
    assert one.source == at("the minister", text)


def test_reported_words_end_with_their_paragraph(merge):
    text = "Ann Lee added that the dam needs repairs.\n\nThe work will go on in June."
    one = proposal("the dam needs repairs", "added", "Ann Lee", text=text)
    both = replace(one, content=(*one.content, at("The work will go on in June", text)))
    (found,) = merge(both, text=text)
    assert [span.of(text) for span in found.content] == ["the dam needs repairs"]


def test_a_quotation_goes_on_in_the_next_paragraph(merge):
    text = "Ann Lee added that the dam “needs repairs.\n\n“The work will go on in June.”"
    one = proposal("the dam “needs repairs.", "added", "Ann Lee", text=text)
    both = replace(one, content=(*one.content, at("“The work will go on in June.”", text)))
    words = ["".join(span.of(text) for span in found.content) for found in merge(both, text=text)]
    assert any("needs repairs" in each and "go on in June" in each for each in words), words


def test_a_reply_is_whose_clause_follows_it_whoever_it_was_proposed_for(merge):
    text = "“That is a lie,” Ann Lee replied. “You took it, no?” Ben Orr asked."
    both = proposal("That is a lie,", "replied", "Ann Lee", link=1.0, text=text)
    both = replace(both, content=(*both.content, at("You took it, no?", text)))
    found = merge(both, text=text)
    assert [one.source and one.source.of(text) for one in found] == ["Ann Lee", "Ben Orr"]


def test_no_words_begin_or_end_within_one(merge):
    text = "Ann Lee blamed the flood on a lack of repairs to the dam."
    found = merge(proposal("d the flood on a lack of repairs to the d", "blame", None, text=text), text=text)
    assert [one.content[0].of(text) for one in found] == ["the flood on a lack of repairs to the dam"]


def test_what_somebody_was_asked_they_did_not_say(merge):
    text = "Ann Lee was asked whether the dam would leak, and went away."
    assert not merge(proposal("whether the dam would leak", "was asked", "Ann Lee", text=text), text=text)
    text = "Ann Lee was asked by Ben Orr whether the dam would leak."
    (one,) = merge(proposal("whether the dam would leak", "was asked", "Ben Orr", text=text), text=text)
    assert one.source is not None
    assert one.source.of(text) == "Ben Orr"


def test_the_clause_of_a_quotation_is_not_said_itself(merge):
    text = "Let us remind you that in the first days of May Ann Lee said: “The dam is over.”"
    clause = proposal("in the first days of May Ann Lee said", "remind", "us", text=text)
    assert [one.kind for one in merge(clause, text=text)] == [Kind.DIRECT]


def test_a_later_sentence_that_names_somebody_is_not_the_same_statement(merge):
    text = "“It is short,” tempers Ben Berger. For the miller Cal Moss, “anger is less about that than this”."
    both = proposal("“It is short,”", "tempers", "Ben Berger", text=text)
    both = replace(both, content=(*both.content, at("“anger is less about that than this”", text)))
    theirs = [one for one in merge(both, text=text) if one.source is not None]
    assert ["".join(s.of(text) for s in one.content) for one in theirs] == ["It is short,"]
