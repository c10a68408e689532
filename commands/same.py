"""`rujukan same`: a person decides whether two cases are one child; the newer one then goes into the older."""

from typing import Annotated

import typer

from commands import options
from commands.addition import delivered, would
from commands.answers import finish, stored
from commands.context import Context
from commands.find import case_code
from commands.say import BadInput
from commands.submit import ask, author, new_id
from models.tables import CaseFile
from policy.case import Case, Incoming
from policy.hard_commands import AddReport, SameChild, StartClocks
from policy.running import carried


def same(
    code: Annotated[str, typer.Argument(help="Kode kasus yang baru / the newer case")],
    as_: Annotated[str, typer.Option("--as", help="Anak yang sama: kasus yang lama / the older case")] = "",
    different: Annotated[bool, typer.Option("--different", help="Anak lain / another child")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Buka kembali kasus lama / reopen the older one")] = False,
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Putuskan: anak yang sama atau bukan. / Decide whether two cases are one child.

    Contoh: rujukan same KODEBARU --as KODELAMA --by PS-01; rujukan same KODEBARU --different --by PS-01
    """
    context = options.context(data, json=json, by=by, english=english)
    found = case_code(context, code)
    if bool(as_) is different:
        raise BadInput(
            "say_which",
            "Sebut keputusannya: --as KODE (anak yang sama) atau --different (anak lain).",
            "Say what was decided: --as CODE (the same child) or --different (another child).",
        )
    if different:
        outcome = ask(context, found, SameChild(id=new_id(), **author(context)), context.remark(note))
        finish(context, found, outcome, f"Kasus {found}: anak lain.", f"Case {found}: another child.")
        return
    _join(context, found, case_code(context, as_), note, reopen=reopen)


def _join(context: Context, newer: str, older: str, note: str, *, reopen: bool) -> None:
    """First the reports are safe on the older case, then the newer one ends: at no moment nobody holds the child."""
    clocks = carried(delivered(context, newer))
    last = SameChild(id=new_id(), **author(context), other=older, clocks=clocks)
    case = would(context, newer, last)
    for report in _reports(context, case):
        command = AddReport(
            id=new_id(), **author(context), report=report.no, sender=report.sender, risk=case.risk, reopen=reopen
        )
        if _has(context, older, case, command):
            continue
        if not ask(context, older, command).delivered:
            stored(context, older, repeat=f"rujukan same {newer} --as {older}")
    _clocks_go_along(context, case, older)
    outcome = ask(context, newer, last, context.remark(note))
    did = f"Kasus {newer} digabung ke kasus {older}; ditutup sebagai GANDA."
    finish(context, newer, outcome, did, f"Case {newer} went into case {older}; closed as a duplicate.", other=older)


def _clocks_go_along(context: Context, newer: Case, older: str) -> None:
    """A clock of the law or of health ends by its own proof only: what runs here runs on there, from its happening."""
    for clock in carried(newer):
        command = StartClocks(id=new_id(), **author(context), clocks=(clock,))
        if _runs_there(context, older, command):
            continue
        if not ask(context, older, command).delivered:
            stored(context, older, repeat=f"rujukan same {newer.code} --as {older}")


def _runs_there(context: Context, older: str, command: StartClocks) -> bool:
    """Whether the older case has that clock from an earlier happening. BadInput if it cannot be put there."""
    try:
        would(context, older, command)
    except BadInput as refused:
        if refused.code == "clock_runs":
            return True
        raise
    return False


def _reports(context: Context, case: Case) -> tuple[Incoming, ...]:
    """The reports of a case; one of former times has its number in the file only."""
    if case.reports:
        return case.reports
    with context.db.read() as session:
        file = session.get(CaseFile, case.code)
    return (Incoming(file.report_no),) if file else (Incoming(f"L-{case.code}"),)


def _has(context: Context, older: str, newer: Case, command: AddReport) -> bool:
    """Whether the report is on the older case already. BadInput if it cannot be put there."""
    try:
        found = would(context, older, command)
    except BadInput as refused:
        if refused.code == "report_known":
            return True
        raise
    if found.reported > newer.reported:
        raise BadInput(
            "newer",
            f"Kasus {older} lebih baru daripada {newer.code}. Balik: rujukan same {older} --as {newer.code}.",
            f"Case {older} is newer than {newer.code}. The other way round: rujukan same {older} --as {newer.code}.",
        )
    return False
