"""The sandbox stays small and shut: nothing third-party is loaded anew per case, and nothing reads a clock."""

import ast
import sys
from pathlib import Path

import pytest
from temporalio import workflow
from temporalio.worker.workflow_sandbox import RestrictedWorkflowAccessError
from temporalio.worker.workflow_sandbox._importer import Importer
from temporalio.worker.workflow_sandbox._restrictions import RestrictionContext
from temporalio.workflow import _Definition

from workflows import once
from workflows.case import CaseWorkflow
from workflows.sandbox import OURS, THIRD_PARTY, runner

INSIDE = {"workflows", "workflows.case"}
"""What each case loads for itself; all else is shared."""
ROOM = Path(__file__).parents[2] / "workflows"
DURABLE = ("case.py", "converter.py", *sorted(f"{name.removeprefix('workflows.')}.py" for name in OURS if "." in name))
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter", "uuid1", "uuid4", "urandom"}
CHANCE = {"random", "secrets", "time", "uuid", "os", "socket", "threading"}


def loaded() -> set[str]:
    """The modules that a case loads anew inside the sandbox, leaving out what is shared with the worker."""
    importer = Importer(runner().restrictions, RestrictionContext())
    with importer.applied():
        __import__("workflows.case")
        found = dict(importer.new_modules)
    return {name for name, module in found.items() if module is not sys.modules.get(name)}


def test_a_case_loads_its_own_module_and_nothing_else() -> None:
    ours = {name for name in loaded() if name.partition(".")[0] not in sys.stdlib_module_names} - {"__main__"}
    assert ours == INSIDE


def inside() -> tuple[type, object]:
    """The class of the case as a case imports it, and what the SDK finds on it."""
    importer = Importer(runner().restrictions, RestrictionContext())
    with importer.applied():
        cls = __import__("workflows.case", fromlist=["CaseWorkflow"]).CaseWorkflow
    return cls, _Definition.must_from_class(cls)


def test_what_is_remembered_of_the_handlers_is_what_the_sdk_finds_anew() -> None:
    cls, remembered = inside()
    assert cls is not CaseWorkflow
    delattr(cls, once.DEFINITION)
    workflow.defn(name="Kasus")(cls)
    anew = _Definition.must_from_class(cls)
    assert anew is not remembered
    assert anew.run_fn is remembered.run_fn  # type: ignore[attr-defined]
    for part in ("name", "signals", "updates", "sandboxed", "arg_types", "ret_type", "failure_exception_types"):
        assert getattr(anew, part) == getattr(remembered, part), part
    assert set(anew.queries) == set(remembered.queries)  # type: ignore[attr-defined]


class Other:
    """Another class that calls itself `Kasus` too."""

    @workflow.run
    async def run(self) -> str:
        """Nothing."""
        return ""


def test_another_class_of_that_name_is_looked_into_itself() -> None:
    once.defn("Kasus")(Other)
    assert not _Definition.must_from_class(Other).updates
    assert _Definition.must_from_class(CaseWorkflow).updates


def test_what_passes_through_is_pure_or_third_party() -> None:
    assert all(name.partition(".")[0] in {"policy", "workflows"} for name in OURS)
    assert not {name.partition(".")[0] for name in THIRD_PARTY} & {"policy", "workflows", "models", "activities"}


def test_the_sandbox_is_on() -> None:
    importer = Importer(runner().restrictions, RestrictionContext())
    context = importer.restriction_context
    context.is_runtime = True
    with importer.applied():
        inside = __import__("datetime")
        with pytest.raises(RestrictedWorkflowAccessError):
            inside.datetime.now()


def asks_the_world(tree: ast.AST) -> set[str]:
    """Clocks that are read and sources of chance that are imported; `workflow.now()` is the case's own time."""
    found = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names} & CHANCE
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in CLOCKS)
    return found | {ast.unparse(node) for node in calls if ast.unparse(node) != "workflow.now"}


@pytest.mark.parametrize("name", DURABLE)
def test_what_is_durable_reads_no_clock_and_draws_no_number(name: str) -> None:
    assert asks_the_world(ast.parse((ROOM / name).read_text(encoding="utf-8"))) == set()


def test_a_clock_that_is_read_is_seen() -> None:
    assert asks_the_world(ast.parse("import random\nat = datetime.now()")) == {"random", "datetime.now"}
