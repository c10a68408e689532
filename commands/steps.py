"""The steps of a case as its worker records them: assess, plan, visit, close, approve, reopen."""

from typing import Annotated, Any

import typer

from commands import options
from commands.answers import finish
from commands.birth import must_be_grown_up
from commands.context import Context
from commands.find import case_code
from commands.submit import ask, author, new_id
from commands.times import instant
from policy.commands import Approve, Assess, Command, MakePlan, ProposeClosure, Reopen, Visit
from policy.words import ClosureReason, Risk

Code = Annotated[str, typer.Argument(help="Kode kasus / case code")]


def step(context: Context, given: str, kind: type[Command], happened: str, note: str, **more: Any) -> None:  # noqa: ANN401 - the fields of any command
    """Ask for one step of a case and say what came of it."""
    code = case_code(context, given)
    at = instant(happened, context.unit.tz) if happened else None
    command = kind(id=new_id(), **author(context), happened=at, **more)
    outcome = ask(context, code, command, context.remark(note))
    finish(context, code, outcome, f"Tercatat pada kasus {code}.", f"Recorded on case {code}.")


def assess(
    code: Code,
    risk: Annotated[Risk, typer.Option(help="Risiko menurut asesmen / assessed risk")],
    lengthen: Annotated[
        bool, typer.Option("--lengthen", help="Beri waktu lebih (supervisor) / give more time")
    ] = False,
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Catat asesmen. / Record the assessment.

    Contoh: rujukan assess KODE --risk sedang --by PS-01; rujukan assess KODE --risk rendah --lengthen --by SV-01
    """
    context = options.context(data, json=json, by=by, english=english)
    step(context, code, Assess, happened, note, risk=risk, lengthen=lengthen, watch=True)


def plan(
    code: Code,
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Catat rencana intervensi. / Record the plan.

    Contoh: rujukan plan KODE --by PS-01
    """
    step(options.context(data, json=json, by=by, english=english), code, MakePlan, happened, note)


def visit(
    code: Code,
    next_visit: Annotated[str, typer.Option("--next", help="Kunjungan berikut / next visit")] = "",
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Catat kunjungan. / Record a visit.

    Contoh: rujukan visit KODE --next 2026-12-01 --by PS-01
    """
    context = options.context(data, json=json, by=by, english=english)
    following = instant(next_visit, context.unit.tz) if next_visit else None
    step(context, code, Visit, happened, note, next_visit=following)


def close(
    code: Code,
    reason: Annotated[ClosureReason, typer.Option(case_sensitive=False, help="Alasan / reason")],
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Usulkan terminasi; orang lain yang menyetujui. / Propose closure; somebody else approves.

    Contoh: rujukan close KODE --reason TUJUAN_TERCAPAI --by PS-01
    """
    context = options.context(data, json=json, by=by, english=english)
    if reason is ClosureReason.TURNED_18:
        must_be_grown_up(context, case_code(context, code))
    step(context, code, ProposeClosure, happened, note, reason=reason)


def approve(
    code: Code,
    no: Annotated[bool, typer.Option("--no", help="Tidak disetujui / refuse the closure")] = False,
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Setujui atau tolak terminasi. / Approve or refuse closure.

    Contoh: rujukan approve KODE --by SV-01
    """
    context = options.context(data, json=json, by=by, english=english)
    step(context, code, Approve, happened, note, yes=not no)


def reopen(
    code: Code,
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Buka kembali kasus yang sudah terminasi. / Reopen a closed case.

    Contoh: rujukan reopen KODE
    """
    step(options.context(data, json=json, by=by, english=english), code, Reopen, happened, note)
