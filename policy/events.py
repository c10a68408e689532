"""What happened: the only thing that changes a case. Events are kept for ever; data holds codes and instants only."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypedDict, cast

from policy.case import Case, Rung
from policy.words import Action, Audience


class Type(StrEnum):
    """What an event says."""

    REPORTED = "LAPORAN_DICATAT"
    TAKEN = "LAPORAN_DIAMBIL"
    ASSESSED = "ASESMEN_DICATAT"
    RISK = "RISIKO_DINAIKKAN"
    PLANNED = "RENCANA_DICATAT"
    STAGE = "STATUS_KASUS"
    OPENED = "TUGAS_DIBUKA"
    TERMS = "TENGGAT_DITETAPKAN"
    ANSWERED = "TUGAS_DIJAWAB"
    UNDONE = "JAWABAN_DIBATALKAN"
    RUNG = "PENGINGAT_BERJENJANG"
    REPLANNED = "TENGGAT_DIUBAH"
    REASSIGNED = "PEMEGANG_DIGANTI"
    WORKER = "PEKSOS_DITETAPKAN"
    VISITED = "KUNJUNGAN_DICATAT"
    WHERE = "LOKASI_ANAK_DICATAT"
    ARRIVED = "ANAK_SUDAH_TIBA"
    CLOSURE_ASKED = "TERMINASI_DIUSULKAN"
    CLOSURE_APPROVED = "TERMINASI_DISETUJUI"
    CLOSURE_REFUSED = "TERMINASI_DITOLAK"
    REOPENED = "KASUS_DIBUKA_KEMBALI"
    CORRECTED = "CATATAN_DIKOREKSI"
    DELIVERED = "SURAT_DITERIMA_LANGSUNG"
    CHOSEN = "PINTU_TUTUP_DIPILIH"
    HELP = "BANTUAN_DIMINTA"
    MESSAGE_FAILED = "PESAN_GAGAL"
    PROVED = "BUKTI_DICATAT"
    BREACH = "KEBOCORAN_DATA_DIKETAHUI"
    HEARD = "PEMEGANG_DIHUBUNGI"
    BACKSTOP = "JARING_PENGAMAN"
    GOT = "LAYANAN_DIKONFIRMASI"
    ATTEMPTED = "UPAYA_MENEMUI"
    TRANSFERRED = "PELIMPAHAN_DITERIMA"
    BASIS_CONFIRMED = "DASAR_DIKONFIRMASI"
    BASIS_REFUSED = "DASAR_DITOLAK"
    BASIS_CHANGED = "DASAR_DIGANTI"
    CONSENT_ASKED = "PENCABUTAN_DIMINTA"
    CONSENT_WITHDRAWN = "PERSETUJUAN_DICABUT"
    SUSPECT_ASKED = "PERMINTAAN_TERDUGA"
    SENT = "RUJUKAN_DIKIRIM"
    WAITS = "RUJUKAN_MENUNGGU"
    REPORT_ADDED = "LAPORAN_TAMBAHAN"
    SAME_CHILD = "ANAK_SAMA"
    OTHER_CHILD = "ANAK_BERBEDA"
    BARRED = "ORANG_DIKECUALIKAN"
    UNBARRED = "PENGECUALIAN_DICABUT"
    MATCHED = "NOMOR_DIKECUALIKAN"
    RESTRICTED = "KASUS_TERBATAS"
    UNRESTRICTED = "KASUS_TIDAK_TERBATAS"
    FORESEEN = "KEKOSONGAN_DIKETAHUI"
    FILLED = "KEKOSONGAN_TERISI"
    CONSENT_ADDED = "PERSETUJUAN_DITAMBAH"
    SUSPECT_CONSENTED = "PERSETUJUAN_TERDUGA"
    NOT_ARRIVED = "KEDATANGAN_DIKOREKSI"


if TYPE_CHECKING:

    class Data(TypedDict, total=False):
        """What an event may carry; only what is present travels."""

        unit: str
        risk: str
        hour: float
        stage: str
        kind: str
        level: str
        party: str
        person: str
        was: str
        parent: int
        service: str
        state: str
        reason: str
        outcome: str
        until: datetime
        place: str
        seen_by: str
        handed_by: str
        placement: bool
        watch: bool
        kept: bool
        longer: bool
        undoable: bool
        days: int
        no: int
        code: str
        due: datetime
        rungs: list[Rung]
        repeat: float
        fired: int
        action: str
        rung: int
        event: str
        consent: str
        also: list[str]
        abuse: bool
        decider: str
        audience: str
        via: str
        way: str
        clock: str
        start: datetime
        proof: str
        got: str
        how: str
        day: str
        said_by: str
        carer_suspected: bool
        after: int
        named: str
        report: str
        sender: str
        alike: list[str]
        new: bool
        other: str
        clocks: list[str]
        people: list[str]
        since: datetime
        restricted: bool

else:
    Data = dict  # the wire's converter refuses typing.TypedDict before Python 3.12

_INSTANTS = ("until", "due", "start", "since")


@dataclass(frozen=True)
class Event:
    """One fact. `n` is the hand-over it concerns (0: the case), `by` the code of who caused it ("" = the clock)."""

    type: Type
    n: int = 0
    by: str = ""
    data: Data = field(default_factory=Data)

    def __post_init__(self) -> None:
        """Instants come off the wire as text; inside they are instants."""
        data = cast("dict[str, object]", self.data)
        for key in _INSTANTS:
            if isinstance(at := data.get(key), str):
                data[key] = datetime.fromisoformat(at)
        if rungs := self.data.get("rungs"):
            self.data["rungs"] = [_rung(*rung) for rung in rungs]


def _rung(action: str, at: datetime | str) -> Rung:
    return Rung(Action(action), datetime.fromisoformat(at) if isinstance(at, str) else at)


class Notice(NamedTuple):
    """A message that is to leave: template, to whom, about which hand-over."""

    template: str
    to: Audience
    n: int


@dataclass(frozen=True)
class Change:
    """One decision on its way to the record: written in one transaction under `id` and `seq`."""

    id: str
    case: str
    seq: int
    at: datetime
    events: tuple[Event, ...]
    notices: tuple[Notice, ...] = ()
    happened: datetime | None = None


@dataclass(frozen=True)
class Changes:
    """Changes of one case that go to the record together, in the order of their seqs: one transaction."""

    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Decision:
    """The case after the decision, and what has to be recorded and sent."""

    case: Case
    change: Change


class Unsettled(NamedTuple):
    """A message to `person` whose fate is not known yet: not before `start`, given up at `deadline`."""

    row: int
    n: int
    start: datetime
    deadline: datetime
    summary: str = ""
    person: str = ""


@dataclass(frozen=True)
class Recorded:
    """What the record answers to changes: the last seq, exact terms (as TERMS events), messages not settled."""

    seq: int
    terms: tuple[Event, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()


@dataclass(frozen=True)
class Settled:
    """The fate of an unsettled message: `failed` names who was not reached, None if it left or was not needed."""

    failed: Audience | None = None
