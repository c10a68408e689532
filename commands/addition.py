"""A second report on a child who has a case: a person has decided so; it is added, and reopens the case if asked."""

from typing import Any

from commands.answers import finish
from commands.context import Context
from commands.possible import Decided
from commands.receipt import number
from commands.say import BadInput
from commands.submission import Submission
from commands.submit import row_of, wait
from models import inbox, record
from models.tables import Report
from policy.case import Case
from policy.commands import Command
from policy.decide import decide
from policy.hard_commands import AddReport
from policy.refusals import Refused


def send(submission: Submission, child: dict[str, Any], decided: Decided) -> None:
    """Store it for its case and say who holds the case. BadInput before anything is stored."""
    context, code = submission.context, decided.onto
    if submission.type:
        submission.known_type()
    command = AddReport(**submission.asked(0), report=number("L"), reopen=bool(decided.reopen))
    report = _stored(submission, code, command, submission.facts | child | {"type": submission.type})
    outcome = wait(context, code, command.id)
    numbers, lines = submission.numbers(report)
    did = f"Laporan {report.no} ditambahkan ke kasus {code}."
    finish(context, code, outcome, did, f"Report {report.no} was added to case {code}.", **numbers)
    if not context.speaker.json:
        context.speaker.result({}, *lines)


def _stored(submission: Submission, code: str, command: AddReport, facts: dict[str, Any]) -> Report:
    """The report as it is kept; the same submission is kept once. A further type is a note: one counts in Table 1."""
    context = submission.context
    row = row_of(context, code, command, facts)
    report = submission.kept(command.report, **facts, added_to=code)
    with context.db.read() as session:
        known = inbox.get(session, row.id)
    if known is None:
        would(context, code, command)
    with context.db.write() as session:
        found = inbox.put(session, row)[0]
        if found is row:
            session.add(report)
            return report
        return session.get(Report, str(found.payload.get("report", ""))) or report


def would(context: Context, code: str, command: Command) -> Case:
    """The case, if it would take the command now. BadInput says why not; nothing is stored."""
    case = delivered(context, code)
    decided = decide(case, command, context.now)
    if isinstance(decided, Refused):
        raise BadInput(decided.code, decided.id, decided.en)
    return case


def delivered(context: Context, code: str) -> Case:
    """The case as the record has it. BadInput while its report is on its way."""
    with context.db.read() as session:
        case = record.load_case(session, code)
    if case is None:
        raise BadInput(
            "on_its_way",
            f"Kasus {code} masih diantar. Ulangi sebentar lagi; tidak ada yang tersimpan.",
            f"Case {code} is still on its way. Repeat in a moment; nothing was stored.",
        )
    return case
