"""How tests wait: for a condition, and so long that no slow machine fails. How long it took is never asserted."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

Found = TypeVar("Found")
PATIENCE = 120.0
"""Seconds any one thing may take before a test gives up: it costs nothing where all is well."""
LOOK = 0.02


def until(holds: Callable[[], bool], seconds: float = PATIENCE, look: float = LOOK) -> None:
    """Wait until a condition holds; AssertionError if it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "the condition did not come to hold in time"
        time.sleep(look)


async def settled(holds: Callable[[], bool]) -> None:
    """The same, beside other work of the loop."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "the condition did not come to hold in time"
        await asyncio.sleep(LOOK)


async def eventually(look: Callable[[], Awaitable[Found]]) -> Found:
    """The first thing found that is not empty or false; AssertionError if there is none in time."""
    end = time.monotonic() + PATIENCE
    while not (found := await look()):
        assert time.monotonic() < end, "nothing came in time"
        await asyncio.sleep(LOOK)
    return found
