"""Looking over all cases: what is stuck, the list, the year's table."""

from datetime import timedelta
from typing import Annotated, Any

import typer

from commands import options
from commands.answers import when
from commands.context import Context
from commands.last_message import Of, reached, reached_values
from commands.look import task_values
from commands.reading import closed, code_and_due
from commands.say import BadInput
from commands.times import day
from models import figures, inbox, queries
from models.tables import HandoverRow
from policy.fates import Fate
from policy.lines import STAGES
from policy.words import Stage


def stuck(
    by: options.Reader = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Apa yang macet: siapa memegang, berapa lama terlambat. / What is stuck, with whom, how late.

    Contoh: rujukan stuck; rujukan stuck --as SV-01 --json
    """
    context = options.context(data, json=json, by=by, english=english)
    with context.db.read() as session:
        rows = queries.stuck(session, context.now)
        hidden = closed(context, session, {row.case_code for row in rows})
        undelivered = [row for row in inbox.waiting(session) if row.attempts > 1]
        fates = reached(session, rows)
    values = [
        (
            code_and_due(row.case_code, row.due)
            if row.case_code in hidden
            else task_values(row) | reached_values(fates.get((row.case_code, row.n)))
        )
        | {"late_seconds": max(0, int((context.now - row.due).total_seconds()))}
        for row in rows
    ]
    waiting = [{"case": row.case_code, "since": row.created_at.isoformat(), "why": row.note} for row in undelivered]
    if json:
        context.speaker.result({"rows": values, "undelivered": waiting})
        return
    shown = when(context)
    lines = [
        (r.case_code, "-", "terbatas", "-", "-", _late(context.now - r.due), "-") if r.case_code in hidden else
        (r.case_code, r.code, r.kind, r.person or r.party, _state(context, r, fates), _late(context.now - r.due),
         shown(r.next_at) if r.next_at else "manajer")
        for r in rows
    ]  # fmt: skip
    columns = ("Kasus", "Tugas", "Jenis", "Pemegang", "Status", "Terlambat", "Berikutnya")
    context.speaker.table(f"Macet / stuck: {len(rows)}", columns, lines)
    for row in undelivered:
        context.speaker.result({}, f"Belum diantar / not delivered: {row.case_code} ({row.note})")


def _state(context: Context, row: HandoverRow, fates: Of) -> str:
    """Its state; that the last message to its holder failed stands beside it, for then silence means nothing."""
    found = fates.get((row.case_code, row.n))
    failed = row.unreachable or (found is not None and found.fate is Fate.FAILED)
    return f"{row.state}, {context.speaker.pick('pesan gagal', 'message failed')}" if failed else row.state


def _late(span: timedelta) -> str:
    if span <= timedelta(0):
        return "-"
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    return f"{hours // 24} hari {hours % 24} jam" if hours >= 24 else f"{hours} jam {minutes} menit"  # noqa: PLR2004


def cases(
    all_: Annotated[bool, typer.Option("--all", help="Juga yang terminasi / ended ones too")] = False,
    by: options.Reader = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Daftar kasus menurut langkah berikutnya. / Cases by their next instant.

    Contoh: rujukan cases --all
    """
    context = options.context(data, json=json, by=by, english=english)
    with context.db.read() as session:
        rows = queries.cases(session, only_open=not all_)
        hidden = closed(context, session, {row.code for row in rows})
    values = [
        code_and_due(r.code, r.due_at)
        if r.code in hidden
        else {"code": r.code, "stage": r.stage, "risk": r.risk, "worker": r.worker}
        for r in rows
    ]
    if json:
        context.speaker.result({"rows": values})
        return
    shown = when(context)
    lines = [
        (r.code, "terbatas", "-", "-", shown(r.due_at) if r.due_at else "-") if r.code in hidden else
        (r.code, STAGES[Stage(r.stage)], r.risk, r.worker or "-", shown(r.due_at) if r.due_at else "-") for r in rows
    ]  # fmt: skip
    context.speaker.table(f"Kasus / cases: {len(rows)}", ("Kasus", "Tahap", "Risiko", "Peksos", "Berikutnya"), lines)


def table(
    year: Annotated[int, typer.Argument(help="Tahun laporan / year, mis. 2019")],
    until: Annotated[str, typer.Option(help="Keadaan per tanggal / state at a day")] = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Tabel 1: kasus menurut jenis, dari kejadian saja. / Table 1 from events alone.

    Contoh: rujukan table 2019
    """
    context = options.context(data, json=json, english=english)
    if not 2000 <= year <= context.now.year:  # noqa: PLR2004 - no unit existed before
        raise BadInput("bad_year", f"Tahun {year} tidak masuk akal.", f"The year {year} makes no sense.")
    unit = context.unit
    with context.db.read() as session:
        found = figures.table(session, unit.code, year, unit.tz, day(until) if until else None)
    rows = [_row(row.type, row.in_process, row.terminated) for row in found.rows]
    total = _row("JUMLAH", sum(r.in_process for r in found.rows), sum(r.terminated for r in found.rows))
    if json:
        values = {"year": year, "until": found.until.isoformat(), "carried_over": found.carried_over}
        context.speaker.result({**values, "rows": rows, "totals": total})
        return
    names = {each.code: each.id for each in unit.types_on(found.until).types}
    lines = [(names.get(r["type"], r["type"]), *(str(r[k]) for k in ("in_process", "terminated", "total")))
             for r in [*rows, total]]  # fmt: skip
    context.speaker.table(
        f"Tabel 1, {year} (per {found.until})", ("Jenis kasus", "Proses", "Terminasi", "Jumlah"), lines
    )
    context.speaker.result({}, f"Kasus bawaan tahun sebelumnya / carried over: {found.carried_over}")


def _row(kind: str, in_process: int, terminated: int) -> dict[str, Any]:
    return {
        "type": kind,
        "in_process": in_process,
        "terminated": terminated,
        "total": in_process + terminated,
    }
