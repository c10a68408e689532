"""What was read in a reply: instructions, or the one reason why nothing is to be done. Data only."""

from dataclasses import dataclass
from enum import StrEnum

from policy.words import Decline, Outcome, Verb


class Unread(StrEnum):
    """Why a text was not taken as an instruction; the value is the word a manager reads."""

    EMPTY = "kosong"
    TOO_LONG = "terlalu panjang"
    THANKS = "ucapan terima kasih"
    QUESTION = "pertanyaan"
    NEGATED = "kalimat ingkar"
    UNSURE = "belum pasti"
    QUOTED = "kutipan"
    AUTOMATIC = "balasan otomatis"
    NO_KEYWORD = "tanpa kata kunci"
    NO_CODE = "tanpa kode"
    BAD_CODE = "kode salah ketik"
    AMBIGUOUS = "lebih dari satu arti"


@dataclass(frozen=True)
class Instruction:
    """One thing to do. An argument not given is None; `decide` refuses TOLAK, SELESAI, TUNDA without theirs.

    `code` is "" with DAFTAR, BERHENTI and LANJUT; `days` are whole days.
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
