"""`rujukan messages`: every message of a case, a task or a person, its text as sent, each state with its time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

import typer

from commands import options
from commands.answers import when
from commands.context import Context
from commands.find import case_code
from commands.reading import closed
from commands.say import BadInput
from models import messages as stored
from models import outbox, queries
from models.messages import Copy, Thread
from models.tables import Outbox
from notifications import links
from notifications.reasons import why
from policy.codes import normalise
from policy.fates import fate, fate_word

TASK_LENGTH = 4
MILLION = 1_000_000
PLACE = f"{links.PATH}{links.PLACE}"
HIDDEN = f"{links.PATH}…"
"""The text as sent, but nobody reads a link out of it that opens something."""
STATES = {
    "READY": ("dibuat", "made"),
    "INTENT": ("sedang dikirim", "leaving"),
    "ACCEPTED": ("diserahkan ke penyedia", "handed to the provider"),
    "AMBIGUOUS": ("nasib belum diketahui", "fate not known"),
    "DELIVERED": ("sampai", "delivered"),
    "UNDELIVERED": ("tidak sampai", "not delivered"),
    "REFUSED": ("ditolak penyedia", "refused by the provider"),
    "CANCELLED": ("dibatalkan", "cancelled"),
    "MERGED": ("berangkat bersama yang lain", "left with others"),
    "DESK": ("di daftar meja", "on the desk's list"),
    "OPENED": ("dibuka orangnya", "opened by the person"),
}


def messages(
    code: Annotated[str, typer.Argument(help="Kode kasus atau tugas / case or task code")] = "",
    person: Annotated[str, typer.Option("--person", help="Semua pesan ke orang ini / all messages to them")] = "",
    by: options.Reader = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Setiap pesan: isi, lewat apa, nasib, biaya, mengapa. / Every message: text, channel, fate, cost, why.

    Untuk petugas ULT; masuk dengan akun datang pada versi berikut. / For staff; log-in comes with a later version.
    Contoh: rujukan messages KODE; rujukan messages --person DINSOS-1 --json
    """
    context = options.context(data, json=json, by=by, english=english)
    if bool(code) == bool(person):
        raise BadInput(
            "messages_of_what",
            "Sebut satu kode kasus atau tugas, atau --person KODE; tidak keduanya.",
            "Name a case or task code, or --person CODE; not both.",
        )
    found = _of_person(context, person) if person else _of_code(context, code)
    with context.db.read() as session:
        hidden = closed(context, session, {thread.first.case_code for thread in found})
    context.speaker.result({"messages": [values(context, each, hidden) for each in found]})
    if not json:
        tell(context, found, hidden)


def _of_person(context: Context, given: str) -> list[Thread]:
    with context.db.read() as session:
        return stored.of_person(session, context.unit.code, context.person(given).code)


def _of_code(context: Context, given: str) -> list[Thread]:
    case, n = case_or_task(context, given)
    with context.db.read() as session:
        return stored.of_case(session, case, n)


def case_or_task(context: Context, given: str) -> tuple[str, int | None]:
    """The case that is meant, and its hand-over if a task code was typed; ended ones too. BadInput."""
    code = normalise(given)
    if len(code) != TASK_LENGTH:
        return case_code(context, given), None
    with context.db.read() as session:
        found = queries.recent_by_code(session, code)
    if not found:
        raise BadInput(
            "unknown_task",
            f"Tidak ada tugas {code}. Lihat tugas satu kasus: rujukan case KODE.",
            f"There is no task {code}. See the tasks of a case: rujukan case CODE.",
        )
    return found[0].case_code, found[0].n


def values(context: Context, thread: Thread, hidden: frozenset[str]) -> dict[str, Any]:
    """A thread for a script; of a case closed to the reader no more than its code and when."""
    first = thread.first
    if first.case_code in hidden:
        return {"case": first.case_code, "restricted": True, "created_at": first.created_at.isoformat()}
    return {
        "case": first.case_code,
        "n": first.n,
        "person": first.person,
        "audience": first.audience,
        "template": first.template,
        "why": _why(context, thread),
        "fate": fate(thread.last.state, opened=_opened(thread)).name,
        "seen": _opened(thread),
        "cost_micros": sum(copy.row.cost_micros or 0 for copy in thread.copies),
        "currency": next((copy.row.currency for copy in thread.copies if copy.row.currency), ""),
        "sent": [_copy(copy) for copy in thread.copies],
    }


