"""Danger before anybody has taken the report: the risk is raised, and it is no assessment yet."""

from datetime import datetime

from policy import intake
from policy.case import Case
from policy.checks import staff_refused
from policy.commands import Assess
from policy.draft import for_command
from policy.events import Decision, Type
from policy.pace import keep_pace, raises
from policy.refusals import Refused
from policy.words import Stage


def assess(case: Case, command: Assess, now: datetime) -> Decision | Refused:
    """An assessment; on a report that nobody has taken only a higher risk, which shortens every clock at once."""
    if case.stage is not Stage.REPORTED or not raises(case.risk, command.risk):
        return intake.assess(case, command, now)
    if refused := staff_refused(command, "risiko"):
        return refused
    draft = for_command(case, command, now)
    draft.add(Type.RISK, **intake.assessed_data(command))
    keep_pace(draft, case.risk, lengthen=False)
    return draft.done(command.id, command.happened)
