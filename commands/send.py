"""`rujukan send`: a waiting referral leaves, with the choice before a closed door, or waits for another one."""

from typing import Annotated

import typer

from commands import options
from commands.context import Context
from commands.doors import Chosen, Door, chosen
from commands.find import referral, task
from commands.tasks import TaskCode, on_task
from models import record
from models.tables import HandoverRow
from policy.doors import WaitReason
from policy.hard_commands import Send
from policy.words import Urgency


def send(
    code: TaskCode,
    after: Annotated[str, typer.Option(help="Menunggu rujukan ini saja / wait for this one instead")] = "",
    to_24_7: Annotated[bool, typer.Option("--to-24-7", help="Ke kontak 24/7 / to the 24/7 contact")] = False,
    wait: Annotated[WaitReason | None, typer.Option(case_sensitive=False, help="Menunggu buka, alasan / wait")] = None,
    case: options.TaskOption = "",
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Kirim rujukan yang masih menunggu, atau tunggu rujukan lain. / Send a waiting referral, or let it wait anew.

    Contoh: rujukan send K7M4; rujukan send K7M4 --after 9TGB; instansi tutup: rujukan send K7M4 --wait AMAN_SAMPAI_BUKA
    """
    context = options.context(data, json=json, by=by, english=english)
    row = task(context, code, case)
    awaited = referral(context, after, row.case_code) if after else None
    later = awaited is not None and awaited.open
    how = Chosen() if later else _how(context, row, (to_24_7, wait, note))
    n = awaited.n if awaited else 0
    on_task(context, row, Send, note, n=row.n, after=n, way=how.way, wait_reason=how.wait_reason, person=how.person)


def _how(context: Context, row: HandoverRow, typed: tuple[bool, WaitReason | None, str]) -> Chosen:
    """The choice where the door is closed now; nothing to choose for what does not wait: the case says so. BadInput."""
    with context.db.read() as session:
        known = record.load_case(session, row.case_code)
    found = known.find(row.n) if known else None
    agency = context.unit.current(row.party, context.unit.local(context.now).date())
    if found is None or agency is None or not found.waits:
        return Chosen()
    return chosen(context, Door(row.case_code, agency, found.service, Urgency(found.level), *typed), found.named)
