"""`rujukan not-arrived`: an arrival that was recorded by mistake; nothing is deleted, the placement is open again."""

from typing import Annotated

import typer

from commands import options
from commands.answers import finish
from commands.context import Context
from commands.find import case_code, referral
from commands.say import BadInput
from commands.submit import ask, author, new_id
from models.record import load_case
from policy.later_commands import NotArrived


def not_arrived(
    code: Annotated[str, typer.Argument(help="Kode kasus / case code")],
    task: Annotated[str, typer.Option(help="Kode penempatan, bila lebih dari satu / which placement")] = "",
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Anak ternyata belum tiba: penempatan terbuka lagi. / The child has not arrived after all: open again.

    Contoh: rujukan not-arrived KODE --note "salah kasus" --by PS-01
    """
    context = options.context(data, json=json, by=by, english=english)
    found = case_code(context, code)
    n = referral(context, task, found).n if task else _only(context, found)
    command = NotArrived(id=new_id(), **author(context), n=n)
    outcome = ask(context, found, command, context.remark(note))
    did = f"Kedatangan dikoreksi; penempatan terbuka lagi. Catat di mana anak: rujukan whereabouts {found} --place ..."
    did_en = (
        f"The arrival was corrected; the placement is open again. Say where the child is: rujukan whereabouts {found}"
    )
    finish(context, found, outcome, did, did_en)


def _only(context: Context, code: str) -> int:
    """The one placement that has ended by an arrival. BadInput."""
    with context.db.read() as session:
        case = load_case(session, code)
    ended = [each for each in (case.handovers if case else ()) if each.placement and each.served]
    if len(ended) == 1:
        return ended[0].n
    names = ", ".join(each.code for each in ended) or "-"
    raise BadInput(
        "which_arrival",
        f"Kedatangan mana pada kasus {code}? Sebut penempatannya dengan --task: {names}.",
        f"Which arrival on case {code}? Name its placement with --task: {names}.",
    )
