"""The sandbox: on, our rules and third-party packages passed through (temporal.md, design.md §4)."""

from functools import cache
from types import CodeType
from typing import Any

from temporalio.converter import SerializationContext, StorageDriverStoreContext, WorkflowSerializationContext
from temporalio.worker import WorkflowInstance, WorkflowInstanceDetails
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions
from temporalio.worker.workflow_sandbox._runner import _Instance
from temporalio.workflow import Info

_OWN = ("attributes", "calls", "handlers", "hard_handlers", "messages", "names", "once", "run")
OURS = ("policy", *(f"workflows.{name}" for name in _OWN))
THIRD_PARTY = ("annotated_types", "pydantic", "pydantic_core", "temporalio", "typing_extensions", "typing_inspection")
"""`policy` is pure and reads no clock: one stray import re-run per case would cost 100 times its start."""


@cache
def _compiled(code: str) -> CodeType:
    """One of the few texts by which the SDK enters its sandbox: it would compile them anew for every activation."""
    return compile(code, "sandbox", "exec")


class Compiled(_Instance):
    """The SDK's sandbox, entered by code that is compiled once."""

    def _run_code(self, code: str, **extra_globals: Any) -> None:  # noqa: ANN401 - the SDK's signature
        super()._run_code(_compiled(code), **extra_globals)  # type: ignore[arg-type]


class OneContext(WorkflowInstance):
    """A sandboxed case whose payloads all have the context of the case.

    The SDK asks the sandbox for the context of each payload, four times a payload, each time by compiling two
    lines of code: a quarter of a worker's time (docs/figures.md). Ours is always the same.
    """

    def __init__(self, inner: WorkflowInstance, info: Info) -> None:
        self._inner = inner
        self._context = WorkflowSerializationContext(namespace=info.namespace, workflow_id=info.workflow_id)
        self._store = StorageDriverStoreContext(target=None)

    def activate(self, act: Any) -> Any:  # noqa: ANN401 - protobuf of the SDK's private bridge
        """Run the case in its sandbox."""
        return self._inner.activate(act)

    def get_serialization_context(self, command_info: object) -> SerializationContext:
        """The case's namespace and id, whatever the command: an activity of a case is of this case."""
        del command_info
        return self._context

    def get_external_store_context(self, command_info: object) -> StorageDriverStoreContext:
        """Nothing of a case is stored outside history."""
        del command_info
        return self._store

    def get_info(self) -> Info:
        """What the SDK knows of the run."""
        return self._inner.get_info()

    def get_thread_id(self) -> int | None:
        """The thread it runs on, for the SDK's deadlock detector."""
        return self._inner.get_thread_id()


class CaseRunner(SandboxedWorkflowRunner):
    """The SDK's sandbox around every case, asked for a context once and not per payload."""

    def create_instance(self, det: WorkflowInstanceDetails) -> WorkflowInstance:
        """A sandboxed case."""
        return OneContext(Compiled(det, self.runner_class, self.restrictions), det.info)


def runner() -> SandboxedWorkflowRunner:
    """The workflow runner of every worker and of the Replayer."""
    return CaseRunner(restrictions=SandboxRestrictions.default.with_passthrough_modules(*OURS, *THIRD_PARTY))
