"""`workflow.defn` for a workflow with many handlers: looked into once in a process, not once per case.

The sandbox imports the module of the workflow anew for each case, and the decorator then asks every handler for its
signature again: a seventh of a worker's time (docs/figures.md). This module is passed through, so it remembers.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from temporalio import workflow

Kind = TypeVar("Kind", bound=type)
DEFINITION = "__temporal_workflow_definition"
"""Where the SDK keeps what it found on a class and on its run method (temporalio 1.35, `workflow/_definition.py`)."""
_KNOWN: dict[tuple[str, str], Any] = {}


def defn(name: str) -> Callable[[Kind], Kind]:
    """As `workflow.defn(name=...)`; the same class imported again takes over what was found the first time."""

    def decorate(cls: Kind) -> Kind:
        own = (cls.__module__, cls.__qualname__)
        if (known := _KNOWN.get(own)) is None:
            workflow.defn(name=name)(cls)
            _KNOWN[own] = getattr(cls, DEFINITION)
        else:
            again = replace(known, cls=cls, run_fn=cls.run)  # type: ignore[attr-defined]
            setattr(cls, DEFINITION, again)
            setattr(again.run_fn, DEFINITION, again)
        return cls

    return decorate
