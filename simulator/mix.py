"""The kinds of faults a provider has, by name, and a random mix of them that a seed repeats exactly."""

from collections.abc import Mapping
from random import Random
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field

Callbacks = Literal["lost", "doubled", "reversed", "forged"]
ENDLESS = 60.0
"""Seconds of an answer that never comes: twice the time-out of a request."""

_AT_THE_PROVIDER: Mapping[str, Mapping[str, Any]] = {
    "accept_hang": {"taken": True, "hang_seconds": ENDLESS},
    "accept_500": {"taken": True, "status": 500},
    "accept_reset": {"taken": True, "reset": True},
    "only_500": {"status": 500},
    "only_reset": {"reset": True},
    "refuse": {"code": 30001, "status": 400},
    "no_mobile": {"code": 21614, "status": 400},
    "busy": {"code": 20429, "status": 429, "retry_after": 1},
    "slow": {"late_seconds": 25.0},
    "late": {"late_seconds": 45.0},
    "too_late": {"late_seconds": 200.0},
}
"""`late`: taken after the client has given up (30 s); `too_late`: after it has asked us about it, too (150 s)."""
_AT_THE_MAIL_SERVER: Mapping[str, Mapping[str, Any]] = {
    "smtp_421": {"status": 421},
    "smtp_450": {"status": 450},
    "smtp_550": {"status": 550},
    "dot_hang": {"taken": True, "hang_seconds": ENDLESS},
    "dot_reset": {"taken": True, "reset": True},
    "dot_lost": {"reset": True},
}
"""`dot_*`: at a mail's final dot; `dot_lost` keeps nothing."""
KINDS: Mapping[str, Mapping[str, Any]] = {**_AT_THE_PROVIDER, **_AT_THE_MAIL_SERVER}


def _known(name: str) -> str:
    if name not in KINDS:
        raise ValueError(f"no such fault: {name}; there are {', '.join(KINDS)}")
    return name


Kind = Annotated[str, AfterValidator(_known)]
"""The name of a fault; another one is refused."""
AT_THE_PROVIDER: tuple[Kind, ...] = tuple(_AT_THE_PROVIDER)
AT_THE_MAIL_SERVER: tuple[Kind, ...] = tuple(_AT_THE_MAIL_SERVER)
OF_RECEIPTS: tuple[Callbacks, ...] = ("lost", "doubled", "reversed", "forged")


class Mix(BaseModel):
    """A share of requests goes wrong, each kind as often as the next, and a share of receipts beside them.

    What befalls the n-th request to an address depends on the seed, the address and n alone, so that threads,
    kills and restarts of the other side change nothing. `faster` divides every duration, as does the clock of
    whoever sends.
    """

    seed: int = 1
    share: float = Field(default=0.3, ge=0, le=1)
    receipts: float = Field(default=0.3, ge=0, le=1)
    kinds: tuple[Kind, ...] = AT_THE_PROVIDER
    mail: tuple[Kind, ...] = AT_THE_MAIL_SERVER
    callbacks: tuple[Callbacks, ...] = OF_RECEIPTS
    faster: float = Field(default=1, gt=0)

    def draw(self, to: str, nth: int, *, mail: bool) -> dict[str, Any]:
        """The fields of the fault for the n-th request to an address; none if nothing goes wrong."""
        random = Random(f"{self.seed} {to} {nth}")  # noqa: S311 - repeatable, not secret
        wrong, kinds = random.random() < self.share, self.mail if mail else self.kinds
        fields: dict[str, Any] = self._scaled(random.choice(kinds)) if wrong and kinds else {}
        if not mail and self.callbacks and random.random() < self.receipts:
            fields["callbacks"] = random.choice(self.callbacks)
        return fields

    def _scaled(self, kind: Kind) -> dict[str, Any]:
        row = KINDS[kind]
        times = {name: row[name] / self.faster for name in ("hang_seconds", "late_seconds") if name in row}
        return {"kind": kind, **row, **times}
