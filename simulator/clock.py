"""The clock of the simulator: the world's, or one that runs faster from a given instant, for tests of long waits."""

from collections.abc import Callable
from datetime import UTC, datetime


def real() -> datetime:
    """The world's clock, aware UTC."""
    return datetime.now(UTC)


def faster(since: datetime, times: float) -> Callable[[], datetime]:
    """A clock that was right at `since` (aware) and has run `times` as fast from then on, in every process alike."""
    return lambda: since + (datetime.now(UTC) - since) * times
