"""Imagined articles are what they say they are: the same for a seed, with every statement in its text."""

from itertools import islice

from app.evaluate.imagined import articles, line
from app.reading.files import reads
from app.reading.given import Choices
from app.records import Kind


def test_a_seed_imagines_the_same_and_another_other_articles():
    assert list(articles(20, seed=4)) == list(articles(20, seed=4))
    assert list(articles(20, seed=4)) != list(articles(20, seed=5))
    assert list(islice(articles(60), 20)) == list(articles(20)), "more of them begin with the same"


def test_every_statement_stands_in_its_text_marked_as_its_kind_asks():
    seen = set()
    for each in articles(300):
        for known in each.statements:
            quoted = f"“{known.words},”" in each.article.text
            assert quoted == (known.kind is Kind.DIRECT), known
            assert known.words in each.article.text
            assert known.speaker in each.article.text
            assert known.kind is not Kind.MIXED or "“" in known.words
            seen.add(known.kind)
        assert 40 <= len(each.article.text.split()) <= 140
    assert seen == set(Kind)


def test_a_collection_has_what_an_archive_has_to_cope_with():
    facts = [each.article.facts for each in articles(300)]
    assert len({fact.outlet for fact in facts}) > 8
    assert None in {fact.published for fact in facts}
    assert None in {fact.url for fact in facts}
    assert "es" in {fact.translated_from for fact in facts}
    texts = [each.article.text for each in articles(300)]
    assert len(set(texts)) < len(texts), "some are printed twice"
    assert len({fact.url for fact in facts if fact.url}) == sum(1 for fact in facts if fact.url)


def test_lines_are_read_as_the_articles_they_were_written_from(tmp_path):
    imagined = list(articles(40))
    path = tmp_path / "imagined.jsonl"
    path.write_text("".join(line(each) + "\n" for each in imagined), "utf-8")
    found = [read.article for read in reads([path], Choices(10_000))]
    assert [each.text for each in found] == [each.article.text for each in imagined]
    assert [(each.facts.url, each.facts.topics) for each in found] == [
        (each.article.facts.url, each.article.facts.topics) for each in imagined
    ]
