import pytest

from app.records import Kind

DIRECT, INDIRECT, MIXED = Kind.DIRECT, Kind.INDIRECT, Kind.MIXED


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ('"The dam is safe," said Ann Lee.', DIRECT, ("The dam is safe,",)),
        ('Ann Lee said: "The dam is safe."', DIRECT, ("The dam is safe.",)),
        ("Ann Lee said that the dam was safe.", INDIRECT, ("the dam was safe",)),
        ("Ann Lee said the dam was safe.", INDIRECT, ("the dam was safe",)),
        ("The dam is safe, Ann Lee said.", INDIRECT, ("The dam is safe",)),
        ("According to Ann Lee, the dam is safe.", INDIRECT, ("the dam is safe.",)),
        ("The dam is safe, according to Ann Lee.", INDIRECT, ("The dam is safe",)),
        ('Ann Lee said that the dam was "safe and sound".', MIXED, ('the dam was "safe and sound"',)),
        ('Ann Lee said that "the dam is safe and sound."', DIRECT, ("the dam is safe and sound.",)),
        ('"The dam is safe," Ann Lee said. "It is new."', DIRECT, ("The dam is safe,", "It is new.")),
        ('"The dam," said Ann Lee, "is safe."', DIRECT, ("The dam,", "is safe.")),
    ],
)
def test_a_statement_has_its_kind_and_exact_words(read, text, kind, words):
    (one,) = read(text).statements
    assert (one.speaker, one.kind) == ("Ann Lee", kind)
    assert tuple(w.rstrip(".") for w in one.words) == tuple(w.rstrip(".") for w in words)


def test_a_quotation_goes_on_in_the_next_paragraph_until_somebody_else_speaks(read):
    text = '"The dam is safe," said Ann Lee.\n\n"It is new."\n\n"It leaks," said Bo Dahl.'
    assert read(text).said == [("Ann Lee", "The dam is safe, […] It is new."), ("Bo Dahl", "It leaks,")]


def test_words_behind_a_quotation_that_are_no_known_clause_may_name_somebody_else(read):
    text = '"The dam is safe," said Ann Lee.\n\n"It leaks whenever the river rises," yodelled Bo Dahl.'
    assert read(text).speakers == ["Ann Lee", None]


def test_a_question_may_be_answered_by_somebody_else(read):
    text = '"Is the dam safe?" asked Ann Lee.\n\n"It leaks whenever the river rises."'
    assert read(text).speakers == ["Ann Lee", None]


def test_a_clause_between_dashes_is_cue_and_source(read):
    (one,) = read('"The dam is safe, - stressed Ann Lee, - and it is new."').statements
    assert (one.speaker, one.words) == ("Ann Lee", ("The dam is safe", "and it is new."))
    assert one.found.cue


@pytest.mark.parametrize(
    "text",
    [
        'The film "Nothing Is Forever" was shown on the old dam.',
        'The "safe" dam burst on Monday, and the valley was flooded.',
        'There were cheeses, "artisan" breads and candles at the market.',
        "Nobody said that it would be easy.",
        "The dam burst on Monday. The valley was flooded.",
        "Caption: Ann Lee, who said that the dam was safe",
    ],
)
def test_titles_scare_quotes_and_narration_are_no_statements(read, text):
    assert read(f"The dam stands above the valley.\n\n{text}").said == []


def test_headings_are_no_statements(read):
    assert read("“The dam is safe,” says engineer\n\nThe valley was flooded on Monday.").said == []


def test_who_is_asked_did_not_ask(read):
    text = 'Asked whether the dam would hold, Mayor Ann Lee said: "Yes, it will."'
    assert read(text).said == [("Ann Lee", "Yes, it will.")]


def test_an_editors_insert_stands_between_the_words(read):
    reading = read("“We met them (the council. - VN) and talked,” said Ann Lee.")
    (one,) = reading.statements
    assert one.words == ("We met them", "and talked,")
    assert [span.of(reading.text) for span in one.found.inserts] == ["(the council. - VN)"]


@pytest.mark.parametrize(
    "note",
    [
        "[Editor’s note: the letter is undated]",
        "(editor's note: the letter is undated)",
        "[Ed: the letter is undated]",
        "(Ed. note: the letter is undated)",
        "[Note: the letter is undated]",
        "[Translator's note – a proverb]",
        "[the letter is undated – Ed.]",
    ],
)
def test_a_labelled_note_is_nobodys_words(read, note):
    quoted = read(f"“We wrote to them {note} and nobody answered,” Ann Lee told the council on Monday.")
    (one,) = quoted.statements
    assert one.words == ("We wrote to them", "and nobody answered,")
    assert [span.of(quoted.text) for span in one.found.inserts] == [note]
    (one,) = read(f"Ann Lee said that the dam {note} had been safe for many years.").statements
    assert (one.speaker, one.words) == ("Ann Lee", ("the dam", "had been safe for many years"))


