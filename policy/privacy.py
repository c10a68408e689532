"""No text may tell who the child is: a stored name, number, place, school or type in a value is found. Pure.

Whole words are compared, without case, accents and signs. Free text (notes, stories) is not searched for words: its
words are those of every day. What every text of the unit says anyway (its own name, its telephone) tells nothing.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from policy.codes import is_valid, normalise

NAMES = frozenset(
    {"child", "carer", "suspect", "reporter", "witness", "handed_by", "received_by", "with", "asked_by", "consent_by"}
)
PLACES = frozenset({"where", "at", "school", "village"})
NUMBERS = frozenset({"nik", "contact", "number", "certificate"})
TYPE = "type"
HIDDEN = "***"
SHORTEST = 3
"""Letters of a name that counts; shorter ones are everywhere."""
DIGITS = 7
"""Digits of a number that counts: a time or a count has fewer."""
DRAWN = frozenset({"code", "codes", "case", "other"})
"""Values drawn at random, with a check character: they tell nothing, whatever they spell."""
_EVERYDAY = """
adik alamat aman anak ananda ayah asrama bapak belakang belum bersama bibi bin binti dan dari dekat depan desa
diketahui dinas dukuh dusun gang gereja guru home house hospital ibu ini jalan kabupaten kakak kakek kantor kecamatan
kelurahan keluarga kepala kos kota lksa masjid mts negeri nenek near not known orang paman panti pak pasar paud
pesantren polres polsek pondok puskesmas rsud rumah saat sakit school sdn sekolah sementara sdr sdri sma smk smp smpn
street swasta tante tetangga the tidak tinggal toko tua unknown village wali with yang
"""
COMMON = frozenset(_EVERYDAY.split())
"""Words of every day in names of people and places; alone they point to nobody."""
_NUMBER = re.compile(r"\d(?:[\s().-]?\d){6,}")


@dataclass(frozen=True)
class Secrets:
    """What the texts of one case must not say: words, phrases and numbers, each with the field it stands in."""

    words: Mapping[str, str]
    phrases: Mapping[tuple[str, ...], str]
    numbers: Mapping[str, str]


NOTHING = Secrets({}, {}, {})


def secrets(facts: Iterable[Mapping[str, object]], types: Iterable[str] = (), public: Collection[str] = ()) -> Secrets:
    """From the personal facts of a case and the names of its type; `public` is what every text may say."""
    told = [(name, value) for each in facts for name, value in each.items() if isinstance(value, str)]
    known = COMMON.union(*(words(text) for text in public))
    ours = {number for text in public for number in _numbers(text)}
    numbered = [(name, value) for name, value in told if name in NUMBERS]
    mails = {words(value): name for name, value in numbered if "@" in value}
    return Secrets(
        {word: name for name, value in told if name in NAMES | PLACES for word in words(value) if _counts(word, known)},
        mails | {phrase: TYPE for name in types if (phrase := words(name))},
        {number: name for name, value in numbered for number in _numbers(value) if number not in ours},
    )


def _counts(word: str, known: Collection[str]) -> bool:
    return len(word) >= SHORTEST and not word.isdigit() and word not in known


def words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return tuple(re.findall(r"[a-z0-9]+", re.sub(r"['`]", "", plain)))


def _numbers(text: str) -> Iterator[str]:
    """The long numbers in a text, without their signs, +62 as 0."""
    for found in _NUMBER.findall(text):
        digits = re.sub(r"\D", "", found)
        yield f"0{digits[2:]}" if digits.startswith("62") else digits


def leak(kept: Secrets, text: str) -> str:
    """The field whose value this text says, or ""."""
    said = words(text)
    word = next((kept.words[each] for each in said if each in kept.words), "")
    return word or _phrase(kept, said) or _number(kept, text)


def _phrase(kept: Secrets, said: tuple[str, ...]) -> str:
    runs = ((phrase, name) for phrase, name in kept.phrases.items() if len(phrase) <= len(said))
    return next((name for phrase, name in runs if _within(phrase, said)), "")


def _within(phrase: tuple[str, ...], said: tuple[str, ...]) -> bool:
    length = len(phrase)
    return any(said[start : start + length] == phrase for start in range(len(said) - length + 1))


def _number(kept: Secrets, text: str) -> str:
    found = tuple(_numbers(text))
    return next((name for number, name in kept.numbers.items() if any(number in each for each in found)), "")


@dataclass(frozen=True)
class Veiled:
    """Values that may be said, and what was hidden: the value's name with the field it would have told."""

    values: Mapping[str, object]
    hidden: tuple[tuple[str, str], ...] = ()


def veiled(kept: Secrets, values: Mapping[str, object], needs: Collection[str]) -> Veiled:
    """The values a template is filled with, those that would tell something hidden; the rest of the text stands."""
    found = {name: told for name in sorted(needs) if (told := _told(kept, name, values.get(name, "")))}
    safe = {name: _hidden(kept, values[name]) for name in found}
    return Veiled({**values, **safe}, tuple(found.items()))


def _told(kept: Secrets, name: str, value: object) -> str:
    each = [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else ()
    texts = (str(text) for text in each if not isinstance(text, StrEnum) and not _drawn(name, str(text)))
    return next((field for text in texts if (field := leak(kept, text))), "")


def _drawn(name: str, text: str) -> bool:
    """A code of a task or a case; a word of the program's own is no value of a case either (`StrEnum`)."""
    return name in DRAWN and is_valid(normalise(text))


def _hidden(kept: Secrets, value: object) -> object:
    """What is shown instead: of a list the rest, of a text nothing."""
    return tuple(text for text in value if not leak(kept, str(text))) if isinstance(value, list | tuple) else HIDDEN
