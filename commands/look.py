"""`rujukan case`: one case with its holders and its story."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from commands import options
from commands.answers import when
from commands.context import Context
from commands.find import case_code
from models import queries, reports
from models.queries import CaseView
from models.reports import Link
from models.tables import EventRow, HandoverRow
from models.types import case_from_json
from policy.lines import KINDS, RISKS, STAGES, holder_line
from policy.words import Kind, Risk, Stage

HOW = {
    "satu laporan": "same report",
    "digabung ke sini": "went into this one",
    "digabung ke sana": "this one went into it",
}


def case(
    code: Annotated[str, typer.Argument(help="Kode kasus / case code")],
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Satu kasus: pemegang, tugas, kisah. / One case: holders, tasks, story.

    Contoh: rujukan case KODE
    """
    context = options.context(data, json=json, english=english)
    found = case_code(context, code)
    with context.db.read() as session:
        view = queries.case_view(session, found)
        links = reports.linked(session, view.file, case_from_json(view.row.state)) if view else []
    if view is None:
        values: dict[str, Any] = {
            "code": found,
            "stage": None,
            "handovers": [],
            "events": [],
            "delivered": False,
        }
        context.speaker.result(values, f"Kasus {found} tersimpan dan sedang diantar / is being delivered.")
        return
    line = holder_line(case_from_json(view.row.state), context.now, when(context))
    alike = list(case_from_json(view.row.state).alike)
    values = _values(view, line) | {"linked": [asdict(each) for each in links], "alike": alike}
    context.speaker.result(values, _head(context, view), line, *_beside(context, found, links, alike))
    if not json:
        _tasks(context, view)
        _story(context, view)


def _head(context: Context, view: CaseView) -> str:
    """Stage, risk and worker of a case in one line."""
    stage, risk, worker = STAGES[Stage(view.row.stage)], RISKS[Risk(view.row.risk)], view.row.worker or "-"
    return context.speaker.pick(
        f"Kasus {view.row.code}: {stage}, risiko {risk}, peksos {worker}.",
        f"Case {view.row.code}: {view.row.stage}, risk {risk}, worker {worker}.",
    )


def _beside(context: Context, code: str, links: list[Link], alike: list[str]) -> list[str]:
    """The cases that belong to this one, and those of which a person has to decide it."""
    pick = context.speaker.pick
    lines = [
        pick(
            f"Terkait: {each.code} ({each.how}; {each.stage or '-'})",
            f"Linked: {each.code} ({HOW[each.how]}; {each.stage or '-'})",
        )
        for each in links
    ]
    if alike:
        codes = ", ".join(alike)
        lines += [
            pick(
                f"Mungkin anak yang sama: {codes}. Putuskan: rujukan same {code} --as KODE atau --different.",
                f"May be the same child: {codes}. Decide: rujukan same {code} --as CODE or --different.",
            )
        ]
    return lines


def _values(view: CaseView, line: str) -> dict[str, Any]:
    return {
        "code": view.row.code,
        "stage": view.row.stage,
        "risk": view.row.risk,
        "worker": view.row.worker,
        "type": view.file.type if view.file else None,
        "line": line,
        "handovers": [task_values(row) for row in view.handovers],
        "events": [_event(row) for row in view.events],
        "messages": [
            {"to": m.person, "channel": m.channel, "template": m.template, "state": m.state, "text": m.text}
            for m in view.messages
        ],
    }


def task_values(row: HandoverRow) -> dict[str, Any]:
    """A hand-over in JSON; `level` is how many rungs of its ladder have rung."""
    return {
        "code": row.code,
        "case": row.case_code,
        "n": row.n,
        "kind": row.kind,
        "holder": row.person or row.party,
        "party": row.party,
        "state": row.state,
        "since": row.since.isoformat(),
        "due": row.due.isoformat(),
        "next": row.next_at.isoformat() if row.next_at else None,
        "level": row.rung,
        "open": row.open,
    }


def _event(row: EventRow) -> dict[str, Any]:
    at, happened = row.at.isoformat(), row.happened.isoformat()
    return {"id": row.id, "seq": row.seq, "type": row.type, "n": row.n, "by": row.by, "at": at,
            "happened": happened, "data": row.data}  # fmt: skip


def _tasks(context: Context, view: CaseView) -> None:
    shown, pick = when(context), context.speaker.pick
    rows = [
        (r.code, KINDS[Kind(r.kind)], r.person or r.party, r.state, shown(r.since), shown(r.due) if r.open else "-")
        for r in view.handovers
    ]
    names = ("Tugas", "Jenis", "Pemegang", "Status", "Sejak", "Tenggat")
    english = ("Task", "Kind", "Holder", "State", "Since", "Due")
    context.speaker.table(pick("Tugas", "Hand-overs"), english if context.speaker.english else names, rows)


def _story(context: Context, view: CaseView) -> None:
    shown = when(context)
    codes = {row.n: row.code for row in view.handovers}
    rows = [(shown(e.at), e.type, codes.get(e.n, ""), e.by or "jam", _what(e)) for e in view.events]
    context.speaker.table("Kisah / story", ("Waktu", "Kejadian", "Tugas", "Oleh", "Isi"), rows)
    sent = [(shown(m.created_at), m.person, m.channel, m.state, m.text) for m in view.messages]
    context.speaker.table("Pesan / messages", ("Waktu", "Kepada", "Lewat", "Nasib", "Teks"), sent)


def _what(event: EventRow) -> str:
    wanted = ("stage", "kind", "party", "person", "state", "reason", "outcome", "action", "risk", "days")
    return " ".join(str(event.data[name]) for name in wanted if name in event.data)
