"""What may be asked of a case: an Update for everything a person does, each with its validator.

Shared between cases: an Update's types and signature are looked into once and not per case.
"""

import inspect

from temporalio import workflow

from policy.commands import (
    Approve,
    Assess,
    Assign,
    Correct,
    MakePlan,
    MessageFailed,
    ProposeClosure,
    Refer,
    Reopen,
    Replan,
    Reply,
    Report,
    Undo,
    Visit,
    Withdraw,
)
from workflows.hard_handlers import HardHandlers
from workflows.later_handlers import LaterHandlers
from workflows.messages import Answer
from workflows.names import UPDATES


class Handlers(HardHandlers):
    """The Updates of `Kasus`; each is decided by `policy` through the case's one loop."""

    @workflow.update(name=UPDATES[Report], description="Laporan diterima: kasus dimulai")
    def report(self, given: Report) -> Answer:
        """A report begins the case."""
        return self._run.apply(given)

    @report.validator
    def _report(self, given: Report) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Reply], description="Jawaban pemegang tugas")
    def reply(self, given: Reply) -> Answer:
        """A holder's answer."""
        return self._run.apply(given)

    @reply.validator
    def _reply(self, given: Reply) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Assess], description="Asesmen dicatat")
    def assess(self, given: Assess) -> Answer:
        """The assessment and its risk."""
        return self._run.apply(given)

    @assess.validator
    def _assess(self, given: Assess) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[MakePlan], description="Rencana intervensi dicatat")
    def plan(self, given: MakePlan) -> Answer:
        """The intervention plan."""
        return self._run.apply(given)

    @plan.validator
    def _plan(self, given: MakePlan) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Refer], description="Rujukan dikirim ke instansi")
    def refer(self, given: Refer) -> Answer:
        """A referral to an agency."""
        return self._run.apply(given)

    @refer.validator
    def _refer(self, given: Refer) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Visit], description="Kunjungan dicatat")
    def visit(self, given: Visit) -> Answer:
        """A visit or review."""
        return self._run.apply(given)

    @visit.validator
    def _visit(self, given: Visit) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[ProposeClosure], description="Terminasi diusulkan")
    def propose_closure(self, given: ProposeClosure) -> Answer:
        """A proposal to end the case."""
        return self._run.apply(given)

    @propose_closure.validator
    def _propose_closure(self, given: ProposeClosure) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Approve], description="Terminasi disetujui atau ditolak")
    def approve(self, given: Approve) -> Answer:
        """Somebody else's decision on the closure."""
        return self._run.apply(given)

    @approve.validator
    def _approve(self, given: Approve) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Reopen], description="Kasus dibuka kembali")
    def reopen(self, given: Reopen) -> Answer:
        """A terminated case goes on."""
        return self._run.apply(given)

    @reopen.validator
    def _reopen(self, given: Reopen) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Withdraw], description="Rujukan dicabut pengirim")
    def withdraw(self, given: Withdraw) -> Answer:
        """The sender takes a referral back."""
        return self._run.apply(given)

    @withdraw.validator
    def _withdraw(self, given: Withdraw) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Assign], description="Pemegang tugas diganti")
    def assign(self, given: Assign) -> Answer:
        """A task, or the case, goes to another person."""
        return self._run.apply(given)

    @assign.validator
    def _assign(self, given: Assign) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Correct], description="Salah input dikoreksi")
    def correct(self, given: Correct) -> Answer:
        """An entry made in error."""
        return self._run.apply(given)

    @correct.validator
    def _correct(self, given: Correct) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Undo], description="Penerimaan dibatalkan dalam sepuluh menit")
    def undo(self, given: Undo) -> Answer:
        """An acceptance is undone."""
        return self._run.apply(given)

    @undo.validator
    def _undo(self, given: Undo) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[Replan], description="Tenggat dihitung ulang")
    def replan(self, given: Replan) -> Answer:
        """The clock of a task is reckoned again."""
        return self._run.apply(given)

    @replan.validator
    def _replan(self, given: Replan) -> None:
        self._run.check(given)

    @workflow.update(name=UPDATES[MessageFailed], description="Pesan tidak sampai menurut penyedia")
    def message_failed(self, given: MessageFailed) -> Answer:
        """A provider's word that a message did not arrive: somebody else is told."""
        return self._run.apply(given)

    @message_failed.validator
    def _message_failed(self, given: MessageFailed) -> None:
        self._run.check(given)


def _keep_signatures() -> None:
    """The SDK compares each handler with its validator for every case; `inspect` finds the answer here (PEP 362)."""
    for handler in (*vars(LaterHandlers).values(), *vars(HardHandlers).values(), *vars(Handlers).values()):
        if inspect.isfunction(handler):
            handler.__signature__ = inspect.signature(handler)  # type: ignore[attr-defined]


_keep_signatures()
