"""The lines a manager reads: who holds a case, since when, until when, what next. Absolute times only."""

from collections.abc import Callable, Mapping
from datetime import datetime

from policy.case import Case, Handover
from policy.checks import task_name
from policy.hard_words import Lack, Place
from policy.view import first_holder, overdue, stuck_reason, what_next
from policy.words import Action, Kind, Risk, Stage

When = Callable[[datetime], str]

KINDS: Mapping[Kind, str] = {
    Kind.TAKE_REPORT: "Ambil laporan",
    Kind.ASSESSMENT: "Asesmen",
    Kind.PLAN: "Rencana intervensi",
    Kind.REFERRAL: "Rujukan",
    Kind.REROUTE: "Rujuk ulang",
    Kind.RESEND: "Lengkapi dan kirim ulang",
    Kind.UNSERVED: "Belum terlayani",
    Kind.DECIDE: "Putuskan kirim atau cabut",
    Kind.VISIT: "Kunjungan",
    Kind.WHEREABOUTS: "Pastikan lokasi anak",
    Kind.APPROVAL: "Persetujuan terminasi",
    Kind.MANAGER: "Tugas manajer",
    Kind.STATUTORY: "Jam hukum",
    Kind.TRANSFER: "Pelimpahan",
    Kind.BASIS: "Konfirmasi dasar rujukan",
    Kind.REVOCATION: "Keputusan pencabutan persetujuan",
    Kind.DUPLICATE: "Periksa laporan ganda",
}
STAGES: Mapping[Stage, str] = {
    Stage.REPORTED: "Laporan diterima",
    Stage.ASSESSMENT: "Asesmen",
    Stage.PLANNING: "Rencana intervensi",
    Stage.REFERRED: "Rujukan berjalan",
    Stage.MONITORING: "Pemantauan",
    Stage.AWAITING_CLOSURE: "Menunggu persetujuan terminasi",
    Stage.TERMINATED: "Terminasi",
    Stage.REOPENED: "Dibuka kembali",
    Stage.UNIT: "Tugas unit (bukan kasus)",
}
RISKS: Mapping[Risk, str] = {Risk.HIGH: "tinggi", Risk.MEDIUM: "sedang", Risk.LOW: "rendah"}
PLACES: Mapping[Place, tuple[str, str]] = {
    Place.HOME: ("rumah sendiri", "at home"),
    Place.RELATIVES: ("rumah kerabat", "with relatives"),
    Place.SAFE_HOUSE: ("rumah aman", "a shelter"),
    Place.CARE_HOME: ("LKSA", "a care home"),
    Place.HOSPITAL: ("rumah sakit", "a hospital"),
    Place.OTHER: ("tempat lain", "another place"),
    Place.UNKNOWN: ("tidak diketahui", "not known"),
}
"""Where a child is, for its own people at the command line; never in a message or on the Temporal page."""
LACKS: Mapping[Lack, tuple[str, str]] = {
    Lack.OFFICER: ("petugas piket kosong", "no duty officer"),
    Lack.MANAGER: ("manajer piket kosong", "no duty manager"),
    Lack.LEAVE: ("cuti bersama belum ada", "joint leave missing"),
    Lack.YEAR: ("hari libur belum dimuat", "holidays not loaded"),
}
"""What the unit's data lacks from a day on."""
NEXT: Mapping[str, str] = {
    Action.REMIND: "pengingat",
    Action.CALL: "meja menelepon",
    Action.DUE: "batas waktu",
    Action.SUPERVISE: "naik ke supervisor",
    Action.MANAGE: "naik ke manajer",
    Action.DEPUTY: "naik ke wakil manajer",
    Action.SECOND: "naik ke manajer kedua",
    Action.LAST: "naik ke kepala instansi induk",
    "tugas_manajer": "manajer bertindak",
    "jaring_pengaman": "manajer piket diberi tahu",
}


