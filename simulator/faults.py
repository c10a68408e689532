"""Faults planted for tests and rehearsals: what the provider does with the next messages to an address."""

from pydantic import BaseModel, Field


class Fault(BaseModel):
    """What goes wrong for `to` (`*`: everybody), and how often.

    `code` refuses the request with a Twilio code; `status` answers with that HTTP (or SMTP) status; `taken`
    keeps the message all the same before the bad answer; `hang_seconds` delays the answer of a message that
    was taken; `undelivered` is the code of a receipt that ends badly.
    """

    to: str
    code: int | None = None
    status: int | None = None
    taken: bool = False
    hang_seconds: float = 0
    undelivered: int | None = None
    times: int = Field(default=1, ge=1)


class Faults:
    """The faults waiting, first planted first served."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def plant(self, fault: Fault) -> None:
        """Let it strike the next `times` messages to its address."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Forget every fault."""
        self._waiting.clear()

    def strike(self, to: str) -> Fault | None:
        """The fault for a message to `to`, used up by one."""
        for fault in self._waiting:
            if fault.to in {to, "*"}:
                fault.times -= 1
                if not fault.times:
                    self._waiting.remove(fault)
                return fault
        return None
