"""The words of the field: each value is the Indonesian word a manager reads, each member its English name."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a case stands (domain.md §4)."""

    REPORTED = "LAPORAN"
    ASSESSMENT = "ASESMEN"
    PLANNING = "RENCANA"
    REFERRED = "RUJUKAN"
    MONITORING = "PEMANTAUAN"
    AWAITING_CLOSURE = "MENUNGGU_TERMINASI"
    TERMINATED = "TERMINASI"
    REOPENED = "DIBUKA_KEMBALI"
    UNIT = "UNIT"


class State(StrEnum):
    """Where a hand-over stands; the names of a referral's states (FHIR Task in `table.FHIR`)."""

    DRAFT = "DRAF"
    REQUESTED = "TERKIRIM"
    ACCEPTED = "DITERIMA"
    REJECTED = "DITOLAK"
    IN_PROGRESS = "DIPROSES"
    ON_HOLD = "DITUNDA"
    COMPLETED = "SELESAI"
    FAILED = "GAGAL"
    WITHDRAWN = "DICABUT"
    IN_ERROR = "SALAH_INPUT"


class Kind(StrEnum):
    """Everything that can stall; later kinds join here with a ladder row and a word."""

    TAKE_REPORT = "AMBIL_LAPORAN"
    ASSESSMENT = "ASESMEN"
    PLAN = "RENCANA"
    REFERRAL = "RUJUKAN"
    REROUTE = "RUJUK_ULANG"
    RESEND = "LENGKAPI"
    UNSERVED = "BELUM_TERLAYANI"
    DECIDE = "PUTUSKAN"
    VISIT = "KUNJUNGAN"
    WHEREABOUTS = "LOKASI_ANAK"
    APPROVAL = "PERSETUJUAN"
    MANAGER = "TUGAS_MANAJER"
    STATUTORY = "JAM_HUKUM"
    TRANSFER = "PELIMPAHAN"
    BASIS = "KONFIRMASI_DASAR"
    REVOCATION = "KEPUTUSAN_PENCABUTAN"
    DUPLICATE = "PERIKSA_GANDA"


class Urgency(StrEnum):
    """How fast a referral must be answered; it belongs to the hand-over, not to the case."""

    EMERGENCY = "darurat"
    URGENT = "segera"
    ROUTINE = "biasa"


class Risk(StrEnum):
    """Risk of the case; not assessed counts as high."""

    HIGH = "tinggi"
    MEDIUM = "sedang"
    LOW = "rendah"


class Role(StrEnum):
    """Who somebody is towards the case."""

    FOCAL_POINT = "narahubung"
    SUPERIOR = "atasan"
    DESK = "petugas"
    WORKER = "peksos"
    SUPERVISOR = "supervisor"
    MANAGER = "manajer"
    LAST = "kepala"


class Audience(StrEnum):
    """To whom a message goes; the person is found when it is recorded, so that a roster change counts."""

    HOLDER = "pemegang"
    SENDER = "pengirim"
    SUPERIOR = "atasan"
    SUPERVISOR = "supervisor"
    MANAGER = "manajer"
    DEPUTY_MANAGER = "wakil_manajer"
    SECOND_MANAGER = "manajer_kedua"
    LAST = "kepala"
    DESK = "petugas"
    DUTY_OFFICER = "piket"
    DUTY_MANAGER = "manajer_piket"
    WATCH = "manajer_jaga"
    REPORTER = "pelapor"


class Action(StrEnum):
    """What a rung of a ladder does when its instant comes."""

    REMIND = "ingatkan"
    CALL = "telepon"
    DUE = "jatuh_tempo"
    SUPERVISE = "naik_supervisor"
    MANAGE = "naik_manajer"
    DEPUTY = "wakil_manajer"
    SECOND = "manajer_kedua"
    LAST = "kepala"


class Verb(StrEnum):
    """What a holder answers."""

    ACCEPT = "TERIMA"
    DECLINE = "TOLAK"
    START = "MULAI"
    COMPLETE = "SELESAI"
    POSTPONE = "TUNDA"
    FAIL = "GAGAL"
    HELP = "BANTUAN"
    STATUS = "STATUS"
    LIST = "DAFTAR"
    STOP = "BERHENTI"
    RESUME = "LANJUT"


class Decline(StrEnum):
    """Why an agency refuses; the value is the digit it types."""

    NOT_OUR_MANDATE = "1"
    NO_CAPACITY = "2"
    INCOMPLETE_DATA = "3"
    ALREADY_SERVED = "4"
    UNWILLING = "5"
    OTHER = "9"


class Outcome(StrEnum):
    """How a referral ended; the value is the letter typed."""

    SERVED = "A"
    REFERRED_ON = "B"
    NO_CONTACT = "C"
    CLIENT_DECLINED = "D"
    NOT_ELIGIBLE = "E"
    OTHER = "X"


class ClosureReason(StrEnum):
    """Why a case ends (domain.md §4)."""

    GOALS_MET = "TUJUAN_TERCAPAI"
    CLIENT_DECLINES = "KLIEN_MENOLAK"
    MOVED_AWAY = "PINDAH"
    TURNED_18 = "GENAP_18"
    DIED = "MENINGGAL"
    NOT_FOUND = "TIDAK_DITEMUKAN"
    DUPLICATE = "GANDA"
    IN_ERROR = "SALAH_INPUT"
    OTHER = "LAINNYA"


class Consent(StrEnum):
    """Who consented, or on what other basis a referral stands (domain.md §4 rule 7)."""

    CHILD = "ANAK"
    PARENT = "ORANG_TUA"
    GUARDIAN = "WALI"
    CARER = "PENGASUH"
    OTHER_BASIS = "DASAR_LAIN"


class Channel(StrEnum):
    """How a message travels."""

    SMS = "SMS"
    WHATSAPP = "WHATSAPP"
    GATEWAY = "SMS_LOKAL"
    EMAIL = "EMAIL"
    PHONE = "TELEPON"


class Via(StrEnum):
    """How an input reached the unit."""

    DESK = "meja"
    SMS = "SMS"
    WHATSAPP = "WHATSAPP"
    PHONE = "telepon"
    LETTER = "surat"
    SYSTEM = "sistem"
    LINK = "tautan"


class Stuck(StrEnum):
    """Why a case is stuck, in one word a manager knows."""

    UNANSWERED = "BELUM_DIJAWAB"
    ALL_DECLINED = "DITOLAK_SEMUA"
    MESSAGE_FAILED = "PESAN_GAGAL"
    NO_HOLDER = "TANPA_PEMEGANG"
    AWAITING_APPROVAL = "MENUNGGU_PERSETUJUAN"
    DATA_MISSING = "DATA_KURANG"
