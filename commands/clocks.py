"""The statutory and health clocks of a case as a person reads them; a window of health large and first."""

from collections.abc import Iterator
from typing import Any

from commands.answers import when
from commands.context import Context
from policy.case import Case, Handover
from policy.words import Kind

WIDTH = 100


def running(case: Case) -> list[Handover]:
    """Clocks without their proof, those of health first, then by their end."""
    return sorted(case.open_of(Kind.STATUTORY), key=lambda task: (not task.vital, task.plan.due))


def clock_values(task: Handover) -> dict[str, Any]:
    """A running clock in JSON."""
    return {
        "clock": task.clock,
        "task": task.code,
        "window": task.level,
        "start": task.plan.start.isoformat(),
        "due": task.plan.due.isoformat(),
        "holder": task.id_,
    }


def large(context: Context, case: Case) -> Iterator[str]:
    """What nobody may overlook: a window of health, between two bars, until the child is served or refuses."""
    for task in running(case):
        if task.vital:
            yield "=" * WIDTH
            yield _line(context, task).upper()
            yield context.speaker.pick(
                "RUJUK KE RUMAH SAKIT SEKARANG. JANGAN MENUNGGU POLISI.",
                "REFER TO THE HOSPITAL NOW. DO NOT WAIT FOR THE POLICE.",
            )
            yield "=" * WIDTH


def clock_lines(context: Context, case: Case) -> list[str]:
    """One line for each clock of the law."""
    return [_line(context, task) for task in running(case) if not task.vital]


def _line(context: Context, task: Handover) -> str:
    late, shown = task.plan.due <= context.now, when(context)(task.plan.due)
    name = clock_name(context, task.clock)
    return context.speaker.pick(
        f"{name} ({task.clock}): {'TERLAMBAT sejak' if late else 'batas'} {shown}, pemegang {task.id_}.",
        f"{name} ({task.clock}): {'LATE since' if late else 'due'} {shown}, holder {task.id_}.",
    )


def clock_name(context: Context, code: str) -> str:
    """What the unit's data calls the clock, else its code."""
    row = next((each for each in context.unit.statutory if each.code == code), None)
    return context.speaker.pick(row.id, row.en) if row else code
