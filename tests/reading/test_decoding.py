"""Bytes to text: as declared, or by a guess that is safe; a text in the wrong letters is worse than none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import BadInput
from app.reading.decoding import decoded

FRENCH = "L’école où l’élève était déçu – « déjà » – coûte 5 € à Noël, dit-il. Garçon, çà et là, œuvre."
GERMAN = "Die Größe der Brücke überrascht: „Schön“, sagte Jürgen Müßig über die Straße."
ENGLISH = "“It’s a scandal,” he said – twice."
POLISH = "Zażółć gęślą jaźń. Minister powiedział, że most będzie zamknięty; źródła mówią o tym od środy."
TURKISH = "Bakan salı günü köprünün kapalı kalacağını söyledi; şehirdeki ışıklar için değişiklik yapılmadı."
RUSSIAN = "Министр заявил во вторник, что мост останется закрытым до конца мая, и других сроков не назвал."
GREEK = "Ο υπουργός δήλωσε την Τρίτη ότι η γέφυρα θα παραμείνει κλειστή μέχρι το τέλος Μαΐου."
ICELANDIC = "Ráðherra sagði á þriðjudag að brúin yrði lokuð út maí og nefndi ekki aðra dagsetningu en þá."
JAPANESE = "大臣は火曜日に、橋は五月末まで閉鎖されたままだと述べた。ほかの日付は示さなかった。"


@pytest.mark.parametrize(
    ("raw", "declared", "text"),
    [
        (FRENCH.encode("utf-16"), (), FRENCH),
        (b"\xfe\xff" + FRENCH.encode("utf-16-be"), ("utf-8",), FRENCH),
        (FRENCH.encode("utf-16-le"), ("UTF-16LE",), FRENCH),
        (FRENCH.encode("utf-8-sig"), ("windows-1252",), FRENCH),
        (FRENCH.encode("cp1252"), ("ISO-8859-1",), FRENCH),
        (FRENCH.encode("cp1252"), (None, "latin1"), FRENCH),
        # What is UTF-8 is nothing else by chance, whatever a server says.
        (FRENCH.encode(), ("iso-8859-1",), FRENCH),
        (RUSSIAN.encode("cp1251"), ("windows-1251",), RUSSIAN),
        (RUSSIAN.encode("koi8-r"), ("utf-8", "koi8-r"), RUSSIAN),
        (JAPANESE.encode("shift_jis"), ("Shift_JIS",), JAPANESE),
        (JAPANESE.encode("iso2022_jp"), ("iso-2022-jp",), JAPANESE),
        (POLISH.encode("iso8859-2"), ("iso-8859-2",), POLISH),
    ],
)
def test_what_is_declared_is_no_guess(raw: bytes, declared: tuple[str | None, ...], text: str) -> None:
    assert decoded(raw, *declared) == (text, None)


@pytest.mark.parametrize("text", [FRENCH, GERMAN, ENGLISH, ENGLISH * 100 + "café"])
@pytest.mark.parametrize("declared", [(), ("utf-8",), ("no-such-charset",), ("rot13",)])
def test_western_text_is_read_as_windows_1252_with_a_note(text: str, declared: tuple[str, ...]) -> None:
    read, note = decoded(text.encode("cp1252"), *declared)
    assert read == text
    assert note
    assert note.startswith("read as windows-1252, by guess")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        *((POLISH, codec) for codec in ("cp1250", "iso8859-2")),
        *((TURKISH, codec) for codec in ("cp1254", "iso8859-9")),
        *((RUSSIAN, codec) for codec in ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac_cyrillic")),
        (ICELANDIC, "cp1252"),
        *((GREEK, codec) for codec in ("cp1253", "iso8859-7")),
        *((JAPANESE, codec) for codec in ("shift_jis", "euc_jp")),
        (FRENCH.replace("€", "E").replace("œ", "oe"), "mac_roman"),
        (FRENCH.replace("€", "E").replace("œ", "oe").replace("’", "'").replace("–", "-"), "cp850"),
    ],
)
def test_a_guess_is_right_or_not_made(text: str, codec: str) -> None:
    try:
        assert decoded(text.encode(codec))[0] == text
    except BadInput:
        return


@pytest.mark.parametrize(
    "raw", [b"abc\xff", b"\x89PNG\r\n\x1a\n\0\0", b"%PDF\xe2\xe3\xcf\xd3 \x80\x81\x82", bytes(range(1, 256))]
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(BadInput):
        decoded(raw)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=100), st.sampled_from([None, "utf-8", "latin1", "utf-16", "zip", "idna", "\0", "big5"])
)
def test_any_bytes_are_text_or_a_clear_refusal(raw: bytes, declared: str | None) -> None:
    try:
        text, _ = decoded(raw, declared)
    except BadInput as error:
        assert str(error)
    else:
        assert not any("\ud800" <= one <= "\udfff" for one in text)
