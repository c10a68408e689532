"""One child's case as a durable workflow: decides at once, carries out in order, rings when a rung is due."""

from temporalio import workflow

from policy.case import Case
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
from workflows.messages import Answer, Start
from workflows.names import LINE_QUERY, STATE_QUERY, UPDATES, WORKFLOW
from workflows.run import CaseRun, wib


@workflow.defn(name=WORKFLOW)
class CaseWorkflow:
    """`Kasus`: workflow id = case code. Updates ask; `CaseRun` decides by `policy` and keeps the clock."""

    @workflow.init
    def __init__(self, start: Start) -> None:
        """Take up the state of the run before, or begin empty."""
        self._run = CaseRun(start)

    @workflow.run
    async def run(self, start: Start) -> str:
        """Carry out what was decided until the case has ended; the result is its last stage."""
        del start
        return await self._run.carry_on()

    @workflow.query(name=STATE_QUERY, description="Keadaan kasus (kode dan waktu saja)")
    def state(self) -> Case | None:
        """The state as it stands."""
        return self._run.case

    @workflow.query(name=LINE_QUERY, description="Siapa memegang kasus, sejak kapan, sampai kapan")
    def line(self) -> str:
        """The one line of the case."""
        return self._run.line(wib)

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
