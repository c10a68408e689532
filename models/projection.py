"""The projection of a case: the rows that queries read, written by the change that altered them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlmodel import Session, SQLModel

from models.tables import CaseRow, HandoverRow
from models.types import case_to_json
from policy.case import Case, Handover
from policy.instants import next_instant, wake_at

Values = dict[str, Any]
_CASE = SQLModel.metadata.tables[str(CaseRow.__tablename__)]
_HANDOVER = SQLModel.metadata.tables[str(HandoverRow.__tablename__)]
_THIS_CASE = update(_CASE).where(_CASE.c.code == bindparam("this_code"), _CASE.c.seq <= bindparam("this_seq"))
_THIS_HANDOVER = update(_HANDOVER).where(
    _HANDOVER.c.case_code == bindparam("this_code"), _HANDOVER.c.n == bindparam("this_n")
)


def project(session: Session, before: Case | None, after: Case) -> None:
    """Write what a change altered; an older seq never overwrites a newer one."""
    connection, case = session.connection(), case_values(after)
    if before is None:
        connection.execute(insert(_CASE), case)
    elif not connection.execute(_THIS_CASE, case | {"this_code": after.code, "this_seq": after.seq}).rowcount:
        return
    for values in altered(before, after):
        this = {"this_code": after.code, "this_n": values["n"]}
        if before is None or before.find(values["n"]) is None:
            connection.execute(insert(_HANDOVER), values)
        else:
            connection.execute(_THIS_HANDOVER, values | this)


def case_values(case: Case) -> Values:
    """The row of a case."""
    return {
        "code": case.code,
        "unit": case.unit,
        "stage": case.stage,
        "risk": case.risk,
        "worker": case.worker,
        "seq": case.seq,
        "reported_at": case.reported,
        "stage_since": case.stage_since,
        "due_at": wake_at(case),
        "open": case.open,
        "rung": max((task.rung for task in case.open_handovers), default=0),
        "state": case_to_json(case),
    }


def altered(before: Case | None, after: Case) -> Iterator[Values]:
    """The rows of the hand-overs that are new or read differently, with the seq of this change."""
    known = {task.n: _handover(before, task) for task in before.handovers} if before else {}
    for task in after.handovers:
        values = _handover(after, task)
        if known.get(task.n) != values:
            yield values | {"seq": after.seq}


def _handover(case: Case, task: Handover) -> Values:
    return {
        "case_code": case.code,
        "n": task.n,
        "unit": case.unit,
        "code": task.code,
        "kind": task.kind,
        "state": task.state,
        "party": task.party,
        "person": task.person,
        "level": task.level,
        "service": task.service,
        "parent": task.parent,
        "opened": task.opened,
        "since": task.since,
        "due": task.plan.due,
        "next_at": next_instant(case, task),
        "rung": task.rung,
        "open": task.open,
        "unreachable": task.unreachable,
    }
