"""What travels to and from a case workflow; commands themselves are `policy.commands`. Codes and ids only."""

from dataclasses import dataclass
from typing import NamedTuple

from policy.case import Case
from policy.events import Unsettled

REFUSED = "refused"
"""The failure type of a lawful refusal; our client turns exactly this type into a refused answer."""


class Remembered(NamedTuple):
    """The answer once given to an inbox id."""

    id: str
    seq: int
    n: int


@dataclass(frozen=True)
class Answer:
    """What an Update answers: the change it became, and the hand-over it opened or touched (0: none)."""

    seq: int
    n: int = 0


@dataclass(frozen=True)
class Start:
    """The argument of a run: nothing for a new case, else all that has to go on."""

    case: Case | None = None
    remembered: tuple[Remembered, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()
