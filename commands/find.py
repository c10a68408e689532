"""From what a person types to what is meant: a case code, a task code, an agency, a service. Errors help."""

from commands.context import Context, unknown
from commands.say import BadInput
from models import inbox, queries
from models.tables import CaseRow, EventRow, HandoverRow
from policy.codes import CASE_LENGTH, is_valid, normalise
from policy.people import Agency


def case_code(context: Context, given: str) -> str:
    """The case code, if there is such a case or one is on its way. BadInput."""
    code = normalise(given)
    if len(code) != CASE_LENGTH or not is_valid(code):
        raise BadInput(
            "bad_code",
            f"{given}: bukan kode kasus yang sah ({CASE_LENGTH} huruf dan angka). Periksa salah ketik.",
            f"{given}: not a valid case code ({CASE_LENGTH} letters and digits). Check for a slip.",
        )
    with context.db.read() as session:
        waiting = any(row.case_code == code for row in inbox.waiting(session))
        if session.get(CaseRow, code) is None and not waiting:
            raise BadInput(
                "unknown_case",
                f"Kasus {code} tidak ada di sini. Lihat kasus terbuka: rujukan cases.",
                f"There is no case {code} here. See the open ones: rujukan cases.",
            )
    return code


def task(context: Context, given: str, case: str = "") -> HandoverRow:
    """The open hand-over with this task code. BadInput: unknown, ended, or several."""
    code = normalise(given)
    with context.db.read() as session:
        found = [row for row in queries.open_by_code(session, code) if case in {"", row.case_code}]
        ended = queries.recent_by_code(session, code)
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInput(
            "ambiguous",
            f"Kode {code} ada pada beberapa kasus. Sebut kasusnya dengan --case.",
            f"Code {code} is on several cases. Name the case with --case.",
        )
    raise _not_open(code, ended[0] if ended else None)


def referral(context: Context, given: str, case: str) -> HandoverRow:
    """The hand-over of this case with this task code, ended or not. BadInput."""
    code = normalise(given)
    with context.db.read() as session:
        found = [row for row in queries.recent_by_code(session, code) if row.case_code == case]
    if found:
        return found[0]
    raise BadInput(
        "unknown_task",
        f"Kasus {case} tidak punya tugas {code}. Lihat tugasnya: rujukan case {case}.",
        f"Case {case} has no task {code}. See its tasks: rujukan case {case}.",
    )


def _not_open(code: str, ended: HandoverRow | None) -> BadInput:
    if ended is None:
        return BadInput(
            "unknown_task",
            f"Tidak ada tugas {code}. Lihat tugas satu kasus: rujukan case KODE.",
            f"There is no task {code}. See the tasks of a case: rujukan case CODE.",
        )
    return BadInput(
        "ended",
        f"Tugas {code} (kasus {ended.case_code}) sudah berakhir: {ended.state}. Tidak ada yang diubah.",
        f"Task {code} (case {ended.case_code}) has ended: {ended.state}. Nothing was changed.",
    )


def known_event(context: Context, case: str, event: str) -> None:
    """An event's id must be one of this case. BadInput."""
    with context.db.read() as session:
        row = session.get(EventRow, event)
    if row is None or row.case_code != case:
        raise BadInput(
            "unknown_event",
            f"Kejadian {event} tidak ada pada kasus {case}. Nomornya: rujukan case {case} --json.",
            f"Case {case} has no event {event}. Its ids: rujukan case {case} --json.",
        )


def agency(context: Context, given: str) -> Agency:
    """An agency that exists today. BadInput: unknown, or outside its validity (with its successor)."""
    unit, code = context.unit, given.upper()
    if code not in unit.agencies:
        unknown("instansi", "agency", given, list(unit.agencies))
    today = unit.local(context.now).date()
    found = unit.agencies[code]
    if found.is_active(today):
        return found
    now = unit.current(code, today)
    instead = now.code if now else "-"
    raise BadInput(
        "agency_ended",
        f"{code} tidak berlaku pada {today} (sampai {found.valid_to}). Penggantinya: {instead}.",
        f"{code} is not valid on {today} (until {found.valid_to}). Its successor: {instead}.",
    )


def service(context: Context, given: str, to: Agency) -> str:
    """A service the agency offers. BadInput names what it offers, or who offers it."""
    unit, code = context.unit, given.upper()
    if code not in {each.code for each in unit.services}:
        unknown("layanan", "service", given, [each.code for each in unit.services])
    if code in to.services:
        return code
    today = unit.local(context.now).date()
    others = ", ".join(each.code for each in unit.agencies_offering(code, today)) or "-"
    raise BadInput(
        "not_offered",
        f"{to.code} tidak memberi layanan {code}. Yang memberi: {others}.",
        f"{to.code} does not offer {code}. Offered by: {others}.",
    )
