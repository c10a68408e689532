"""Reading a reply: a keyword AND a valid code, or nothing changes (domain.md §6); doubts are asked back."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from policy.codes import is_task_code
from policy.enrolling import digits_of
from policy.reply_text import Words, codes_of, plain, verb_of, words_of
from policy.reply_words import (
    ASKING,
    CODELESS,
    COMPANY,
    EXPLAINED,
    FUTURE,
    NEGATIONS,
    NUMBERS,
    QUESTIONS,
    STRONG,
    STRUCK,
    THANKS,
    UNITS,
    UNSURE,
    WEAK,
)
from policy.words import Decline, Outcome, Verb

MAX_LENGTH = 1600
"""What a provider carries in one message; anything longer is not an answer."""

_MOST_DAYS = 366
_LOOKS_LIKE_A_CODE = re.compile(r"(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{4}")


class Unread(StrEnum):
    """Why a text was not taken as an instruction; the value is the word a manager reads."""

    EMPTY = "kosong"
    TOO_LONG = "terlalu panjang"
    THANKS = "ucapan terima kasih"
    QUESTION = "pertanyaan"
    NEGATED = "kalimat ingkar"
    UNSURE = "belum pasti"
    NO_KEYWORD = "tanpa kata kunci"
    NO_CODE = "tanpa kode"
    BAD_CODE = "kode salah ketik"
    AMBIGUOUS = "lebih dari satu arti"


@dataclass(frozen=True)
class Instruction:
    """One thing to do. An argument not given is None; `decide` refuses TOLAK, SELESAI, TUNDA without theirs.

    `code` is "", or the six digits that prove a number, with DAFTAR; `days` are whole days.
    """

    verb: Verb
    code: str = ""
    reason: Decline | None = None
    outcome: Outcome | None = None
    days: int | None = None


@dataclass(frozen=True)
class Reading:
    """What a text asks for: instructions, one for each task at most, or why there are none."""

    instructions: tuple[Instruction, ...] = ()
    why: Unread | None = None

    @property
    def understood(self) -> bool:
        """Whether anything is to be done."""
        return self.why is None


def read(text: str) -> Reading:
    """Read a reply as it was typed. Total: every text gives a Reading, none raises."""
    if len(text) > MAX_LENGTH:
        return Reading(why=Unread.TOO_LONG)
    typed = plain(text)
    thankless = THANKS.sub(" ", typed)
    words = words_of(thankless)
    doubt = _emptiness(words, thanked=thankless != typed) or _doubt(typed, words)
    if doubt:
        return Reading(why=doubt)
    reading = _codeless(words) or _with_codes(words)
    asking = all(instruction.verb in ASKING for instruction in reading.instructions)
    return reading if asking or not _is_question(typed, words) else Reading(why=Unread.QUESTION)


def _emptiness(words: Words, *, thanked: bool) -> Unread | None:
    if thanked and not any(verb_of(word) for word in words):
        return Unread.THANKS
    return None if words else Unread.EMPTY


def _doubt(typed: str, words: Words) -> Unread | None:
    """What stops a text from being an instruction, whatever else it says."""
    negations = (place for place, word in enumerate(words) if word in NEGATIONS)
    if STRUCK.search(typed) or not all(_explains(words, place) for place in negations):
        return Unread.NEGATED
    if UNSURE.intersection(words) or FUTURE.intersection(_before_keyword(words)):
        return Unread.UNSURE
    if any(_LOOKS_LIKE_A_CODE.fullmatch(word) and not is_task_code(word) for word in words):
        return Unread.BAD_CODE
    return None


def _is_question(typed: str, words: Words) -> bool:
    return "?" in typed or not QUESTIONS.isdisjoint(words)


def _before_keyword(words: Words) -> Words:
    """What comes before the last strong keyword or, where there is none, before the first weak one."""
    strong = [place for place, word in enumerate(words) if word in STRONG]
    weak = [place for place, word in enumerate(words) if word in WEAK]
    return words[: max(strong, default=min(weak, default=0))]


def _explains(words: Words, place: int) -> bool:
    """Whether the negation at `place` only gives the ground of a refusal or outcome stated before it."""
    said, rest = words[:place], words[place + 1 :]
    verbs = {STRONG[word] for word in said if word in STRONG}
    refused = Verb.DECLINE in verbs and any(_decline(word) for word in said)
    unserved = Verb.COMPLETE in verbs and any(_unserved(word) for word in said)
    turned = any(word in STRONG or WEAK.get(word) in (Verb.ACCEPT, Verb.START) for word in rest)
    settled = not codes_of(rest) or len(codes_of(words)) == 1
    return (refused or unserved) and not turned and settled and not EXPLAINED.isdisjoint(rest[:1])


def _codeless(words: Words) -> Reading | None:
    """DAFTAR (with six digits: a code that proves) and BERHENTI stand nearly alone: "anak berhenti sekolah" is none."""
    verb = CODELESS.get(words[0])
    if verb is Verb.LIST and (code := digits_of(" ".join(words[1:]))):
        return Reading((Instruction(verb, code),))
    if verb is None or not COMPANY.issuperset(words[1:]):
        return None
    return Reading((Instruction(verb),))


def _with_codes(words: Words) -> Reading:
    if not any(verb_of(word) for word in words):
        return Reading(why=Unread.NO_KEYWORD)
    if not codes_of(words):
        return Reading(why=Unread.NO_CODE)
    found = [instruction for segment in _segments(words) for instruction in _instructions(segment)]
    instructions = tuple(dict.fromkeys(i for i in found if i))
    once = len({i.code for i in instructions}) == len(instructions)
    clear = None not in found and once and len(instructions) == len(codes_of(words))
    return Reading(instructions) if clear else Reading(why=Unread.AMBIGUOUS)


def _segments(words: Words) -> Iterator[Words]:
    """One segment for each keyword of a text with several codes and keywords.

    "TERIMA K7M4 TOLAK 1 P3XD" begins with a keyword, so keywords begin segments; "K7M4 TERIMA, P3XD TOLAK 1"
    with a code. A text that changes its order leaves a segment without code or keyword and is not understood.
    """
    keywords = [n for n, word in enumerate(words) if verb_of(word)]
    codes = [n for n, word in enumerate(words) if is_task_code(word)]
    if len(codes_of(words)) == 1 or len(keywords) == 1:
        yield words
        return
    starts = keywords if keywords[0] < codes[0] else codes
    for start, end in pairwise((0, *starts[1:], len(words))):
        yield words[start:end]


def _instructions(segment: Words) -> Iterator[Instruction | None]:
    """The segment's verb on each of its codes; None if it has not one verb, or a strong one without code."""
    verb = _single_verb(segment)
    codes = codes_of(segment)
    if verb is None or (not codes and any(word in STRONG for word in segment)):
        yield None
        return
    for code in codes:
        yield _instruction(verb, code, segment)


