"""Texts nobody has written: words of answers, of thanks and of ordinary life, thrown together from a seed."""

from collections.abc import Iterator
from random import Random

from policy.reply_words import CODELESS, FILLERS, NEGATIONS, QUESTIONS, STRONG, UNSURE, WEAK
from tests.policy.replies import K, P

KEYWORDS = tuple(sorted({*STRONG, *WEAK}))
CODES = (K, P, "k7m4", "K7 M4", "K 7 M 4", "K7-M4")
NEAR = ("K7M5", "K7M", "P3X8", "7KM4", "K7", "P3", "KM74", "081234567890", "24/11", "2X24")
THANKING = ("terima kasih", "terimakasih", "trima ksh", "matur nuwun", "makasih ya", "suwun", "matur suwun", "tq")
LIFE = (
    "anak ibu bapak sekolah surat besok rumah sakit desa polisi sidang jam hari laporan ULT PSAI: Rujukan baru Balas:"
    " menulis: > ~ ? ! , . 1 2 3 9 A B C X \U0001f44d \U0001f64f \u202e \u200b ijin nyuwun pangapunten monggo"
    " sanget ngapunten pripun saged lare bocah budhal mulih omah"
)
ORDINARY = (*THANKING, *LIFE.split())
LITTLE = tuple(sorted({*FILLERS, *NEGATIONS, *QUESTIONS, *UNSURE, *CODELESS}))


def texts(seed: int, count: int, *, keywords: bool, codes: bool) -> Iterator[str]:
    """So many texts of up to twelve words, without any keyword or without any code."""
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    words = (*ORDINARY, *LITTLE, *NEAR, *(KEYWORDS if keywords else ()), *(CODES if codes else ()))
    for _ in range(count):
        said = (_typed(random, random.choice(words)) for _ in range(random.randrange(1, 13)))
        yield random.choice((" ", " ", ", ", "\n", ". ")).join(said)


def _typed(random: Random, word: str) -> str:
    """In any case, sometimes with a doubled letter."""
    shaped = random.choice((str.upper, str.lower, str.title))(word)
    at = random.randrange(len(shaped))
    return shaped[:at] + shaped[at] + shaped[at:] if random.random() < 0.1 else shaped
