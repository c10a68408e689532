"""From a reply as typed to its words: upper case, codes made whole, fillers gone; nothing is judged here."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import pairwise

from policy.codes import is_task_code, normalise
from policy.reply_words import FILLERS, STRONG, UNITS, WEAK
from policy.words import Verb

Words = tuple[str, ...]

_CHUNK = re.compile(r"[A-Z0-9]+(?:[-./][A-Z0-9]+)*")
_GLUED = re.compile(r"([A-Z]+)(\d{1,2})|(\d{1,3})([A-Z]+)")


def plain(text: str) -> str:
    """Upper case, wide letters made plain, invisible characters gone; a sign before a number is a word."""
    composed = unicodedata.normalize("NFKC", text)
    visible = "".join(" " if c.isspace() else c for c in composed if c.isspace() or c.isprintable())
    return re.sub(r"(?<=\s)-(?=\d)", " MINUS ", visible).upper()


def own_lines(text: str) -> str:
    """The text without the lines a mail or chat program has quoted (`> ...`)."""
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))


def words_of(plain: str) -> Words:
    """The words that can mean something, in order; K7 M4 is one word."""
    return tuple(_joined(_CHUNK.findall(plain)))


def _joined(chunks: list[str]) -> Iterator[str]:
    parts = _spelled([part for chunk in chunks for part in _parts(chunk)])
    skip = False
    for first, second in pairwise((*parts, "")):
        if skip or first in FILLERS:
            skip = False
        elif _is_split_code(first, second):
            skip = True
            yield first + second
        else:
            yield first


def _spelled(parts: list[str]) -> list[str]:
    """K 7 M 4, as a telephone that listens writes it, is one word; only if it can be read in one way."""
    size = len("K7M4")
    spots = range(len(parts) - size + 1)
    found = [n for n in spots if all(len(part) == 1 for part in parts[n : n + size])]
    codes = [n for n in found if is_task_code("".join(parts[n : n + size]))]
    if len(codes) != 1:
        return parts
    start = codes[0]
    return [*parts[:start], "".join(parts[start : start + size]), *parts[start + size :]]


def _parts(chunk: str) -> tuple[str, ...]:
    """K7-M4 is a code; TOLAK/1 are two words; TOLAK1 and 2HARI as well."""
    if is_task_code(normalise(chunk)):
        return (normalise(chunk),)
    return tuple(piece for part in re.split(r"[-./]", chunk) for piece in _unglued(part))


def _unglued(part: str) -> tuple[str, ...]:
    glued = _GLUED.fullmatch(part)
    if is_task_code(part) or not glued:
        return _with_its_code(part) or (_known(part),)
    pieces = tuple(piece for piece in glued.groups() if piece)
    known = verb_of(pieces[0]) or pieces[-1] in UNITS
    return pieces if known else (part,)


def _with_its_code(part: str) -> Words | None:
    """TERIMAK7M4 and K7M4TERIMA are two words each."""
    for cut in (len(part) - len("K7M4"), len("K7M4")):
        first, then = part[:cut], part[cut:]
        if (verb_of(first) and is_task_code(then)) or (is_task_code(first) and verb_of(then)):
            return first, then
    return None


def _known(word: str) -> str:
    """OKEEE as OKE and SIAAP as SIAP, where that is a keyword."""
    short = re.sub(r"(.)\1+", r"\1", word)
    return short if short != word and verb_of(short) else word


def _is_split_code(first: str, second: str) -> bool:
    halves = (first, second)
    ordinary = any(half.isdigit() or verb_of(half) or half in UNITS or half in FILLERS for half in halves)
    return not ordinary and all(len(half) == len("K7") for half in halves) and is_task_code(first + second)


def verb_of(word: str) -> Verb | None:
    """The verb a keyword stands for, strong or weak."""
    return STRONG.get(word) or WEAK.get(word)


def codes_of(words: Words) -> Words:
    """The distinct codes of a text, in order."""
    return tuple(dict.fromkeys(word for word in words if is_task_code(word)))


def bare(words: Words, arguments: Collection[str]) -> bool:
    """Whether a text says nothing but keywords, codes and arguments."""
    return all(verb_of(word) or is_task_code(word) or word in arguments for word in words)
