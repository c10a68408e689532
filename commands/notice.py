"""`rujukan notice`: proof that an agency was told, for the meeting with it; codes only, nothing about the child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import typer

from commands import options
from commands.answers import when
from commands.context import Context
from commands.messages import case_or_task
from commands.reading import code_and_due, is_closed, sentence
from models import messages as stored
from models import queries
from models.messages import Copy
from models.queries import CaseView
from models.tables import EventRow, HandoverRow
from models.types import case_from_json
from policy.fates import fate, fate_word
from policy.lines import KINDS
from policy.notice import (
    ANSWERS_TO_THEM,
    BY_HAND,
    BY_TELEPHONE,
    TO_THEM,
    Answered,
    Attempt,
    Happened,
    after,
    answered,
    by_hand,
)
from policy.outbox_states import LOST
from policy.words import Kind

ID = ("Waktu", "Kepada", "Lewat", "Nasib", "Diserahkan", "Sampai", "Dibuka")
EN = ("Time", "To", "By", "Fate", "Handed over", "Delivered", "Opened")
WAYS = {BY_HAND: ("diserahkan langsung", "by hand"), BY_TELEPHONE: ("telepon", "telephone")}


@dataclass(frozen=True)
class Proof:
    """What is shown of one hand-over: its attempts with the word of each, and what its holder did."""

    task: HandoverRow
    attempts: Sequence[tuple[Attempt, str]]
    answered: Answered


def notice(
    code: Annotated[str, typer.Argument(help="Kode kasus atau tugas / case or task code")],
    by: options.Reader = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Bukti pemberitahuan kepada instansi, tanpa data pribadi. / Proof of notice, without personal data.

    Kasus: semua rujukannya; tugas: tugas itu. / A case: all its referrals; a task: that one.
    Contoh: rujukan notice K7M4; rujukan notice KODE --en
    """
    context = options.context(data, json=json, by=by, english=english)
    found, n = case_or_task(context, code)
    with context.db.read() as session:
        view = queries.case_view(session, found)
    if view and is_closed(context, case_from_json(view.row.state)):
        due = view.row.due_at
        context.speaker.result(code_and_due(found, due), sentence(context, found, due))
        return
    proofs = [_proof(context, view, task) for task in view.handovers if _wanted(task, n)] if view else []
    context.speaker.result({"case": found, "handovers": [_values(each) for each in proofs]}, _head(context, found))
    if not json:
        for each in proofs:
            _tell(context, each)


def _wanted(task: HandoverRow, n: int | None) -> bool:
    return task.kind == Kind.REFERRAL if n is None else task.n == n


def _proof(context: Context, view: CaseView, task: HandoverRow) -> Proof:
    events = [_happened(row) for row in view.events if row.n == task.n]
    with context.db.read() as session:
        threads = stored.of_case(session, task.case_code, task.n)
    said = [each for each in threads if each.first.audience in TO_THEM and each.first.template not in ANSWERS_TO_THEM]
    sent = [_sent(context, copy) for thread in said for copy in thread.copies]
    spoken = [(each, "") for each in by_hand(events, task.party)]
    return Proof(task, sorted([*sent, *spoken], key=lambda each: each[0].at), answered(events))


def _happened(row: EventRow) -> Happened:
    return Happened(row.type, row.happened, row.data)


def _sent(context: Context, copy: Copy) -> tuple[Attempt, str]:
    """A message as an attempt: what the provider and the person did with it, each for itself."""
    row, found = copy.carrier, fate(copy.carrier.state, opened=False)
    handed = row.accepted_at or (row.intent_at if row.provider_id else None)
    delivered = row.settled_at if row.state == "DELIVERED" else None
    failed = row.settled_at if row.state in LOST | {"CANCELLED"} else None
    code = row.error_code or ""
    attempt = Attempt(copy.row.created_at, row.person, row.channel, handed, delivered, row.opened_at, failed, code)
    return attempt, fate_word(found, english=context.speaker.english)


def _values(proof: Proof) -> dict[str, Any]:
    task, did = proof.task, proof.answered
    return {
        "task": task.code,
        "n": task.n,
        "kind": task.kind,
        "party": task.party,
        "holder": task.person,
        "sent_at": _iso(task.opened),
        "due": _iso(task.due),
        "state": did.state,
        "reason": did.why,
        "ended_at": _iso(did.ended or did.finished),
        "attempts": [_attempt(did, each) for each, _ in proof.attempts],
    }


def _attempt(did: Answered, each: Attempt) -> dict[str, Any]:
    return {
        "at": _iso(each.at),
        "to": each.to,
        "by": each.way,
        "handed_over_at": _iso(each.handed_over),
        "delivered_at": _iso(each.delivered),
        "opened_at": _iso(each.opened),
        "accepted_at": _iso(after(each, did.accepted)),
        "begun_at": _iso(after(each, did.begun)),
        "finished_at": _iso(after(each, did.finished)),
        "failed_at": _iso(each.failed),
        "code": each.code,
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _head(context: Context, code: str) -> str:
    at = when(context)(context.now)
    return context.speaker.pick(
        f"Bukti pemberitahuan, kasus {code}, {context.unit.name}, dicetak {at}. Enam keterangan dicatat terpisah:"
        " sampai bukan berarti dibuka, dibuka bukan berarti diterima.",
        f"Proof of notice, case {code}, {context.unit.name_en}, printed {at}. Six facts are kept apart:"
        " delivered is not opened, and opened is not accepted.",
    )


def _tell(context: Context, proof: Proof) -> None:
    task, shown, pick = proof.task, when(context), context.speaker.pick
    kind = KINDS[Kind(task.kind)]
    title = pick(
        f"{kind} {task.code} kepada {task.party}: {proof.answered.state}; batas {shown(task.due)}",
        f"{task.kind} {task.code} to {task.party}: {proof.answered.state}; due {shown(task.due)}",
    )
    rows = [_row(context, attempt, word) for attempt, word in proof.attempts]
    context.speaker.table(title, EN if context.speaker.english else ID, rows)
    context.speaker.result({}, _answer_line(context, proof.answered))


def _row(context: Context, each: Attempt, word: str) -> tuple[str, ...]:
    way = context.speaker.pick(*WAYS[each.way]) if each.way in WAYS and not word else each.way
    code = f" ({each.code})" if each.code else ""
    times = (_short(context, at) for at in (each.at, each.handed_over, each.delivered, each.opened))
    at, *facts = times
    return (at, each.to, way, f"{word}{code}" or "-", *facts)


def _short(context: Context, at: datetime | None) -> str:
    """Day and time on the unit's clock; the head says which."""
    return f"{context.unit.local(at):%d/%m %H.%M}" if at else "-"


def _answer_line(context: Context, did: Answered) -> str:
    """What the holder did: three facts, each for itself, and how it ended if it did otherwise."""
    accepted, begun, finished, ended = (
        _short(context, at) for at in (did.accepted, did.begun, did.finished, did.ended)
    )
    why = f" ({did.why})" if did.why else ""
    line = context.speaker.pick(
        f"Diterima: {accepted}; dimulai: {begun}; selesai: {finished}",
        f"Accepted: {accepted}; begun: {begun}; finished: {finished}",
    )
    return f"{line}; {did.state}: {ended}{why}." if did.ended else f"{line}{why}."
