"""`rujukan case`: one case with its holders and its story."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from commands import options
from commands.answers import when
from commands.asked import asked, asked_lines, asked_values
from commands.birth import tell_grown_up
from commands.clocks import clock_lines, clock_values, large, running
from commands.context import Context
from commands.find import case_code
from commands.gaps import gap_lines, gap_values
from commands.last_message import Of, reached, reached_values, reached_word
from commands.messages import as_sent
from commands.reached import doubtful, lines
from commands.reading import code_and_due, is_closed, sentence
from commands.sealed import Sealed
from models import queries, reports
from models.queries import CaseView
from models.reports import Link
from models.tables import EventRow, HandoverRow
from models.types import case_from_json
from policy.awaited import drafts
from policy.case import Case
from policy.lines import KINDS, RISKS, STAGES, holder_line, waiting_line
from policy.words import Kind, Risk, Stage, State

HOW = {
    "satu laporan": "same report",
    "digabung ke sini": "went into this one",
    "digabung ke sana": "this one went into it",
}


def case(
    code: Annotated[str, typer.Argument(help="Kode kasus / case code")],
    by: options.Reader = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Satu kasus: pemegang, tugas, kisah. / One case: holders, tasks, story.

    Kasus terbatas dibuka yang disebut saja. / A restricted case is opened by named staff only.
    Contoh: rujukan case KODE; rujukan case KODE --as PS-01
    """
    context = options.context(data, json=json, by=by, english=english)
    found = case_code(context, code)
    with context.db.read() as session:
        view, sealed = queries.case_view(session, found), queries.sealed(session, found)
        links = reports.linked(session, view.file, case_from_json(view.row.state)) if view else []
        fates = reached(session, view.handovers) if view else {}
        typed = asked(context, session, found)
    if view is None:
        _on_its_way(context, found)
        return
    state = case_from_json(view.row.state)
    if is_closed(context, state):
        due = view.row.due_at
        context.speaker.result(code_and_due(found, due), sentence(context, found, due))
        return
    tell_grown_up(context, found)
    line = holder_line(state, context.now, when(context))
    lost, unsure = doubtful(context, (task.person for task in state.open_handovers))
    more = _more(state, links) | {"unreached": lost, "unproved": unsure, "asked": asked_values(typed)}
    values = _values(view, line, fates) | Sealed(state, sealed).values() | more
    beside = (
        *clock_lines(context, state),
        *gap_lines(context, state),
        *_beside(context, found, links, list(state.alike)),
        *lines(context, lost, unsure),
        *asked_lines(context, typed),
    )
    context.speaker.result(values, *large(context, state), _head(context, view), line, *beside)
    if not json:
        _tasks(context, view, state, fates)
        Sealed(state, sealed).tell(context.speaker)
        _story(context, view)


def _more(state: Case, links: list[Link]) -> dict[str, Any]:
    """What belongs to the case beside its hand-overs."""
    return {
        "linked": [asdict(each) for each in links],
        "alike": list(state.alike),
        "clocks": [clock_values(task) for task in running(state)],
        "gaps": gap_values(state),
    }


def _on_its_way(context: Context, code: str) -> None:
    """All that is known of a case whose report is not delivered yet."""
    values: dict[str, Any] = {"code": code, "stage": None, "handovers": [], "events": [], "delivered": False}
    context.speaker.result(values, f"Kasus {code} tersimpan dan sedang diantar / is being delivered.")


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


def _values(view: CaseView, line: str, fates: Of) -> dict[str, Any]:
    return {
        "code": view.row.code,
        "stage": view.row.stage,
        "risk": view.row.risk,
        "worker": view.row.worker,
        "type": view.file.type if view.file else None,
        "line": line,
        "handovers": [task_values(row) | reached_values(fates.get((row.case_code, row.n))) for row in view.handovers],
        "events": [_event(row) for row in view.events],
        "messages": [
            {"to": m.person, "channel": m.channel, "template": m.template, "state": m.state, "text": as_sent(m.text)}
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
        "due": None if row.state == State.DRAFT else row.due.isoformat(),
        "next": row.next_at.isoformat() if row.next_at else None,
        "level": row.rung,
        "open": row.open,
    }


def _event(row: EventRow) -> dict[str, Any]:
    at, happened = row.at.isoformat(), row.happened.isoformat()
    return {"id": row.id, "seq": row.seq, "type": row.type, "n": row.n, "by": row.by, "at": at,
            "happened": happened, "data": row.data}  # fmt: skip


def _tasks(context: Context, view: CaseView, state: Case, fates: Of) -> None:
    shown, pick = when(context), context.speaker.pick
    waiting = {task.n: waiting_line(state, task) for task in drafts(state)}
    rows = [
        (r.code, KINDS[Kind(r.kind)], _held(r), r.state, shown(r.since),
         waiting.get(r.n) or (shown(r.due) if r.open else "-"),
         reached_word(fates.get((r.case_code, r.n)), context.speaker))
        for r in view.handovers
    ]  # fmt: skip
    names = ("Tugas", "Jenis", "Pemegang", "Status", "Sejak", "Tenggat", "Pesan")
    english = ("Task", "Kind", "Holder", "State", "Since", "Due", "Message")
    context.speaker.table(pick("Tugas", "Hand-overs"), english if context.speaker.english else names, rows)


def _held(row: HandoverRow) -> str:
    """Who holds it; of what is not sent yet, for whom too."""
    holder = row.person or row.party
    return f"{holder}, untuk {row.party}" if row.state == State.DRAFT else holder


def _story(context: Context, view: CaseView) -> None:
    shown = when(context)
    codes = {row.n: row.code for row in view.handovers}
    rows = [(shown(e.at), e.type, codes.get(e.n, ""), e.by or "jam", _what(e)) for e in view.events]
    context.speaker.table("Kisah / story", ("Waktu", "Kejadian", "Tugas", "Oleh", "Isi"), rows)
    sent = [(shown(m.created_at), m.person, m.channel, m.state, as_sent(m.text)) for m in view.messages]
    context.speaker.table("Pesan / messages", ("Waktu", "Kepada", "Lewat", "Nasib", "Teks"), sent)


def _what(event: EventRow) -> str:
    wanted = (
        "stage",
        "kind",
        "party",
        "person",
        "state",
        "reason",
        "outcome",
        "action",
        "risk",
        "days",
        "consent",
        "decider",
        "got",
        "how",
        "day",
    )
    return " ".join(str(event.data[name]) for name in wanted if name in event.data)
