"""What a focal point writes beside TOLAK 3: the data that is missing, kept as a fact and never read as an answer."""

import re

from policy.codes import normalise
from policy.reply import Instruction, read
from policy.reply_words import STRONG, WEAK
from policy.words import Decline, Verb

LONGEST = 500
_WORD = re.compile(r"\S+")
_EDGE = " \t\r\n.,;:-/()"


def missing(text: str, told: Instruction) -> str:
    """The text without keyword, code and digit; "" where nothing is left, or where several tasks are answered."""
    if told.verb is not Verb.DECLINE or told.reason is not Decline.INCOMPLETE_DATA or len(read(text).instructions) != 1:
        return ""
    rest = " ".join(word for word in _WORD.findall(text) if not _of_the_answer(word, told))
    return rest.strip(_EDGE)[:LONGEST]


def _of_the_answer(word: str, told: Instruction) -> bool:
    bare = word.strip(_EDGE).upper()
    pieces = re.findall(r"[A-Z]+|\d+", bare)
    said = bool(pieces) and all(
        piece in STRONG or piece in WEAK or piece == Decline.INCOMPLETE_DATA for piece in pieces
    )
    return said or normalise(bare) == told.code