def task_line(handover: Handover) -> str:
    """What a hand-over is called on a line: kind, task code, holder."""
    code = f" {handover.code}" if handover.code else ""
    return f"{kind_word(handover)}{code}: {_who(handover)}"


def kind_word(handover: Handover) -> str:
    """The word of its kind; a window of health in capitals, without saying what it is for."""
    if handover.day:
        return f"{KINDS[handover.kind]} ({LACKS[Lack(handover.clock)][0]}, {handover.day})"
    return "BATAS KESEHATAN" if handover.vital else KINDS[handover.kind]


def _who(handover: Handover) -> str:
    if handover.waits:
        return f"{handover.id_}, untuk {handover.party}"
    if handover.person and handover.kind is Kind.REFERRAL:
        return f"{handover.party} ({handover.person})"
    return handover.id_


def holder_line(case: Case, now: datetime, when: When) -> str:
    """The one line of a case: who holds it, since when, until when, what happens next."""
    task = first_holder(case)
    if task is None:
        return f"{STAGES[case.stage]} sejak {when(case.stage_since)}; tidak ada tugas terbuka."
    due = "terlambat sejak" if task.plan.due <= now else "tenggat"
    return (
        f"{task_line(task)}, sejak {when(task.since)}, {due} {when(task.plan.due)}. "
        f"Berikutnya: {next_line(case, task, now, when)}."
    )


def next_line(case: Case, handover: Handover, now: datetime, when: When) -> str:
    """What happens next by itself, and when."""
    word, at = what_next(case, handover, now)
    return f"{NEXT[word]} {when(at)}" if at else NEXT[word]


def waiting_line(case: Case, handover: Handover) -> str:
    """What a referral that is not sent yet waits for, such as "menunggu K7M4"."""
    awaited = case.find(handover.after)
    return f"menunggu {task_name(awaited, case)}" if awaited else "menunggu keputusan peksos"


def details(case: Case, now: datetime, when: When) -> str:
    """Current details for the Temporal page, laid out as temporal.md §3 says (Markdown, no tables)."""
    late = overdue(case, now)
    count = f"{len(late)} tugas terlambat" if late else "Tidak ada yang terlambat"
    reason = stuck_reason(case, now)
    head = f"## {count}\n\n> {holder_line(case, now, when)}\n"
    stage = f"Kasus {case.code}: {STAGES[case.stage]}, risiko {RISKS[case.risk]}, peksos {case.worker or '-'}"
    stuck = f". Macet: {reason}" if reason else ""
    tasks = "\n\n".join(_paragraph(case, h, now, when) for h in case.open_handovers)
    return f"{head}\n{stage}{stuck}.\n\n{tasks}\n"


def _paragraph(case: Case, handover: Handover, now: datetime, when: When) -> str:
    if handover.waits:
        return f"**{task_line(handover)}** {handover.state}  \n{waiting_line(case, handover)}"
    late = " **TERLAMBAT**" if handover.plan.due <= now else ""
    return (
        f"**{task_line(handover)}** {handover.state}{late}  \n"
        f"Tenggat {when(handover.plan.due)}, sejak {when(handover.since)}  \n"
        f"Berikutnya: {next_line(case, handover, now, when)}"
    )


def rung_summary(case: Case, now: datetime) -> str:
    """The next rung in a timer's summary, such as "Naik ke manajer: DINSOS, rujukan 9TGB"."""
    upcoming = [(what_next(case, h, now), h) for h in case.open_handovers]
    timed = [(at, word, h) for (word, at), h in upcoming if at]
    if not timed:
        return "Menunggu"
    _, word, handover = min(timed, key=lambda each: (each[0], each[2].n))
    name = NEXT[word]
    code = f" {handover.code}" if handover.code else ""
    return f"{name[:1].upper()}{name[1:]}: {handover.party}, {KINDS[handover.kind].lower()}{code}"[:200]
