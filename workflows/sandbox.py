"""The sandbox: on, our rules and third-party packages passed through (temporal.md, design.md §4)."""

from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

PASSED = ("policy", "pydantic", "pydantic_core", "annotated_types", "typing_inspection", "temporalio")
"""`policy` is pure and reads no clock: one stray import re-run per case would cost 100 times its start."""


def runner() -> SandboxedWorkflowRunner:
    """The workflow runner of every worker and of the Replayer."""
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*PASSED)
    return SandboxedWorkflowRunner(restrictions=restrictions)
