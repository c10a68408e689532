"""One thing that fails keeps nobody waiting behind it: the others are done first, then it is told, by its kind alone.

What an error says may quote a row, so neither the log nor Temporal's history gets more than its class (law 6).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import structlog
from temporalio.exceptions import ApplicationError, FailureError

LOG = structlog.get_logger()
FAILED = "sweep-failed"
Thing = TypeVar("Thing")


@contextmanager
def by_kind() -> Iterator[None]:
    """What goes wrong in an activity is told to Temporal by its class: its words may quote a row (law 6)."""
    try:
        yield
    except FailureError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, only its class may be told
        kind = type(error).__name__
        LOG.error("aktivitas gagal", alasan=kind)  # noqa: TRY400 - a traceback may quote a row
        raise ApplicationError(kind, type=kind) from None


class Guard:
    """Does things one after the other, and keeps the kinds of failures."""

    def __init__(self) -> None:
        self._failed: set[str] = set()

    def each(self, things: Iterable[Thing], work: Callable[[Thing], object]) -> None:
        """Work on each of them. What Temporal itself raises (told to stop, cancelled) ends it."""
        for thing in things:
            try:
                work(thing)
            except FailureError as error:
                if not isinstance(error, ApplicationError) or error.type != FAILED:
                    raise
                self._failed.add(error.message)
            except Exception as error:  # noqa: BLE001 - whatever it is, the others are not to suffer from it
                LOG.error("sapuan gagal", alasan=type(error).__name__)  # noqa: TRY400 - a traceback may quote a row
                self._failed.add(type(error).__name__)

    def end(self) -> None:
        """ApplicationError if anything failed: Temporal shows it and has it tried again."""
        if self._failed:
            raise ApplicationError(", ".join(sorted(self._failed)), type=FAILED)
