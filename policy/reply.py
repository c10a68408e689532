"""Reading a reply: a keyword AND a valid code, or nothing changes (domain.md §6); doubts are asked back."""

from collections.abc import Iterator
from itertools import pairwise

from policy.codes import is_task_code
from policy.enrolling import digits_of
from policy.reading import Instruction as Instruction  # noqa: PLC0414 - a reader of replies finds its result here
from policy.reading import Reading as Reading  # noqa: PLC0414
from policy.reading import Unread as Unread  # noqa: PLC0414
from policy.reply_arguments import instruction
from policy.reply_doubt import doubt, is_question, second_hand
from policy.reply_text import Words, bare, codes_of, own_lines, plain, verb_of, words_of
from policy.reply_words import ASKING, CODELESS, COMPANY, ORDINARY, STRONG, THANKS, WEAK
from policy.words import Outcome, Verb

MAX_LENGTH = 1600
"""What a provider carries in one message; anything longer is not an answer."""


def read(text: str, sender: str = "") -> Reading:
    """Read a reply as it was typed. Total: every text gives a Reading, none raises.

    `sender` is what our own messages begin with: one of them sent back says nothing.
    """
    if len(text) > MAX_LENGTH:
        return Reading(why=Unread.TOO_LONG)
    typed = plain(own_lines(text))
    if why := second_hand(typed, sender):
        return Reading(why=why)
    thankless = THANKS.sub(" ", typed)
    words = words_of(ORDINARY.sub(" ", thankless))
    if why := _emptiness(words, thanked=thankless != typed) or doubt(typed, words):
        return Reading(why=why)
    reading = _codeless(words) or _with_codes(words)
    asking = all(instruction.verb in ASKING for instruction in reading.instructions)
    return reading if asking or not is_question(typed, words) else Reading(why=Unread.QUESTION)


def _emptiness(words: Words, *, thanked: bool) -> Unread | None:
    if thanked and not any(verb_of(word) for word in words):
        return Unread.THANKS
    return None if words else Unread.EMPTY


def _codeless(words: Words) -> Reading | None:
    """DAFTAR (with six digits: a code that proves), BERHENTI, LANJUT are alone: "anak berhenti sekolah" is none."""
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
    found = [each for segment in _segments(words) for each in _instructions(segment)]
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
    if len(codes_of(words)) == 1 or (len(keywords) == 1 and not codes[0] < keywords[0] < codes[-1]):
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
        yield instruction(verb, code, segment)


def _single_verb(segment: Words) -> Verb | None:
    """The one thing said. MULAI includes TERIMA ("siap proses"), and "sudah diproses" is MULAI.

    A weak "sudah" says SELESAI only alone: what "sudah dibaca", "sudah masuk" or "sudah di rumah" ends is no task.
    """
    strong = {STRONG[word] for word in segment if word in STRONG}
    verbs = strong or {WEAK[word] for word in segment if word in WEAK}
    included = {Verb.ACCEPT, Verb.START} if strong else {Verb.ACCEPT, Verb.START, Verb.COMPLETE}
    if Verb.START in verbs <= included:
        return Verb.START
    if len(verbs) != 1 or (not strong and Verb.COMPLETE in verbs and not bare(segment, set(Outcome))):
        return None
    return verbs.pop()