def _copy(copy: Copy) -> dict[str, Any]:
    row = copy.row
    return {
        "id": row.id,
        "channel": row.channel,
        "address": row.address,
        "language": row.language,
        "subject": row.subject,
        "text": as_sent(row.text),
        "state": row.state,
        "states": [{"state": state, "at": at.isoformat(), "code": code} for state, at, code in states(copy)],
        "provider_id": row.provider_id,
        "error_code": row.error_code,
        "attempts": row.attempts,
        "segments": row.segments,
        "cost_micros": row.cost_micros,
        "currency": row.currency,
        "resent": row.resent,
        "as_template": outbox.is_template(row),
        "left_as": copy.carrier.id,
    }


def as_sent(text: str) -> str:
    """The text as it left, its link without the token."""
    return text.replace(PLACE, HIDDEN)


def states(copy: Copy) -> list[tuple[str, datetime, str]]:
    """Each state of a message with its time and code, in the order of time; a provider's words in small letters."""
    row = copy.carrier
    own = [("READY", row.created_at, ""), ("INTENT", row.intent_at, ""), ("ACCEPTED", row.accepted_at, "")]
    if row.state not in {"READY", "INTENT"} and not (row.state == "ACCEPTED" and row.accepted_at):
        own.append((row.state, row.settled_at or row.intent_at, row.error_code or ""))
    own.append(("OPENED", row.opened_at, ""))
    words = [(receipt.status, receipt.at, receipt.code or "") for receipt in copy.receipts]
    known = [(state, at, code) for state, at, code in [*own, *words] if at is not None]
    return sorted(known, key=lambda each: each[1])


def _opened(thread: Thread) -> bool:
    return any(copy.carrier.opened_at for copy in thread.copies)


def _why(context: Context, thread: Thread) -> str:
    rungs = stored.actions(thread.events, thread.first.n)
    return why(thread.first.template, thread.first.audience, rungs, english=context.speaker.english)


def tell(context: Context, threads: list[Thread], hidden: frozenset[str]) -> None:
    """For a person: each message with all that is known of it, one below the other."""
    context.speaker.result({}, context.speaker.pick(f"Pesan: {len(threads)}", f"Messages: {len(threads)}"))
    for number, thread in enumerate(threads, 1):
        lines = _closed(context, thread) if thread.first.case_code in hidden else _lines(context, thread)
        head, *rest = lines
        context.speaker.result({}, f"{number}. {head}", *(f"   {line}" for line in rest))


def _closed(context: Context, thread: Thread) -> list[str]:
    code, at = thread.first.case_code, when(context)(thread.first.created_at)
    return [context.speaker.pick(f"{at}: kasus {code}, terbatas.", f"{at}: case {code}, restricted.")]


def _lines(context: Context, thread: Thread) -> Iterator[str]:
    first, english = thread.first, context.speaker.english
    word = fate_word(fate(thread.last.state, opened=_opened(thread)), english=english)
    case = first.case_code or context.speaker.pick("tanpa kasus", "no case")
    yield f"{first.person}, {case}: {word.upper()}. {_why(context, thread)}"
    for copy in thread.copies:
        yield from _copy_lines(context, copy)


def _copy_lines(context: Context, copy: Copy) -> Iterator[str]:
    row, pick, shown = copy.row, context.speaker.pick, when(context)
    again = pick(", kiriman ulang bertanda", ", resent and marked so") if row.resent else ""
    again += pick(", sebagai templat yang disetujui", ", as the approved template") if outbox.is_template(row) else ""
    if copy.carrier.id != row.id:
        yield pick(
            f"berangkat bersama yang lain sebagai pesan {copy.carrier.id}", f"left with others as {copy.carrier.id}"
        )
    yield f"{row.channel} {row.address}{again}: {as_sent(row.text).strip()}"
    parts = [f"{_state(context, state)}{f' {code}' if code else ''} {shown(at)}" for state, at, code in states(copy)]
    yield f"  {'; '.join(parts)}"
    if known := _known(context, row):
        yield f"  {known}"


def _state(context: Context, state: str) -> str:
    return context.speaker.pick(*STATES[state]) if state in STATES else state


def _known(context: Context, row: Outbox) -> str:
    """What the provider calls it, how long it was, what it cost."""
    pick = context.speaker.pick
    parts = [
        f"{pick('nomor penyedia', 'provider id')} {row.provider_id}" if row.provider_id else "",
        f"{row.segments} {pick('bagian', 'segments')}" if row.segments else "",
        f"{pick('biaya', 'cost')} {row.cost_micros / MILLION:g} {row.currency}" if row.cost_micros else "",
    ]
    return ", ".join(part for part in parts if part)
