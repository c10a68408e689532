"""`rujukan assign`: a task, a whole case, or everything one person holds goes to another person."""

from typing import Annotated

import typer

from commands import options
from commands.answers import finish
from commands.context import Context
from commands.find import case_code, task
from commands.handing import Handing
from commands.say import BadInput
from commands.submit import ask, author, new_id
from commands.tasks import on_task
from policy.commands import Assign
from policy.people import Person

TASK_CODE = 4


def assign(
    code: Annotated[str, typer.Argument(help="Kode kasus atau tugas / case or task code")] = "",
    to: Annotated[str, typer.Option(help="Kode orang / person code, mis. PS-02")] = "",
    all_from: Annotated[str, typer.Option(help="Semua kasus dan tugas orang ini / everything of this person")] = "",
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Serahkan tugas, seluruh kasus, atau semua kasus seorang peksos. / Hand over a task, a case, or all of a worker's.

    Contoh: rujukan assign K7M4Q2X --to PS-02; rujukan assign K7M4 --to DINSOS-2;
    rujukan assign --all-from PS-02 --to PS-03
    """
    context = options.context(data, json=json, by=by, english=english)
    if bool(code) == bool(all_from) or not to:
        raise _unclear()
    wanted = context.person(to)
    if all_from:
        Handing(context, all_from.upper(), _staff(wanted), note).run()
        return
    receiver = context.present(wanted)
    if len(code.strip()) <= TASK_CODE:
        on_task(context, row := task(context, code), Assign, note, n=row.n, to=receiver.code)
    else:
        _whole(context, code, receiver, note)


def _whole(context: Context, code: str, receiver: Person, note: str) -> None:
    found = case_code(context, code)
    command = Assign(id=new_id(), **author(context), to=receiver.code)
    outcome = ask(context, found, command, context.remark(note))
    finish(context, found, outcome, f"Kasus {found} kepada {receiver.code}.", f"{found} is {receiver.code}'s.")


def _unclear() -> BadInput:
    return BadInput(
        "what_to_assign",
        "Sebut kode kasus atau tugas, atau --all-from ORANG, dan penerimanya: --to ORANG.",
        "Name a case or task code, or --all-from PERSON, and who gets it: --to PERSON.",
    )


def _staff(receiver: Person) -> Person:
    """Cases are carried by the unit's own people. BadInput."""
    if receiver.agency is None:
        return receiver
    raise BadInput(
        "not_staff",
        f"{receiver.code} bukan petugas ULT ({receiver.agency}); kasus hanya dipegang petugas ULT.",
        f"{receiver.code} is not of the unit's staff ({receiver.agency}); only staff carry cases.",
    )
