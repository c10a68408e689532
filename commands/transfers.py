"""`rujukan transfer` and its answer: a case goes to a named person of another unit, whose names stay in the record."""

from enum import StrEnum
from typing import Annotated

import typer

from commands import options
from commands.answers import finish
from commands.context import Context
from commands.find import case_code, task
from commands.submit import ask, author, new_id
from commands.tasks import TaskCode
from commands.times import instant
from policy.commands import Command
from policy.hard_commands import Transfer, TransferAnswer


class Said(StrEnum):
    """What the other unit says."""

    ACCEPTED = "TERIMA"
    REFUSED = "TOLAK"


def transfer(
    code: Annotated[str, typer.Argument(help="Kode kasus / case code")],
    unit: Annotated[str, typer.Option(help="Unit tujuan / the other unit")] = "",
    person: Annotated[str, typer.Option(help="Nama penerima di sana / who receives it there")] = "",
    contact: Annotated[str, typer.Option(help="Nomor atau alamatnya / how to reach them")] = "",
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Limpahkan kasus ke unit lain; peksos memegangnya sampai dijawab. / Transfer a case to another unit.

    Contoh: rujukan transfer KODE --unit "ULT PSAI Blitar" --person "Bu Ani" --contact +62812000000 --by PS-01
    """
    context = options.context(data, json=json, by=by, english=english)
    case = case_code(context, code)
    facts = _facts(context, unit=unit, person=person, contact=contact, note=note)
    named = {"unit", "person"} <= set(facts)
    at = instant(happened, context.unit.tz) if happened else None
    command = Transfer(id=new_id(), **author(context), happened=at, named=named)
    did, did_en = f"Kasus {case} menunggu jawaban unit lain.", f"Case {case} waits for the other unit's answer."
    _asked(context, case, command, facts, (did, did_en))


def transfer_answer(
    code: TaskCode,
    answer: Annotated[Said, typer.Argument(case_sensitive=False, help="TERIMA / TOLAK")],
    said_by: Annotated[str, typer.Option(help="Nama yang mengatakannya di unit lain / who said it")] = "",
    case: options.TaskOption = "",
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Catat jawaban unit lain atas pelimpahan. / Record the other unit's answer to a transfer.

    Contoh: rujukan transfer-answer K7M4 TERIMA --said-by "Bu Ani" --by PS-01
    """
    context = options.context(data, json=json, by=by, english=english)
    row = task(context, code, case)
    facts = _facts(context, said_by=said_by, note=note)
    at = instant(happened, context.unit.tz) if happened else None
    accepted, named = answer is Said.ACCEPTED, "said_by" in facts
    command = TransferAnswer(id=new_id(), **author(context), happened=at, n=row.n, accepted=accepted, named=named)
    did = f"Jawaban atas pelimpahan {row.code} kasus {row.case_code}: {answer}."
    _asked(context, row.case_code, command, facts, (did, f"Transfer {row.code} of case {row.case_code}: {answer}."))


def _facts(context: Context, **given: str) -> dict[str, str]:
    """Names and numbers as they are kept: in the record, never in an event or a message."""
    cleaned = {name: context.text(text) for name, text in given.items()}
    return {name: text for name, text in cleaned.items() if text}


def _asked(context: Context, case: str, command: Command, facts: dict[str, str], did: tuple[str, str]) -> None:
    finish(context, case, ask(context, case, command, facts), *did)
