"""PIN and code: six digits, kept salted and slow, known again, and never the same twice."""

import pytest

from policy.passcodes import DIGITS, as_code, is_digits, is_kept, kept, new_code


def test_a_code_has_its_digits_however_small_or_large_the_number() -> None:
    assert [new_code(lambda _: 7), as_code(12_345_678)] == ["000007", "345678"]
    assert new_code(lambda below: below - 1) == "9" * DIGITS


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12 456", "12345a", "\u0661\u0662\u0663\u0664\u0665\u0666"])
def test_anything_but_six_plain_digits_is_no_code(typed: str) -> None:
    assert not is_digits(typed)
    assert is_digits("012345")


def test_what_is_kept_is_known_again_and_says_nothing() -> None:
    hashed = kept("123456", "garam")
    assert is_kept("123456", hashed)
    assert not is_kept("123457", hashed)
    assert "123456" not in hashed
    assert hashed != kept("123456", "gula")
    assert not is_kept("123456", "")
