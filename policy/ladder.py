"""Ladders: when a hand-over is due, which rungs follow; the default table of domain.md §5 (a unit has its own)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from policy.words import Action, Kind, Risk, Urgency


class Clock(StrEnum):
    """The clock an offset is counted on."""

    HOURS = "jam"
    WORK_HOURS = "jam kerja"
    WORK_DAYS = "hari kerja"
    DAYS = "hari"
    OPENING = "buka hari ke"
    SHARE = "bagian"
    AFTER_DUE = "hari kerja setelah batas"


@dataclass(frozen=True)
class Offset:
    """`n` on a clock, counted from the start of the hand-over; SHARE is a part of the time to its due instant."""

    n: float
    clock: Clock


@dataclass(frozen=True)
class Step:
    """One rung as data: what happens, and when."""

    action: Action
    after: Offset


@dataclass(frozen=True)
class Ladder:
    """Due time, rungs in order, and how often the last rung repeats until a person acts."""

    due: Offset
    steps: tuple[Step, ...]
    repeat: Offset


def _hours(n: float) -> Offset:
    return Offset(n, Clock.HOURS)


def _work_hours(n: float) -> Offset:
    return Offset(n, Clock.WORK_HOURS)


def _work_days(n: float) -> Offset:
    return Offset(n, Clock.WORK_DAYS)


def _days(n: float) -> Offset:
    return Offset(n, Clock.DAYS)


def _opening(n: float) -> Offset:
    return Offset(n, Clock.OPENING)


def _share(n: float) -> Offset:
    return Offset(n, Clock.SHARE)


DAILY = _days(1)
WEEKLY = _days(7)
REPEAT = {Risk.HIGH: DAILY, Risk.MEDIUM: WEEKLY, Risk.LOW: WEEKLY}
OUTCOME = "HASIL"
POSTPONED = "TUNDA"


def _shares(due: Offset, repeat: Offset) -> Ladder:
    """The rungs of `segera` at the same fractions of another due time (domain.md §5)."""
    fractions = (
        (Action.REMIND, 0.25),
        (Action.CALL, 0.5),
        (Action.REMIND, 0.75),
        (Action.SUPERVISE, 1),
        (Action.MANAGE, 2),
    )
    return Ladder(due, tuple(Step(action, _share(part)) for action, part in fractions), repeat)


def _visit(due: Offset, repeat: Offset) -> Ladder:
    """A visit's rungs: those of the shares, but the manager 3 working days after due."""
    steps = tuple(step for step in _shares(due, repeat).steps if step.action is not Action.MANAGE)
    return Ladder(due, (*steps, Step(Action.MANAGE, Offset(3, Clock.AFTER_DUE))), repeat)


def _manager(due: Offset, times: tuple[Offset, Offset, Offset], repeat: Offset) -> Ladder:
    """A manager's task: deputy, second manager, head of the parent agency; the last one repeats."""
    actions = (Action.DEPUTY, Action.SECOND, Action.LAST)
    steps = tuple(Step(action, after) for action, after in zip(actions, times, strict=True))
    return Ladder(due, steps, repeat)


_REFERRALS = {
    Urgency.EMERGENCY: Ladder(
        _hours(1),
        (
            Step(Action.CALL, _hours(0)),
            Step(Action.REMIND, _hours(1 / 3)),
            Step(Action.REMIND, _hours(2 / 3)),
            Step(Action.SUPERVISE, _hours(1)),
            Step(Action.MANAGE, _hours(2)),
        ),
        _hours(4),
    ),
    Urgency.URGENT: Ladder(
        _work_hours(4),
        (
            Step(Action.REMIND, _work_hours(1)),
            Step(Action.CALL, _work_hours(2)),
            Step(Action.REMIND, _work_hours(3)),
            Step(Action.SUPERVISE, _work_hours(4)),
            Step(Action.MANAGE, _work_hours(8)),
        ),
        DAILY,
    ),
    Urgency.ROUTINE: Ladder(
        _work_days(3),
        (
            Step(Action.REMIND, _opening(2)),
            Step(Action.REMIND, _opening(3)),
            Step(Action.DUE, _work_days(3)),
            Step(Action.CALL, _opening(4)),
            Step(Action.SUPERVISE, _opening(4)),
            Step(Action.MANAGE, _opening(6)),
        ),
        WEEKLY,
    ),
}
_OUTCOMES = {
    Urgency.EMERGENCY: _shares(_hours(24), _hours(4)),
    Urgency.URGENT: _shares(_work_days(3), DAILY),
    Urgency.ROUTINE: _shares(_work_days(10), WEEKLY),
}
_MANAGERS_OF_REFERRALS = {
    Urgency.EMERGENCY: _manager(_hours(4), (_hours(1), _hours(2), _hours(6)), _hours(4)),
    Urgency.URGENT: _manager(_work_hours(8), (_work_hours(4), _work_hours(8), _work_hours(16)), DAILY),
    Urgency.ROUTINE: _manager(_work_days(3), (_work_days(3), _days(7), _days(14)), WEEKLY),
}
_MANAGER_DUE = {Risk.HIGH: _hours(4), Risk.MEDIUM: _work_days(1), Risk.LOW: _work_days(3)}
_INTERNAL = {
    Kind.TAKE_REPORT: (_hours(1), _work_hours(4), _work_hours(4)),
    Kind.ASSESSMENT: (_hours(24), _work_days(3), _work_days(5)),
    Kind.PLAN: (_work_days(2), _work_days(5), _work_days(10)),
    Kind.REROUTE: (_hours(1), _work_hours(4), _work_days(1)),
    Kind.RESEND: (_hours(1), _work_hours(4), _work_days(1)),
    Kind.UNSERVED: (_hours(1), _work_hours(4), _work_days(1)),
    Kind.DECIDE: (_hours(1), _work_hours(4), _work_days(1)),
    Kind.APPROVAL: (_work_days(3), _work_days(3), _work_days(3)),
}
_VISITS = (_days(7), _days(14), _days(30))


def ladder_key(kind: str, level: str) -> str:
    """The name of a row in a unit's data, such as `RUJUKAN/darurat` or `ASESMEN/tinggi`."""
    return f"{kind}/{level}"


def _rows() -> dict[str, Ladder]:
    rows: dict[str, Ladder] = {}
    for urgency in Urgency:
        rows[ladder_key(Kind.REFERRAL, urgency)] = _REFERRALS[urgency]
        rows[ladder_key(OUTCOME, urgency)] = _OUTCOMES[urgency]
        rows[ladder_key(POSTPONED, urgency)] = _shares(_days(1), _OUTCOMES[urgency].repeat)
        rows[ladder_key(Kind.MANAGER, urgency)] = _MANAGERS_OF_REFERRALS[urgency]
    for place, risk in enumerate(Risk):
        for kind, dues in _INTERNAL.items():
            rows[ladder_key(kind, risk)] = _shares(dues[place], REPEAT[risk])
        rows[ladder_key(Kind.VISIT, risk)] = _visit(_VISITS[place], REPEAT[risk])
        shares = (_share(0.5), _share(1), _share(2))
        rows[ladder_key(Kind.MANAGER, risk)] = _manager(_MANAGER_DUE[risk], shares, REPEAT[risk])
    return rows


LADDERS: Mapping[str, Ladder] = _rows()
"""The default table (domain.md §5, decided), by `ladder_key`."""