def _single_verb(segment: Words) -> Verb | None:
    """The one thing said. MULAI includes TERIMA ("siap proses"), and "sudah diproses" is MULAI."""
    strong = {STRONG[word] for word in segment if word in STRONG}
    verbs = strong or {WEAK[word] for word in segment if word in WEAK}
    included = {Verb.ACCEPT, Verb.START} if strong else {Verb.ACCEPT, Verb.START, Verb.COMPLETE}
    if Verb.START in verbs <= included:
        return Verb.START
    return verbs.pop() if len(verbs) == 1 else None


def _instruction(verb: Verb, code: str, segment: Words) -> Instruction:
    if verb is Verb.DECLINE:
        return Instruction(verb, code, reason=_decline(_argument(segment, str.isdigit)))
    if verb is Verb.COMPLETE:
        return Instruction(verb, code, outcome=_outcome(_argument(segment, _is_letter)))
    if verb is Verb.POSTPONE:
        return Instruction(verb, code, days=_days(segment))
    return Instruction(verb, code)


def _argument(segment: Words, looks: Callable[[str], bool]) -> str:
    """The only word of its shape, if it stands beside the keyword or a code; else "", and we ask."""
    places = [n for n, word in enumerate(segment) if looks(word)]
    if len(places) != 1:
        return ""
    place = places[0]
    keywords = STRONG if any(word in STRONG for word in segment) else WEAK
    beside = segment[max(place - 1, 0) : place] + segment[place + 1 : place + 2]
    return segment[place] if any(word in keywords or is_task_code(word) for word in beside) else ""


def _decline(word: str) -> Decline | None:
    return Decline(word) if word in set(Decline) else None


def _is_letter(word: str) -> bool:
    return word in set(Outcome)


def _outcome(word: str) -> Outcome | None:
    return Outcome(word) if word in set(Outcome) else None


def _unserved(word: str) -> bool:
    return _is_letter(word) and word != Outcome.SERVED


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
