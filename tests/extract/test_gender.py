import pytest

from app.extract.gender import is_given_name, may_be


@pytest.mark.parametrize(
    ("name", "printed", "pronouns", "man", "woman"),
    [
        ("Emily Lee", (), (), False, True),
        ("Thomas Lee", (), (), True, False),
        ("Xi Qor", (), (), True, True),
        ("Xi Qor", ("spokeswoman of the dam",), (), False, True),
        ("Xi Qor", ("Mr.",), (), True, False),
        ("Xi Qor", (), ("he",), True, False),
        ("Andrea Lee", (), (), True, True),
    ],
)
def test_what_is_printed_speaks_against(name, printed, pronouns, man, woman):
    assert may_be(name, printed, pronouns, woman=False) is man
    assert may_be(name, printed, pronouns, woman=True) is woman


def test_surnames_are_no_given_names():
    assert is_given_name("Emily")
    assert not is_given_name("Lee")
