"""`rujukan breach`: a data breach is the unit's own matter, of no case; discovered, then the notice is given."""

from typing import Annotated

import typer

from commands import options
from commands.answers import finish
from commands.context import Context
from commands.find import task
from commands.say import BadInput
from commands.submit import ask, author, new_id
from commands.times import instant
from policy.breach import unit_code
from policy.commands import Command
from policy.hard_commands import Breach, Prove
from policy.hard_words import Begun, Proof
from policy.running import started_by


def breach(
    discovered: Annotated[str, typer.Option(help="Kapan diketahui / when it was discovered")] = "",
    notice: Annotated[str, typer.Option(help="Nomor pemberitahuan / number of the notice")] = "",
    reason: Annotated[str, typer.Option(help="Tanpa pemberitahuan: alasan manajer / a manager's reason")] = "",
    task_: Annotated[str, typer.Option("--task", help="Kode tugas, bila ada beberapa / which one")] = "",
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Kebocoran data: diketahui, lalu diberitahukan dalam 3x24 jam. / A data breach, and its notice.

    Contoh: rujukan breach --discovered "24/11/2026 08.00"; rujukan breach --notice 12/PDP/2026 --by MJ-01
    """
    context = options.context(data, json=json, by=by, english=english)
    if sum(map(bool, (discovered, notice, reason))) != 1:
        raise BadInput(
            "breach_missing",
            "Sebut satu: --discovered (kapan diketahui), --notice (nomor pemberitahuan), atau --reason (manajer).",
            "Name one: --discovered (when), --notice (its number), or --reason (a manager).",
        )
    code = unit_code(context.unit.code)
    command = _discovered(context, discovered) if discovered else _ended(context, task_, given=bool(notice))
    given = {"number": context.text(notice), "reason": context.text(reason)} | context.remark(note)
    outcome = ask(context, code, command, {name: text for name, text in given.items() if text})
    finish(context, code, outcome, "Kebocoran data: tercatat.", "Data breach: recorded.")


def _discovered(context: Context, text: str) -> Command:
    at = instant(text, context.unit.tz)
    clock = next(iter(started_by(context.unit.statutory, {Begun.DISCOVERY: at})), None)
    if clock is None:
        raise BadInput(
            "no_breach_clock",
            "Data unit tidak punya jam untuk kebocoran data. Tambahkan di statutory.yaml (begun_by: kebocoran).",
            "The unit's data has no clock for a breach. Add it to statutory.yaml (begun_by: kebocoran).",
        )
    unit, hour = context.unit.code, context.settings.hour_seconds
    return Breach(id=new_id(), **author(context), unit=unit, clock=clock, hour=hour)


def _ended(context: Context, given_task: str, *, given: bool) -> Command:
    rows = [row.code for row in context.unit.statutory if row.begun_by is Begun.DISCOVERY]
    n = task(context, given_task, unit_code(context.unit.code)).n if given_task else 0
    proof = Proof.GIVEN if given else Proof.WAIVED
    return Prove(id=new_id(), **author(context), clock=next(iter(rows), "-"), proof=proof, n=n)
