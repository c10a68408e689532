"""Codes of tasks and cases: short, random, meaningless, with a check character; randomness is an argument."""

from collections.abc import Callable
from functools import cache
from itertools import product

DIGITS = "23456789"
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ" + DIGITS
"""A-Z and 0-9 without I L O U 0 1, which people misread."""
TASK_LENGTH = 4
CASE_LENGTH = 7
_MODULUS = 31
"""A prime above the 30 characters. With weights that are powers of 3, a generator modulo 31, every
single wrong character, every swap of two characters at any distance and every doubled one (44 for 77)
changes the sum. The cost: one body in 31 has no check character and is never issued."""
_WEIGHT = 3
_SHIFT = 30
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_SEPARATORS = str.maketrans("", "", " \t\r\n.-_/\u00a0\u2010\u2011\u2012\u2013\u2014")

Draw = Callable[[int], int]
"""`draw(n)` gives a number from 0 to n-1; `secrets.randbelow` in the product."""


class CodeError(ValueError):
    """A body that cannot become a code: a foreign character, or one of those without a check character."""


def normalise(text: str) -> str:
    """The code as stored: upper case, without the spaces, dots and dashes people put in."""
    return text.translate(_SEPARATORS).upper()


def check_character(body: str) -> str:
    """The character that completes `body`, or CodeError. Shown exhaustively in tests/policy/test_codes.py."""
    total = _SHIFT
    for character in body:
        if character not in _VALUES:
            raise CodeError(f"{character!r} is not in the alphabet {ALPHABET}")
        total = (total + _VALUES[character]) * _WEIGHT % _MODULUS
    if total == len(ALPHABET):
        raise CodeError(f"{body!r} has no check character; draw another body")
    return ALPHABET[total]


def has_check(body: str) -> bool:
    """Whether `body` can be issued at all; 30 of 31 can."""
    try:
        check_character(body)
    except CodeError:
        return False
    return True


def make(body: str) -> str:
    """`body` with its check character; CodeError if it has none."""
    return body + check_character(body)


def is_valid(code: str) -> bool:
    """Whether `code`, as stored (see `normalise`), has a code's length and carries its check character."""
    if len(code) not in (TASK_LENGTH, CASE_LENGTH):
        return False
    return has_check(code[:-1]) and check_character(code[:-1]) == code[-1]


def is_task_code(code: str) -> bool:
    """Whether `code` can have been issued for a task: valid, and its body has a letter and a digit.

    Every task code mixes both, so that a word of a reply that happens to check ("data") is never read as one.
    """
    return len(code) == TASK_LENGTH and _is_mixed(code[:-1]) and is_valid(code)


def task_code(draw: Draw) -> str:
    """A task's code, such as K7M4, from one draw over the 15,000-odd codes there are."""
    bodies = _task_bodies()
    return make(bodies[draw(len(bodies))])


def case_code(draw: Draw) -> str:
    """A case's code of 7 characters, from one draw for each of the first six."""
    body = "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(CASE_LENGTH - 1))
    return make(body if has_check(body) else _neighbour(body))


def _neighbour(body: str) -> str:
    """`body` with its last character moved on by one: the sum changes, so it has a check character."""
    return body[:-1] + ALPHABET[(_VALUES[body[-1]] + 1) % len(ALPHABET)]


def _is_mixed(body: str) -> bool:
    digits = sum(character in DIGITS for character in body)
    return 0 < digits < len(body)


@cache
def _task_bodies() -> tuple[str, ...]:
    bodies = ("".join(parts) for parts in product(ALPHABET, repeat=TASK_LENGTH - 1))
    return tuple(body for body in bodies if _is_mixed(body) and has_check(body))
