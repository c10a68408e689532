"""A PIN nobody guesses, a number only its owner types, and a lock after five wrong tries."""

from datetime import timedelta

import pytest

from policy.entry import FOR_GOOD, LOCKS, good_pin, locked_until, names
from policy.passcodes import TRIES
from tests.policy.cases import NOW


@pytest.mark.parametrize("pin", ["274913", "000001", "112233"])
def test_six_digits_that_are_no_run_are_a_pin(pin: str) -> None:
    assert good_pin(pin)


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "000000", "012345", "987654", "890123", "12a456", "²²²²²²"])
def test_what_is_easily_guessed_or_no_six_digits_is_none(pin: str) -> None:
    assert not good_pin(pin)


def test_the_fifth_wrong_one_locks() -> None:
    assert [locked_until(wrong, NOW) for wrong in range(TRIES)] == [None] * TRIES
    assert locked_until(TRIES, NOW) == NOW + LOCKS[0]


def test_each_lock_lasts_longer_and_the_third_until_a_new_pin() -> None:
    found = [locked_until(TRIES, NOW, locks) for locks in range(4)]
    assert found == [NOW + timedelta(minutes=15), NOW + timedelta(hours=1), FOR_GOOD, FOR_GOOD]


@pytest.mark.parametrize("typed", ["0011", " 0011", "00 11", "0812 0000 0011", "+6281200000011", "6281200000011"])
def test_the_end_of_a_number_names_it(typed: str) -> None:
    assert names("+6281200000011", typed)


@pytest.mark.parametrize("typed", ["", "011", "0012", "+", "0000", "10011", "a@b.c"])
def test_less_or_other_digits_do_not(typed: str) -> None:
    assert not names("+6281200000011", typed)


def test_a_mail_address_is_typed_whole() -> None:
    assert names("Dinsos@contoh.invalid", "dinsos@CONTOH.invalid")
    assert not names("dinsos@contoh.invalid", "invalid")
    assert not names("dinsos@contoh.invalid", "")
