"""The client side of a case: connect, send a command as an Update, and read what came of it."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from temporalio.client import (
    Client,
    WithStartWorkflowOperation,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from policy.commands import Command
from policy.refusals import Refused
from workflows.case import CaseWorkflow
from workflows.converter import data_converter
from workflows.messages import REFUSED, Answer, Start
from workflows.names import TASK_QUEUE, UPDATES

PATIENCE = 2.0
"""Seconds an Update may take (the SDK's own time-out: 6 to 10 s when the server is down)."""
RPC = timedelta(seconds=5)


class NotNowError(Exception):
    """The case cannot be reached now: server down, no worker, suspended. The command waits."""


class GoneError(Exception):
    """No run of this case is open on the server."""


class AlreadyReportedError(Exception):
    """The report has been delivered before, to a run that has ended."""


async def connect(address: str, namespace: str) -> Client:
    """A client with our data converter. NotNowError if the server cannot be reached within 2 s."""
    connecting = Client.connect(address, namespace=namespace, data_converter=data_converter())
    try:
        return await asyncio.wait_for(connecting, PATIENCE)
    except (RuntimeError, TimeoutError) as error:
        raise NotNowError(f"Temporal {address}: {type(error).__name__}") from None


@dataclass(frozen=True)
class Cases:
    """Sends commands to cases. Raises NotNowError, GoneError or AlreadyReportedError; refusals are values."""

    client: Client
    task_queue: str = TASK_QUEUE

    async def ask(self, code: str, command: Command) -> Answer | Refused:
        """An Update to an open case; the update id is the command's id, so twice is once."""
        handle = self.client.get_workflow_handle(code)
        asking = handle.execute_update(
            UPDATES[type(command)], command, id=command.id, result_type=Answer, rpc_timeout=RPC
        )
        return await _answered(asking)

    async def begin(self, code: str, command: Command) -> Answer | Refused:
        """The report: update-with-start; a case that has ended does not begin again."""
        return await self._with_start(code, command, Start(), WorkflowIDReusePolicy.REJECT_DUPLICATE)

    async def from_record(self, code: str, command: Command, start: Start) -> Answer | Refused:
        """A new run from the record: reopening, a lost Temporal database, repair."""
        return await self._with_start(code, command, start, WorkflowIDReusePolicy.ALLOW_DUPLICATE)

    async def _with_start(
        self, code: str, command: Command, start: Start, reuse: WorkflowIDReusePolicy
    ) -> Answer | Refused:
        operation = WithStartWorkflowOperation(
            CaseWorkflow.run,
            start,
            id=code,
            task_queue=self.task_queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=reuse,
            static_summary=f"Kasus {code}",
        )
        asking = self.client.execute_update_with_start_workflow(
            UPDATES[type(command)],
            command,
            start_workflow_operation=operation,
            id=command.id,
            result_type=Answer,
            rpc_timeout=RPC,
        )
        return await _answered(asking)


async def _answered(asking: "asyncio._CoroutineLike[Answer]") -> Answer | Refused:
    """The answer, the refusal, or the one error that says what to do."""
    try:
        return await asyncio.wait_for(asking, PATIENCE)
    except WorkflowUpdateFailedError as error:
        return _refused(error)
    except WorkflowAlreadyStartedError:
        raise AlreadyReportedError from None
    except RPCError as error:
        raise _meaning(error) from None
    except (RuntimeError, TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError) as error:
        raise NotNowError(type(error).__name__) from None


def _refused(error: WorkflowUpdateFailedError) -> Refused:
    """Exactly our own type is a refusal; any other failure (a bug, an unknown update) waits and alarms."""
    cause = error.cause
    if isinstance(cause, ApplicationError) and cause.type == REFUSED:
        code, english = cause.details
        return Refused(str(code), cause.message, str(english))
    raise NotNowError(f"update failed: {type(cause).__name__}")


def _meaning(error: RPCError) -> Exception:
    if error.status is RPCStatusCode.NOT_FOUND:
        return GoneError()
    if error.status is RPCStatusCode.ALREADY_EXISTS:
        return AlreadyReportedError()
    return NotNowError(error.status.name)
