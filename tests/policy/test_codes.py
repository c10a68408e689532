"""A mistyped code is never somebody else's code; nothing here is drawn without being asked for."""

import secrets
from itertools import combinations, product

import pytest

from policy import codes

WORDS = ("DATA", "SAYA", "HARD", "NAMA", "BAPA", "2345", "9999")


def every_task_code() -> list[str]:
    bodies = ("".join(parts) for parts in product(codes.ALPHABET, repeat=codes.TASK_LENGTH - 1))
    return [codes.make(body) for body in bodies if codes.has_check(body)]


def random_case_codes(count: int) -> list[str]:
    return [codes.case_code(secrets.randbelow) for _ in range(count)]


def wrong_by_one(code: str) -> list[str]:
    return [
        code[:place] + other + code[place + 1 :]
        for place in range(len(code))
        for other in codes.ALPHABET
        if other != code[place]
    ]


def swapped(code: str) -> list[str]:
    swaps = []
    for first, second in combinations(range(len(code)), 2):
        letters = list(code)
        letters[first], letters[second] = letters[second], letters[first]
        swaps.append("".join(letters))
    return [swap for swap in swaps if swap != code]


def redoubled(code: str) -> list[str]:
    return [
        code[:place] + other * 2 + code[place + 2 :]
        for place in range(len(code) - 1)
        if code[place] == code[place + 1]
        for other in codes.ALPHABET
        if other != code[place]
    ]


def test_the_alphabet_has_thirty_characters_and_none_that_people_misread() -> None:
    assert len(set(codes.ALPHABET)) == 30
    assert not set("ILOU01") & set(codes.ALPHABET)


def test_every_single_wrong_character_in_every_task_code_is_caught() -> None:
    valid = frozenset(every_task_code())
    assert all(valid.isdisjoint(wrong_by_one(code)) for code in valid)


def test_every_swap_of_two_characters_in_every_task_code_is_caught() -> None:
    valid = frozenset(every_task_code())
    assert all(valid.isdisjoint(swapped(code)) for code in valid)


def test_every_doubled_character_typed_as_another_double_is_caught() -> None:
    valid = frozenset(every_task_code())
    assert all(valid.isdisjoint(redoubled(code)) for code in valid)


def test_validity_is_exactly_membership_in_the_codes_that_can_be_made() -> None:
    valid = frozenset(every_task_code())
    every = ("".join(parts) for parts in product(codes.ALPHABET[:8] + "2345", repeat=4))
    assert all(codes.is_valid(text) == (text in valid) for text in every)


def test_one_body_in_thirty_one_has_no_check_character_and_says_so() -> None:
    bodies = ["".join(parts) for parts in product(codes.ALPHABET, repeat=3)]
    without = [body for body in bodies if not codes.has_check(body)]
    assert len(without) == pytest.approx(len(bodies) / 31, rel=0.01)
    with pytest.raises(codes.CodeError, match="draw another"):
        codes.make(without[0])


def test_mistakes_in_a_case_code_are_caught() -> None:
    for code in random_case_codes(300):
        assert codes.is_valid(code)
        assert not any(codes.is_valid(text) for text in (*wrong_by_one(code), *swapped(code), *redoubled(code)))


@pytest.mark.parametrize("place", range(30))
def test_a_case_code_exists_for_every_draw_even_where_the_first_body_has_no_check(place: int) -> None:
    code = codes.case_code(lambda _: place)
    assert len(code) == codes.CASE_LENGTH
    assert codes.is_valid(code)


def test_bodies_without_a_check_give_their_neighbour() -> None:
    drawn = iter(drawn_without_check())
    assert codes.is_valid(codes.case_code(lambda _: next(drawn)))


def drawn_without_check() -> tuple[int, ...]:
    """Six draws that make a body without a check character."""
    bodies = product(range(30), repeat=6)
    return next(b for b in bodies if not codes.has_check("".join(codes.ALPHABET[n] for n in b)))


def task_code_at(place: int) -> str:
    return codes.task_code(lambda _: place)


def test_a_task_code_is_one_draw_over_all_there_are_and_each_mixes_letters_and_digits() -> None:
    sizes: list[int] = []

    def last(size: int) -> int:
        sizes.append(size)
        return size - 1

    codes.task_code(last)
    issued = {task_code_at(n) for n in range(sizes[0])}
    assert len(sizes) == 1
    assert len(issued) == sizes[0] > 15_000
    assert all(codes.is_task_code(code) for code in issued)


@pytest.mark.parametrize("word", WORDS)
def test_a_word_or_a_number_is_never_a_task_code_even_with_its_check_character(word: str) -> None:
    assert not codes.is_task_code(word)


def test_the_example_of_every_manual_is_a_valid_code() -> None:
    assert codes.make("K7M") == "K7M4"
    assert codes.is_task_code("K7M4")


@pytest.mark.parametrize("typed", ["k7m4", " K7M4 ", "K7-M4", "K7.M4.", "k 7 m 4", "K7\u2013M4", "k7\u00a0m4"])
def test_a_code_is_read_in_whatever_case_and_spacing_people_type(typed: str) -> None:
    assert codes.normalise(typed) == "K7M4"


@pytest.mark.parametrize("text", ["", "K", "K7M", "K7M44", "KIM4", "k7m4", "K7M\u0664", "K7M4" * 3000, "K7\x004"])
def test_what_is_no_code_is_not_valid(text: str) -> None:
    assert not codes.is_valid(text)
    assert not codes.is_task_code(text)


def test_a_body_with_a_foreign_character_names_it() -> None:
    with pytest.raises(codes.CodeError, match="'O'"):
        codes.check_character("KO7")
