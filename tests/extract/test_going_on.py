"""Words that layout gives to somebody: labels, answers, quotations without a clause."""

from app.extract.entities import Cast, Known
from app.extract.going_on import going_on
from app.extract.salience import Standing
from app.extract.source_words import Scene
from app.extract.told import Told
from app.records import Span, SpeakerKind

LEE = "Ann Lee came to the dam. "


def scene(text, *sightings, words="It is safe."):
    """The place of `words` in a text, with people sighted before it."""
    cast = Cast(text, [0], [Known(name, SpeakerKind.PERSON) for name in ("Ann Lee", "Tom Berg")])
    told = Told(text)
    told.add(cast.sighted(*one) for one in sightings)
    span = Span(text.index(words), text.index(words) + len(words))
    return Scene(cast.sighted(None, span, 0, Standing.SUBJECT, spoke=True), cast, told, (span,))


def test_whom_the_sentence_before_is_about_speaks():
    who = going_on(scene(LEE + "“It is safe.”", (0, Span(0, 7), 0, Standing.TOPIC)))
    assert (who.entity, who.rule) == (0, "going on")
    assert who.reasons == ("goes on → Ann Lee, ¶1",)


def test_nobody_speaks_after_a_question():
    assert going_on(scene("Ann Lee: Is it? “It is safe.”", (0, Span(0, 7), 0, Standing.TOPIC))).entity is None


def test_nobody_speaks_whom_the_words_name():
    text = LEE + "“Lee is wrong.”"
    assert going_on(scene(text, (0, Span(0, 7), 0, Standing.TOPIC), words="Lee is wrong.")).entity is None


def test_nobody_speaks_where_two_may():
    both = ((0, Span(0, 7), 0, Standing.TOPIC), (1, Span(8, 12), 0, Standing.TOPIC))
    assert going_on(scene(LEE + "“It is safe.”", *both)).entity is None


def test_whoever_is_only_mentioned_does_not_speak():
    assert going_on(scene(LEE + "“It is safe.”", (0, Span(0, 7), 0, Standing.OBJECT))).entity is None


def test_a_label_is_the_person_of_that_name(read):
    text = (
        "Ann Lee met Tom Berg.\n\nLEE: I say it is safe.\n\nMR. BERG: You know it leaks.\n\nLEE: It does not."
    )
    said = read(text)
    assert {one.speaker for one in said.statements} == {"Ann Lee", "Tom Berg"}


def test_answers_are_given_by_the_one_who_is_interviewed(read):
    text = "We met Ann Lee, head of the dam.\n\nQ: Is it safe?\n\nA: It is.\n\nQ: Is it new?\n\nA: It is new."
    assert set(read(text).speakers) == {"Ann Lee"}


def test_somebody_named_right_behind_may_have_spoken():
    text = LEE + "“It is safe!” Tom Berg hit back."
    one = scene(text, (0, Span(0, 7), 0, Standing.TOPIC), words="It is safe!")
    place = text.index("Tom")
    one.cast.sightings.append(one.cast.sighted(1, Span(place, place + 8), 0, Standing.TOPIC))
    assert going_on(one).entity is None


def test_of_two_named_nobody_is_the_one_who_answers(read):
    text = "We met Ann Lee and Tom Berg.\n\nQ: Is it safe?\n\nA: It is.\n\nQ: Is it new?\n\nA: It is new."
    assert set(read(text).speakers) == {None}


def test_words_with_narration_behind_a_dash_may_be_somebody_elses(read):
    text = (
        "The envoy Carl Berg told journalists that he was sure of it.\n\n"
        '"It\'s an insult!" – this is how a deputy reacted to the envoy on his page.'
    )
    assert read(text).said[-1] == (None, "It's an insult!")
