"""The machine's referrals that wait for another: sent, waiting for a third, in circles, given up."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from policy.case import Case, Handover
from policy.commands import Command, Refer
from policy.hard_commands import Follow, Send
from policy.instants import managers_task, next_instant
from policy.words import Kind
from tests.policy.cases import CONSENT, DESK, WORKER, Who

PICK = st.integers(0, 9)


class Waiting:
    """Rules of the machine about referrals that wait."""

    def _ask(self, kind: type[Command], who: Who, **more: Any) -> None:
        raise NotImplementedError

    def _open(self, pick: int) -> int:
        raise NotImplementedError

    @rule(pick=PICK, to=st.sampled_from(["DINSOS", "RSUD"]), service=st.sampled_from(["BANTUAN", "LAIN", "KETIGA"]))
    def refer_after(self, pick: int, to: str, service: str) -> None:
        self._ask(Refer, WORKER, to=to, service=service, after=self._open(pick), **CONSENT)

    @rule(pick=PICK, other=PICK, alone=st.booleans())
    def send(self, pick: int, other: int, *, alone: bool) -> None:
        self._ask(Send, WORKER, n=self._open(pick), after=0 if alone else self._open(other))

    @rule(pick=PICK, successor=st.sampled_from(["", "LPA", "RSUD"]))
    def agency_ends(self, pick: int, successor: str) -> None:
        self._ask(Follow, DESK, n=self._open(pick), successor=successor, to=f"{successor}-1" if successor else "")


def goes_on(case: Case, task: Handover) -> bool:
    """Something happens next: a rung, a manager's task beside it, or what it waits for, or a decision on it."""
    if not task.waits:
        return next_instant(case, task) is not None or managers_task(case, task.n) is not None
    awaited = case.find(task.after)
    decision = any(other.parent == task.n for other in case.open_of(Kind.DECIDE))
    return decision or (awaited is not None and awaited.open)
