"""What the desk writes down of a call: TERIMA, TOLAK 2, MULAI, SELESAI A, TUNDA 2, GAGAL or BANTUAN. Pure."""

from policy.reading import Instruction
from policy.words import Decline, Outcome, Verb

ANSWERS = (Verb.ACCEPT, Verb.DECLINE, Verb.START, Verb.COMPLETE, Verb.POSTPONE, Verb.FAIL, Verb.HELP)
_MOST_DIGITS = 3


def answer(text: str) -> Instruction | None:
    """The answer; None if the word is none. An argument that is none is left out, and the case asks for it."""
    word, _, argument = text.strip().upper().partition(" ")
    verb = next((each for each in ANSWERS if each == word), None)
    if verb is None:
        return None
    given = argument.strip()
    return Instruction(
        verb,
        reason=Decline(given) if verb is Verb.DECLINE and given in set(Decline) else None,
        outcome=Outcome(given) if verb is Verb.COMPLETE and given in set(Outcome) else None,
        days=_days(given) if verb is Verb.POSTPONE else None,
    )


def _days(given: str) -> int | None:
    plain = given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS
    return int(given) if plain else None