def test_a_party_and_a_state_in_brackets_are_no_editors_insert(read):
    text = "“I met Bo Dahl (R-Ky.) and Tom Lark (Ind.-Maine) there,” Ann Lee said."
    (one,) = read(text).statements
    assert (one.words, one.found.inserts) == (("I met Bo Dahl (R-Ky.) and Tom Lark (Ind.-Maine) there,",), ())


@pytest.mark.parametrize("mark", ["[1]", " [12]"])
def test_the_mark_of_a_footnote_is_not_said(read, mark):
    (one,) = read(f"Ann Lee said that the dam above the valley was “not safe at all”{mark}.").statements
    assert one.words == ("the dam above the valley was “not safe at all”",)


def test_a_clause_between_dashes_interrupts_a_quotation_that_goes_on_below(read):
    text = (
        "\"The dam is ours, - said Ann Lee, the engineer here. - It has never been anybody else's.\n\n"
        '"We built it ourselves. We can show it to you".'
    )
    (one,) = read(text).statements
    assert one.speaker == "Ann Lee"
    assert one.words == (
        "The dam is ours",
        "It has never been anybody else's.",
        "We built it ourselves. We can show it to you",
    )


def test_a_dash_may_stand_right_behind_a_comma(read):
    text = (
        'Ann Lee, the engineer, looked at it. "It has to be mended,- she told Valley.org.- And soon!"\n\n'
        '"We will see,- said Lee,- what comes of it".'
    )
    found = read(text).statements
    assert [(one.speaker, one.words) for one in found] == [
        ("Ann Lee", ("It has to be mended", "And soon!")),
        ("Ann Lee", ("We will see", "what comes of it")),
    ]


def test_a_quotation_is_not_said_by_who_is_spoken_of_in_it(read):
    text = "“She has no idea of it,” Bo Dahl told us on the phone, “and this is said by her own deputy”."
    (one,) = read(f"Ann Lee and her deputy Tom Lark run the dam.\n\n{text}").statements
    assert (one.speaker, one.words) == (
        "Bo Dahl",
        ("She has no idea of it,", "and this is said by her own deputy"),
    )


def test_who_was_told_is_no_part_of_what_was_said(read):
    text = 'Ann Lee told a regular briefing that the valley "firmly opposes all of these dams."'
    (one,) = read(text).statements
    assert one.words == ('the valley "firmly opposes all of these dams."',)


def test_reported_words_do_not_end_with_what_joins_them_to_the_next(read):
    text = 'Ann Lee stressed that the text was written "not in the valley", while Bo Dahl called it shameful.'
    assert read(text).statements[0].words == ('the text was written "not in the valley"',)


def test_who_speaks_before_an_age_is_not_the_one_behind_the_verb(read):
    text = (
        "Giving evidence on Monday, Desmond Hale, 54, said the defendant, Raymond Pike, had telephoned him."
    )
    assert read(text).said == [("Desmond Hale", "the defendant, Raymond Pike, had telephoned him")]


def test_who_passes_a_sentence_on_at_its_end_is_no_part_of_what_was_said(read):
    text = "Ann Lee said that the ships of the valley would stay in the harbour, Valley Press reports."
    assert read(text).said == [("Ann Lee", "the ships of the valley would stay in the harbour")]


def test_what_was_reported_by_nobody_in_particular_is_said_by_who_said_it(read):
    text = (
        "“We will stay,” Ann Lee said.\n\n"
        "As reported, on June 23 the dam ministry said it had fired at the boats of the valley."
    )
    assert [who for who, _ in read(text).said] == ["Ann Lee", "dam ministry"]


def test_a_clause_with_a_colon_leads_to_what_follows(read):
    text = '"We fled," Ms. Lee said. "We are not thieves." Mr. Berg said: "Nobody came to the dam today."'
    assert read(text).said == [
        ("Lee", "We fled, […] We are not thieves."),
        ("Berg", "Nobody came to the dam today."),
    ]


def test_sentences_behind_a_quoted_one_are_the_articles(read):
    text = (
        "The inspectors rated the dam as poor in their report last year.\n\n"
        'The report recommends that "Gates at Pier 3 be replaced within 24 months." They were not.'
    )
    assert read(text).said[-1][1].endswith('24 months."')


def test_a_place_and_a_day_before_the_first_sentence_are_no_part_of_it(read):
    text = (
        "Mbandaka, 14 March — The first 40 boats of the year have been let through the new dam in the "
        "valley, the Ministry of Water and the Valley Fund (VF) announced today."
    )
    (one,) = read(text).statements
    assert one.words == ("The first 40 boats of the year have been let through the new dam in the valley",)


