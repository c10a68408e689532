"""What stops a text from being an instruction, whatever else it says: negations, conditions, quotations, machines."""

import re
from itertools import pairwise

from policy.codes import is_task_code
from policy.reading import Unread
from policy.reply_arguments import decline, unserved
from policy.reply_text import Words, codes_of
from policy.reply_words import (
    AUTOMATIC,
    EXPLAINED,
    FUTURE,
    LATER,
    NEGATIONS,
    QUESTIONS,
    QUOTES,
    STRONG,
    STRUCK,
    THINGS,
    UNSURE,
    WEAK,
)
from policy.words import Verb

_LOOKS_LIKE_A_CODE = re.compile(r"(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{4}")


def second_hand(typed: str, sender: str) -> Unread | None:
    """A machine's answer, or words of somebody else sent on; `sender` is what our own messages begin with."""
    if AUTOMATIC.search(typed):
        return Unread.AUTOMATIC
    ours = sender != "" and f"{sender.upper()}:" in typed
    return Unread.QUOTED if ours or QUOTES.search(typed) else None


def doubt(typed: str, words: Words) -> Unread | None:
    """Why nothing may be done on this text; None if nothing speaks against it."""
    negations = (place for place, word in enumerate(words) if word in NEGATIONS)
    if STRUCK.search(typed) or not all(_explains(words, place) for place in negations):
        return Unread.NEGATED
    if UNSURE.intersection(words) or FUTURE.intersection(_before_keyword(words)) or _begins_later(words):
        return Unread.UNSURE
    if any(_LOOKS_LIKE_A_CODE.fullmatch(word) and not is_task_code(word) for word in words):
        return Unread.BAD_CODE
    return Unread.AMBIGUOUS if _got_a_thing(words) else None


def is_question(typed: str, words: Words) -> bool:
    """Whether the text asks something."""
    return "?" in typed or not QUESTIONS.isdisjoint(words)


def _before_keyword(words: Words) -> Words:
    """What comes before the last strong keyword or, where there is none, before the first weak one."""
    strong = [place for place, word in enumerate(words) if word in STRONG]
    weak = [place for place, word in enumerate(words) if word in WEAK]
    return words[: max(strong, default=min(weak, default=0))]


def _begins_later(words: Words) -> bool:
    """Whether it says "mulai besok": nothing has begun."""
    return any(_verb(first) is Verb.START and then in LATER for first, then in pairwise(words))


def _got_a_thing(words: Words) -> bool:
    """Whether it says "suratnya sudah kami terima": a letter that arrived is no task taken."""
    taken = [place for place, word in enumerate(words) if STRONG.get(word) is Verb.ACCEPT]
    beside = {words[place + 1] for place in taken if place + 1 < len(words)}
    return bool(taken) and not THINGS.isdisjoint({*words[: taken[0]], *beside})


def _verb(word: str) -> Verb | None:
    return STRONG.get(word) or WEAK.get(word)


def _explains(words: Words, place: int) -> bool:
    """Whether the negation at `place` only gives the ground of a refusal or outcome stated before it."""
    said, rest = words[:place], words[place + 1 :]
    verbs = {STRONG[word] for word in said if word in STRONG}
    refused = Verb.DECLINE in verbs and any(decline(word) for word in said)
    without = Verb.COMPLETE in verbs and any(unserved(word) for word in said)
    turned = any(word in STRONG or WEAK.get(word) in (Verb.ACCEPT, Verb.START) for word in rest)
    settled = not codes_of(rest) or len(codes_of(words)) == 1
    return (refused or without) and not turned and settled and not EXPLAINED.isdisjoint(rest[:1])
