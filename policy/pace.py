"""What a changed risk does to running clocks: raised, they shorten at once; lowered, only an overseer lengthens."""

from datetime import datetime, timedelta

from policy.case import Handover
from policy.checks import OVERSEERS
from policy.commands import Assess
from policy.draft import Draft
from policy.events import Data, Type
from policy.ladder import POSTPONED
from policy.refusals import Refused, refuse
from policy.words import Audience, Kind, Risk, Urgency

URGENCY_OF = {Risk.HIGH: Urgency.URGENT, Risk.MEDIUM: Urgency.URGENT, Risk.LOW: Urgency.ROUTINE}
POSTPONABLE = {Urgency.URGENT: 2, Urgency.ROUTINE: 14}
"""Days for which an agency may postpone by itself (domain.md §5)."""
ALIKE = frozenset({Kind.WHEREABOUTS})
"""Kinds whose time is the same at every risk: nothing changes and nobody is told."""


def lengthen_refused(command: Assess) -> Refused | None:
    """Nobody but an overseer gives more time."""
    refused = command.lengthen and command.role not in OVERSEERS
    return refuse("lengthen_overseer", by=command.by) if refused else None


def raises(before: Risk, risk: Risk) -> bool:
    """Whether a risk is higher than the one before."""
    return list(Risk).index(risk) < list(Risk).index(before)


def keep_pace(draft: Draft, before: Risk, *, lengthen: bool) -> None:
    """Every open hand-over at the pace of the new risk, as far as that is allowed; each holder is told once."""
    if raises(before, draft.case.risk):
        raise_clocks(draft)
    elif lengthen:
        _lengthen_clocks(draft)


def raise_clocks(draft: Draft) -> None:
    """Re-plan every open hand-over to the shorter time and tell its holder the new one once."""
    for task in draft.case.open_handovers:
        level = _raised(task, draft.case.risk)
        if level != task.level and task.kind not in ALIKE:
            _replan(draft, task, Data(level=level, undoable=True) | _cut(draft, task, level))


def _raised(task: Handover, risk: Risk) -> str:
    """The more urgent of the level it has and the one the risk asks for."""
    return min(task.level, _asked(task, risk), key=_order(task).index)


def _cut(draft: Draft, task: Handover, level: str) -> Data:
    """A postponement is cut to what the new urgency allows, counted from the day it was granted."""
    if not task.plan.key.startswith(POSTPONED):
        return Data()
    return Data(due=min(task.plan.due, _latest(task, Urgency(level), draft.case.hour)))


def _latest(task: Handover, urgency: Urgency, hour: float) -> datetime:
    return task.plan.start + timedelta(seconds=hour) * 24 * POSTPONABLE.get(urgency, 0)


def _lengthen_clocks(draft: Draft) -> None:
    """The longer time, from the same start; what a person chose, what is darurat and the managers' tasks stay."""
    for task in draft.case.open_handovers:
        level = _lowered(task, draft.case.risk)
        if level != task.level and _may_lengthen(task):
            _replan(draft, task, Data(level=level, longer=True, undoable=True))


def _may_lengthen(task: Handover) -> bool:
    own = task.kind in {*ALIKE, Kind.MANAGER} or task.level == Urgency.EMERGENCY
    return not own and not task.plan.chosen


def _lowered(task: Handover, risk: Risk) -> str:
    return max(task.level, _asked(task, risk), key=_order(task).index)


def _asked(task: Handover, risk: Risk) -> str:
    return URGENCY_OF[risk] if task.urgency else risk


def _order(task: Handover) -> list[str]:
    return list(Urgency) if task.urgency else list(Risk)


def _replan(draft: Draft, task: Handover, terms: Data) -> None:
    draft.add(Type.REPLANNED, task.n, **terms)
    draft.tell("replanned", Audience.HOLDER, task.n)