def test_a_word_with_a_hyphen_is_one_where_it_speaks(read):
    text = "Recall that earlier the ex-president of Moldova Igor Dahl said they are “drawn into a game.”"
    assert read(text).speakers == ["Igor Dahl"]


def test_what_is_quoted_of_a_belief_has_been_said(read):
    text = (
        "The deputy minister, Tom Berg, sees it otherwise. He believes that “there is no ideal way of doing "
        "it”, but the dam is “the least corrupt”."
    )
    assert read(text).speakers == ["Tom Berg"]
    assert not read("The deputy minister, Tom Berg, came. He believes that the dam is old.").statements


def test_an_agency_and_a_day_before_the_first_sentence_are_nobody(read):
    text = (
        "Valley, 7 Sep (VFE).- Thousands of miners blocked this Tuesday the main road of the valley, and "
        "warned that they will not lift it “until the president comes”."
    )
    (one,) = read(text).statements
    assert (one.source, one.speaker) == ("Thousands of miners", None)


def test_a_full_stop_behind_the_mark_ends_what_a_colon_announces(read):
    text = 'The head of the "Dam" association Tom Berg thinks otherwise: "It goes abroad. That is all".'
    assert read(text).said == [("Tom Berg", "It goes abroad. That is all")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The lawyer Tom Berg came. In his words, the court “did not read a single document” of his.",
            [("Tom Berg", "the court “did not read a single document” of his.")],
        ),
        (
            "In the words of Ann Lee, the dam above the valley leaks.",
            [("Ann Lee", "the dam above the valley leaks.")],
        ),
        ("In other words, the dam is old. In a word, it leaks. In the words, nothing is.", []),
        (
            "The mayor came. In his statement, the miller Tom Berg said that the dam leaks.",
            [("Tom Berg", "the dam leaks")],
        ),
    ],
)
def test_in_somebodys_words(read, text, said):
    assert read(text).said == said


def test_when_a_report_came_out_is_no_part_of_what_it_says(read):
    text = (
        "According to Halcyon's first report, released Saturday, a fault in its gates let the water through."
    )
    ((_, words),) = read(text).said
    assert words == "a fault in its gates let the water through."


def test_what_was_asked_of_who_answers_is_not_theirs(read):
    text = (
        "The valley's dam director Tom Berg, asked whether a bigger flood was coming, said: "
        "“It may, it may not. Rivers don't read our bulletins.”"
    )
    assert read(text).said == [("Tom Berg", "It may, it may not. Rivers don't read our bulletins.")]
    text = "Tom Berg, the director of the dam, asked whether a bigger flood was coming in May."
    assert read(text).speakers == ["Tom Berg"]


def test_letters_behind_a_name_are_no_part_of_it(read):
    text = "Cross-examining, Tom Berg KC, for the owner, suggested that she had been dismissed for theft."
    assert read(text).speakers == ["Tom Berg"]


def test_brackets_that_complete_a_sentence_stay_in_it(read):
    (one,) = read("“[The council] wrote to them [in May], and nobody answered,” Ann Lee said.").statements
    assert one.words == ("[The council] wrote to them [in May], and nobody answered,",)


def test_a_dateline_is_nobody(read):
    (one,) = read("BERN, May 1 (Agency) - Ann Lee said that the dam was safe.").statements
    assert (one.source, one.speaker) == ("Ann Lee", "Ann Lee")


def test_who_received_the_words_is_their_medium(read):
    reading = read('"The dam is safe," Ann Lee said in an interview with Reuters.')
    (one,) = reading.statements
    assert one.found.medium is not None
    assert one.found.medium.of(reading.text) == "Reuters"


def test_a_speaker_is_no_medium_of_its_own_words(read):
    (one,) = read("According to the BBC, the dam above the valley is safe.").statements
    assert (one.speaker, one.found.medium) == ("BBC", None)


@pytest.mark.parametrize(
    "text",
    [
        "‘The dam is safe,’ said Ann Lee.",
        "'The dam is safe,' said Ann Lee.",
        "« The dam is safe », said Ann Lee.",
        "„The dam is safe“, said Ann Lee.",
        "``The dam is safe,'' said Ann Lee.",
        '"The dam is safe, " said Ann Lee.',
        '“The dam is safe," said Ann Lee.',
        '"The dam is safe, - said Ann Lee.',
    ],
)
def test_marks_of_every_kind_hold_the_same_words(read, text):
    ((speaker, words),) = read(text).said
    assert (speaker, words.rstrip(",")) == ("Ann Lee", "The dam is safe")
