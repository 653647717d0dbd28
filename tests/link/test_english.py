import sys
from subprocess import run

from babel import Locale, localedata

from app.link import english


def test_names_are_those_that_babel_has_in_english():
    assert english.names().territories == dict(Locale("en").territories)
    assert english.names().languages == dict(Locale("en").languages)


def test_what_english_inherits_is_there_for_others():
    english.names.cache_clear()
    localedata._cache.clear()
    english.names()
    assert Locale("en").months["format"]["wide"][5] == "May"


def test_no_more_is_read_than_is_said():
    told = "from babel import core; from app.link import english; english.names(); print(core._global_data)"
    assert run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout == "None\n"
