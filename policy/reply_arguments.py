"""The argument of a keyword: the digit of a refusal, the letter of an outcome, the days of a postponement."""

from collections.abc import Callable
from itertools import pairwise

from policy.codes import is_task_code
from policy.reading import Instruction
from policy.reply_text import Words, verb_of
from policy.reply_words import NUMBERS, STRONG, UNITS, WEAK
from policy.words import Decline, Outcome, Verb

_MOST_DAYS = 366


def instruction(verb: Verb, code: str, segment: Words) -> Instruction:
    """The verb on one code, with the argument that stands beside it; None where there is none, and we ask."""
    if verb is Verb.DECLINE:
        return Instruction(verb, code, reason=_reason(segment))
    if verb is Verb.COMPLETE:
        return Instruction(verb, code, outcome=_outcome(_argument(segment, _is_letter)))
    if verb is Verb.POSTPONE:
        return Instruction(verb, code, days=_days(segment))
    return Instruction(verb, code)


def decline(word: str) -> Decline | None:
    """The reason a digit stands for."""
    return Decline(word) if word in set(Decline) else None


def unserved(word: str) -> bool:
    """Whether a letter says that the child was not served."""
    return _is_letter(word) and word != Outcome.SERVED


def _argument(segment: Words, looks: Callable[[str], bool]) -> str:
    """The only word of its shape, if it stands beside the keyword or a code; else ""."""
    places = [n for n, word in enumerate(segment) if looks(word)]
    if len(places) != 1:
        return ""
    place = places[0]
    keywords = STRONG if any(word in STRONG for word in segment) else WEAK
    beside = segment[max(place - 1, 0) : place] + segment[place + 1 : place + 2]
    return segment[place] if any(word in keywords or is_task_code(word) for word in beside) else ""


def _reason(segment: Words) -> Decline | None:
    """A digit, or its word right after the keyword: "tolak dua"; "dua anak" further on is no reason."""
    if any(word.isdigit() for word in segment):
        return decline(_argument(segment, str.isdigit))
    spoken = [then for first, then in pairwise(segment) if STRONG.get(first) is Verb.DECLINE]
    return decline(str(NUMBERS[spoken[0]])) if spoken and spoken[0] in NUMBERS else None


def _is_letter(word: str) -> bool:
    return word in set(Outcome)


def _outcome(word: str) -> Outcome | None:
    return Outcome(word) if word in set(Outcome) else None


def _days(segment: Words) -> int | None:
    """Whole days of "2", "2 hari", "dua hari", "2 minggu", "seminggu"; None for dates, hours, hari kerja."""
    word = _argument(segment, _is_number)
    if not word or "MINUS" in segment:
        return None
    after = segment[segment.index(word) + 1 :]
    unit, rest = (after[0], after[1:]) if after and after[0] in UNITS else ("H", after)
    if rest and not (is_task_code(rest[0]) or verb_of(rest[0])):
        return None
    days = _count(word) * UNITS[unit]
    return days if 0 < days <= _MOST_DAYS else None


def _is_number(word: str) -> bool:
    return word.isdigit() or word in NUMBERS


def _count(word: str) -> int:
    return NUMBERS[word] if word in NUMBERS else int(word)
