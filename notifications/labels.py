"""The short words messages use for codes of `policy.words`: none names a child, a case type or a service."""

from collections.abc import Mapping
from enum import StrEnum

from policy.hard_words import Lack
from policy.words import ClosureReason, Decline, Kind, Outcome, State

MAX_WORD = 24

_KINDS: Mapping[StrEnum, tuple[str, str]] = {
    Kind.TAKE_REPORT: ("ambil laporan", "take the report"),
    Kind.ASSESSMENT: ("asesmen", "assessment"),
    Kind.PLAN: ("rencana", "plan"),
    Kind.REFERRAL: ("rujukan", "referral"),
    Kind.REROUTE: ("rujuk ulang", "re-route"),
    Kind.RESEND: ("lengkapi & kirim ulang", "complete & send again"),
    Kind.UNSERVED: ("belum terlayani", "not served yet"),
    Kind.DECIDE: ("putuskan kirim / cabut", "send or withdraw it"),
    Kind.VISIT: ("kunjungan", "visit"),
    Kind.WHEREABOUTS: ("pastikan lokasi anak", "confirm the place"),
    Kind.APPROVAL: ("persetujuan terminasi", "closure approval"),
    Kind.MANAGER: ("tugas manajer", "manager's task"),
    Kind.STATUTORY: ("jam hukum", "statutory clock"),
    Kind.TRANSFER: ("pelimpahan", "transfer"),
    Kind.BASIS: ("konfirmasi dasar", "basis to confirm"),
    Kind.REVOCATION: ("keputusan pencabutan", "withdrawal to decide"),
    Kind.DUPLICATE: ("periksa ganda", "check for a duplicate"),
}
_DECLINES: Mapping[StrEnum, tuple[str, str]] = {
    Decline.NOT_OUR_MANDATE: ("bukan kewenangan", "not our mandate"),
    Decline.NO_CAPACITY: ("kapasitas penuh", "no capacity"),
    Decline.INCOMPLETE_DATA: ("data kurang", "data incomplete"),
    Decline.ALREADY_SERVED: ("sudah ditangani", "already served"),
    Decline.UNWILLING: ("tidak bersedia", "unwilling"),
    Decline.OTHER: ("alasan lain", "another reason"),
}
_OUTCOMES: Mapping[StrEnum, tuple[str, str]] = {
    Outcome.SERVED: ("terlayani", "served"),
    Outcome.REFERRED_ON: ("dirujuk ke pihak lain", "referred on"),
    Outcome.NO_CONTACT: ("tak terhubungi", "could not be contacted"),
    Outcome.CLIENT_DECLINED: ("klien menolak", "client declined"),
    Outcome.NOT_ELIGIBLE: ("tak memenuhi syarat", "not eligible"),
    Outcome.OTHER: ("hasil lain", "another outcome"),
}
_CLOSURES: Mapping[StrEnum, tuple[str, str]] = {
    ClosureReason.GOALS_MET: ("tujuan tercapai", "goals met"),
    ClosureReason.CLIENT_DECLINES: ("klien menolak", "client declines"),
    ClosureReason.MOVED_AWAY: ("pindah", "moved away"),
    ClosureReason.TURNED_18: ("genap 18 tahun", "turned 18"),
    ClosureReason.DIED: ("meninggal", "died"),
    ClosureReason.NOT_FOUND: ("tidak ditemukan", "not found"),
    ClosureReason.DUPLICATE: ("ganda", "duplicate"),
    ClosureReason.IN_ERROR: ("salah input", "entered in error"),
    ClosureReason.OTHER: ("alasan lain", "another reason"),
}
_STATES: Mapping[StrEnum, tuple[str, str]] = {
    State.DRAFT: ("draf", "draft"),
    State.REQUESTED: ("menunggu jawaban", "waiting for an answer"),
    State.ACCEPTED: ("diterima", "accepted"),
    State.REJECTED: ("ditolak", "refused"),
    State.IN_PROGRESS: ("sedang diproses", "in progress"),
    State.ON_HOLD: ("ditunda", "postponed"),
    State.COMPLETED: ("selesai", "finished"),
    State.FAILED: ("tidak terlaksana", "not carried out"),
    State.WITHDRAWN: ("dicabut", "withdrawn"),
    State.IN_ERROR: ("salah input", "entered in error"),
}
_LACKS: Mapping[StrEnum, tuple[str, str]] = {
    Lack.OFFICER: ("tak ada piket", "no duty officer"),
    Lack.MANAGER: ("tak ada manajer piket", "no duty manager"),
    Lack.LEAVE: ("cuti bersama belum ada", "joint leave missing"),
    Lack.YEAR: ("libur belum dimuat", "holidays not loaded"),
}
_ALL = (_KINDS, _LACKS, _DECLINES, _OUTCOMES, _CLOSURES, _STATES)
_BY_CODE = {code.value: words for table in _ALL for code, words in table.items()}
_BY_MEMBER = {(type(code), code.value): words for table in _ALL for code, words in table.items()}
_COLUMN = {"id": 0, "en": 1}


def label(code: StrEnum, language: str) -> str:
    """The short word for a member of the enumerations of `policy.words`; KeyError for one without a word."""
    return _BY_MEMBER[type(code), code.value][_COLUMN[language]]


def word(text: str, language: str) -> str:
    """The short word for a code given as text (`2`, `RUJUK_ULANG`); any other text comes back as it is."""
    return _BY_CODE[text][_COLUMN[language]] if text in _BY_CODE else text
