"""Whether two reports may be of one child: names as they sound, and birth dates. A person decides; this only asks."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

NOT_A_NAME = frozenset({"", "belum diketahui", "tidak diketahui", "anonim", "x", "xx", "nn"})
TITLES = frozenset({"an", "anak", "ananda", "adik", "adek", "dik", "sdr", "sdri", "nn", "bin", "binti", "alm", "almh"})
SHORT: Mapping[str, str] = {"muh": "muhammad", "moh": "muhammad", "mohd": "muhammad", "m": "muhammad", "abd": "abdul"}
_SOUNDS = (
    ("oe", "u"),
    ("tj", "c"),
    ("dj", "j"),
    ("nj", "ny"),
    ("sj", "s"),
    ("sy", "s"),
    ("ch", "h"),
    ("kh", "h"),
    ("th", "t"),
    ("dh", "d"),
    ("dz", "z"),
    ("ph", "f"),
    ("ck", "k"),
    ("x", "ks"),
    ("q", "k"),
    ("v", "f"),
    ("p", "f"),
    ("z", "j"),
    ("ee", "i"),
)
"""Spellings that sound alike here: old and new (Soerjo, Suryo), Arabic names as each clerk hears them."""
_MUTE = re.compile(r"(?<=[a-z])h(?=$|[aiueo])|(?<=[aiueo])h(?=[bcdfgjklmnrst])")
_Y = re.compile(r"y(?=[aiueo])")
YEARS_APART = 2


class Name(StrEnum):
    """How alike two names are."""

    SAME = "nama sama"
    SOUND = "nama terdengar sama"
    PART = "sebagian nama sama"


class Birth(StrEnum):
    """How two birth dates agree."""

    SAME = "tanggal lahir sama"
    OTHER = "tanggal lahir lain"
    UNKNOWN = "tanggal lahir tidak diketahui"


@dataclass(frozen=True)
class Child:
    """What a report says of a child that can be compared; `born` is None where only an age was told."""

    name: str
    born: date | None = None


@dataclass(frozen=True)
class Likeness:
    """How alike two children are: no more than a person needs in order to decide."""

    name: Name
    birth: Birth


def normal(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, titles and signs, common short forms written out."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    if plain.strip() in NOT_A_NAME:
        return ()
    words = re.sub(r"[^a-z ]", " ", re.sub(r"['`]", "", plain)).split()
    return tuple(SHORT.get(word, word) for word in words if word not in TITLES)


def sound(word: str) -> str:
    """A word as it sounds: `Khoirul`, `Choirul` and `Hoirul` are one."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    plain = _MUTE.sub("", _Y.sub("j", word).replace("y", "i"))  # Jusuf is Yusuf, Deny is Deni
    return "".join(letter for letter, _ in groupby(plain))


def born_on(told: str) -> date | None:
    """The birth date as it is kept; None for an age or for nothing."""
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


def likeness(one: Child, other: Child) -> Likeness | None:
    """How alike, or None where they are surely two children or nothing can be compared.

    The same name is put before a person unless the birth years lie far apart; a name that only sounds alike unless
    the birth dates differ; a part of a name only with the same birth date.
    """
    name, birth = _names(normal(one.name), normal(other.name)), _births(one.born, other.born)
    if name is None or _far_apart(one.born, other.born):
        return None
    if name is Name.PART and birth is not Birth.SAME:
        return None
    return None if name is Name.SOUND and birth is Birth.OTHER else Likeness(name, birth)


def _names(one: tuple[str, ...], other: tuple[str, ...]) -> Name | None:
    if not one or not other:
        return None
    if sorted(one) == sorted(other):
        return Name.SAME
    heard, also = _heard(one), _heard(other)
    if "".join(sorted(heard)) == "".join(sorted(also)) or sound("".join(one)) == sound("".join(other)):
        return Name.SOUND
    return Name.PART if set(heard) & set(also) else None


def _heard(words: Iterable[str]) -> list[str]:
    return [sound(word) for word in words]


def _births(one: date | None, other: date | None) -> Birth:
    if one is None or other is None:
        return Birth.UNKNOWN
    return Birth.SAME if one == other else Birth.OTHER


def _far_apart(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs(one.year - other.year) > YEARS_APART
