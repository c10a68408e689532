"""The sandbox: on, our rules and third-party packages passed through (temporal.md, design.md §4)."""

from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

OURS = ("policy", "workflows.attributes", "workflows.calls", "workflows.messages", "workflows.names")
THIRD_PARTY = ("annotated_types", "pydantic", "pydantic_core", "temporalio", "typing_extensions", "typing_inspection")
"""`policy` is pure and reads no clock: one stray import re-run per case would cost 100 times its start."""


def runner() -> SandboxedWorkflowRunner:
    """The workflow runner of every worker and of the Replayer."""
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*OURS, *THIRD_PARTY)
    return SandboxedWorkflowRunner(restrictions=restrictions)
