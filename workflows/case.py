"""One child's case as a durable workflow: decides at once, carries out in order, rings when a rung is due."""

from temporalio import workflow

from policy.case import Case
from workflows import once
from workflows.handlers import Handlers
from workflows.messages import Start
from workflows.names import LINE_QUERY, STATE_QUERY, WORKFLOW
from workflows.run import CaseRun, wib


@once.defn(WORKFLOW)
class CaseWorkflow(Handlers):
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
