"""Faults planted for tests and rehearsals: what the provider does with the next messages to an address."""

import time
from collections import Counter
from typing import Literal

from pydantic import BaseModel, Field, model_validator

from simulator.mix import KINDS, Callbacks, Kind, Mix

EVERYBODY = "*"


class Fault(BaseModel):
    """What goes wrong for `to` (`*`: everybody), and how often (`times`) or how long (`for_seconds`).

    `kind` names a whole fault of the table in `mix`; the fields say it piece by piece. `code` refuses the request
    with a Twilio code; `status` answers with that HTTP (or SMTP) status, `retry_after` beside it; `taken` keeps
    the message all the same before the bad answer; `hang_seconds` delays the answer of a message that was taken;
    `late_seconds` is how long it takes until the message is taken, whether or not anybody still waits for the
    answer; `reset` breaks the connection instead of an answer; `undelivered` is the code of a receipt that ends
    badly; `callbacks` is what becomes of the receipts.
    """

    to: str
    kind: Kind | Literal[""] = ""
    code: int | None = None
    status: int | None = None
    retry_after: int | None = None
    taken: bool = False
    hang_seconds: float = 0
    late_seconds: float = 0
    reset: bool = False
    undelivered: int | None = None
    callbacks: Callbacks | Literal[""] = ""
    times: int = Field(default=1, ge=1)
    for_seconds: float | None = None

    @model_validator(mode="before")
    @classmethod
    def _whole(cls, given: dict[str, object]) -> dict[str, object]:
        """A named fault has the fields of its row, but for those that are given."""
        return {**KINDS.get(str(given.get("kind", "")), {}), **given}

    @property
    def name(self) -> str:
        """What a message that met it is marked with: the kinds of its request and of its receipts."""
        return " ".join(filter(None, [self.kind, self.callbacks]))


NONE = Fault(to="")


class Faults:
    """The faults waiting, first planted first served; then those of the mix, if one is set."""

    def __init__(self, mix: Mix | None = None) -> None:
        self._waiting: list[tuple[Fault, float]] = []
        self._mix = mix
        self._asked: Counter[str] = Counter()

    def plant(self, fault: Fault) -> None:
        """Let it strike the next `times` messages to its address, or all of them for a while."""
        self._waiting.append((fault.model_copy(), time.monotonic()))

    def set(self, mix: Mix | None) -> None:
        """From now on a share of all requests goes wrong, drawn by the mix's seed; None ends it."""
        self._mix = mix

    def clear(self) -> None:
        """Forget every fault, the mix too."""
        self._waiting.clear()
        self._mix = None

    def strike(self, to: str, *, mail: bool = False) -> Fault | None:
        """The fault for a message to `to`, used up by one."""
        self._asked[to] += 1
        for planted in self._waiting:
            fault, since = planted
            if fault.for_seconds is not None and time.monotonic() > since + fault.for_seconds:
                continue
            if fault.to in {to, EVERYBODY}:
                self._use(planted)
                return fault
        return self._drawn(to, mail=mail)

    def _use(self, planted: tuple[Fault, float]) -> None:
        fault, _ = planted
        if fault.for_seconds is None:
            fault.times -= 1
            if not fault.times:
                self._waiting.remove(planted)

    def _drawn(self, to: str, *, mail: bool) -> Fault | None:
        drawn = self._mix.draw(to, self._asked[to], mail=mail) if self._mix else None
        return Fault.model_validate({"to": to, **drawn}) if drawn else None
