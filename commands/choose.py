"""`rujukan choose`: the choice before a closed door, made after the referral had been recorded."""

from typing import Annotated

import typer

from commands import options
from commands.doors import both, contact_of
from commands.find import task
from commands.say import BadInput
from commands.tasks import TaskCode, on_task
from policy.doors import WaitReason, Way
from policy.hard_commands import Choose


def choose(
    code: TaskCode,
    to_24_7: Annotated[bool, typer.Option("--to-24-7", help="Ke kontak 24/7 / to the 24/7 contact")] = False,
    wait: Annotated[WaitReason | None, typer.Option(case_sensitive=False, help="Menunggu buka, alasan / wait")] = None,
    case: options.TaskOption = "",
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Instansi tutup: ke kontak 24/7, atau menunggu. / A closed door: the 24/7 contact, or wait.

    Contoh: rujukan choose K7M4 --wait AMAN_SAMPAI_BUKA; instansi lain: rujukan withdraw, lalu rujukan refer
    """
    context = options.context(data, json=json, by=by, english=english)
    if to_24_7 is (wait is not None):
        raise both()
    if wait is WaitReason.OTHER and not note:
        raise BadInput(
            "wait_note",
            "--wait LAINNYA perlu --note dengan alasannya. Tidak ada yang diubah.",
            "--wait LAINNYA needs a --note with the reason. Nothing was changed.",
        )
    row = task(context, code, case)
    agency = context.unit.current(row.party, context.unit.local(context.now).date())
    person = contact_of(context, agency, row.party) if to_24_7 else ""
    on_task(context, row, Choose, note, n=row.n, way=Way.WAIT if wait else Way.CONTACT, wait_reason=wait, person=person)
