from store.building import Draft

from app.link.mentioned import mentioned
from app.records import SpeakerKind


def test_words_name_the_others_whom_the_article_names_but_not_their_speaker():
    draft = Draft("“Berg and Okafor met, Berg said,” said Anna Berg, whom Ben Okafor knows.")
    berg = draft.entity("Anna Berg", aliases=["Berg"])
    okafor = draft.entity("Ben Okafor", aliases=["Okafor"])
    draft.statement("Berg and Okafor met, Berg said,", by=berg)
    assert mentioned(draft.extraction()) == ({okafor: draft.span("Okafor")},)


def test_a_name_of_two_and_a_name_within_a_word_are_nobodys():
    draft = Draft("“Bergen is where Berg lives,” it says, of Anna Berg and Tom Berg.")
    draft.entity("Anna Berg", aliases=["Berg"])
    draft.entity("Tom Berg", aliases=["Berg"])
    draft.entity("the Bergs", SpeakerKind.UNNAMED)
    draft.statement("Bergen is where Berg lives,")
    assert mentioned(draft.extraction()) == ({},)
