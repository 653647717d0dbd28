"""The vocabulary against counting by hand, whatever is saved, edited and saved again."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from app.store import tables as t
from app.store.search import tokens
from app.store.words import form_of, words_of
from store.building import Draft, save

PHRASES = st.lists(
    st.sampled_from(["Chloé spoke", "CHLOE left", "two bases", "a base", "2024", "naïve", "a__b"]),
    min_size=1,
    max_size=4,
)


def kept(db):
    return {row.word: row.articles for row in db.exec(select(t.Word))}


def by_hand(db):
    counts = Counter()
    captures = {row.article_id: row for row in db.exec(select(t.Capture).order_by(t.Capture.number))}
    for article in db.exec(select(t.Article)):
        counts.update(words_of(f"{article.title or ''} / {captures[article.id].text}"))
    return dict(counts)


def test_words_are_folded_and_counted_by_article(db):
    save(db, Draft("Chloé Martin's bases: CHLOE, 2024.", title="On bases", url="https://a.example/1"))
    save(db, Draft("The base of Chloe.", url="https://a.example/2"))
    assert kept(db) == {"chloe": 2, "martin": 1, "bases": 1, "the": 1, "base": 1}


@settings(max_examples=40, deadline=None)
@given(
    readings=st.lists(st.tuples(st.sampled_from("abc"), PHRASES, st.sampled_from([None, "Old", "New title"])))
)
def test_re_reading_keeps_the_counts_exact(identifier_sandbox, readings):
    with identifier_sandbox() as db:
        for name, words, title in readings:
            save(db, Draft(*words, title=title, url=f"https://a.example/{name}"))
        db.flush()
        assert kept(db) == by_hand(db)
        db.rollback()


LETTERS = st.lists(
    st.sampled_from(
        ["chloe", "Chloé", "CHLOE", "Chloe\u0301", "ﬁn", "“ﬁn", "fin’s", "İfin", "fin_x", "ſtate"]
    )
)


@given(LETTERS, st.sampled_from(["chloe", "fin", "state"]))
def test_a_word_is_printed_as_its_commonest_form(printed, word):
    texts = [" ".join(printed), *printed]
    forms = Counter(form for text in texts for form in re.findall(r"[^\W_]+", text) if tokens(form) == [word])
    small = {form: count for form, count in forms.items() if form == form.lower()}
    most = max((small or forms).values(), default=0)
    found = form_of(word, texts)
    assert (small or forms)[found] == most if most else found == word
