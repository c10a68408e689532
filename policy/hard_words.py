"""The words of the hard cases: places, proofs, answers of a child, doors, suspects. As in `policy.words`."""

from enum import StrEnum


class Got(StrEnum):
    """Whether the child got what an agency says it gave (domain.md §4 rule 5); None: not asked yet."""

    YES = "ya"
    NO = "belum"
    UNKNOWN = "tidak-diketahui"


class How(StrEnum):
    """How somebody tried to find a child."""

    VISIT = "kunjungan"
    CALL = "telepon"
    MESSAGE = "pesan"
    LETTER = "surat"
    ASKED = "bertanya"


class Place(StrEnum):
    """The kind of place where the child is; which one and with whom is personal and never an event."""

    HOME = "RUMAH"
    RELATIVES = "KERABAT"
    SAFE_HOUSE = "RUMAH_AMAN"
    CARE_HOME = "LKSA"
    HOSPITAL = "RS"
    OTHER = "TEMPAT_LAIN"
    UNKNOWN = "TIDAK_DIKETAHUI"


class Begun(StrEnum):
    """The happening that starts a statutory or health clock."""

    TELLING = "pemberitahuan"
    EVENT = "kejadian"
    LETTER = "surat"
    DISCOVERY = "kebocoran"


class Window(StrEnum):
    """The level of a statutory hand-over: whose window it is. One of health is shown before everything else."""

    LAW = "hukum"
    HEALTH = "kesehatan"


class Proof(StrEnum):
    """What ends a statutory or health clock."""

    GIVEN = "bukti"
    REFUSED = "ditolak"
    WAIVED = "alasan_manajer"


class Conflict(StrEnum):
    """Why somebody is kept out of a case (domain.md §4 rule 8)."""

    SUSPECT = "TERSANGKA"
    HOUSEHOLD = "KELUARGA"


class Lack(StrEnum):
    """What the unit's data lacks days before it matters (domain.md §5): a manager's task, of no case."""

    OFFICER = "PIKET_KOSONG"
    MANAGER = "MANAJER_PIKET_KOSONG"
    LEAVE = "CUTI_BERSAMA_BELUM_ADA"
    YEAR = "LIBUR_BELUM_DIMUAT"
