"""A channel that keeps what it was given: for tests and for a run that must reach nobody."""

from collections.abc import Callable

from notifications.channels import Accepted, DeliveryError, Outgoing


class Memory:
    """Accepts every message and keeps it in `sent`; `fails(outgoing)` may give the error to raise instead."""

    def __init__(self, fails: Callable[[Outgoing], DeliveryError | None] = lambda _: None) -> None:
        self.sent: list[Outgoing] = []
        self._fails = fails

    def send(self, outgoing: Outgoing) -> Accepted:
        """Keep the message, or raise the error planted for it."""
        if error := self._fails(outgoing):
            raise error
        self.sent.append(outgoing)
        return Accepted(provider_id=f"MEM-{outgoing.notification_id}")
