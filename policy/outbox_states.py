"""The states of a message in the outbox as one table (design.md §6), and the sets of them that others ask for. Pure.

A row is written READY, becomes INTENT before the request leaves, and ends in a state with no way on, or with one that
only a provider's late word or a person takes. What follows by another channel is a row of its own.
"""

from collections.abc import Mapping

FIRST = "READY"
NEXT: Mapping[str, frozenset[str]] = {
    "READY": frozenset({"INTENT", "ACCEPTED", "CANCELLED", "MERGED", "DESK", "UNDELIVERED"}),
    "INTENT": frozenset({"READY", "ACCEPTED", "REFUSED", "AMBIGUOUS", "CANCELLED", "DESK"}),
    "AMBIGUOUS": frozenset({"READY", "ACCEPTED", "REFUSED", "UNDELIVERED"}),
    "ACCEPTED": frozenset({"DELIVERED", "UNDELIVERED"}),
    "DELIVERED": frozenset({"UNDELIVERED"}),
    "UNDELIVERED": frozenset({"ACCEPTED", "DELIVERED"}),
    "REFUSED": frozenset({"UNDELIVERED"}),
    "DESK": frozenset({"DELIVERED", "UNDELIVERED"}),
    "CANCELLED": frozenset(),
    "MERGED": frozenset(),
}
"""From a state to those that may follow it.

READY to ACCEPTED: a provider has what its sender, dead since, left READY. DELIVERED and UNDELIVERED to one another: of
contradicting words of a provider the highest counts. DESK: a person passes it on, and says what came of it.
"""
STATES = frozenset(NEXT)

UNDER_WAY = frozenset({"INTENT", "AMBIGUOUS"})
"""A request may have left, and nobody knows what became of it."""
OPEN = frozenset({FIRST}) | UNDER_WAY
"""Machines still have something to do."""
TAKEN = frozenset({"ACCEPTED", "DELIVERED"})
"""A provider has it."""
LOST = frozenset({"REFUSED", "UNDELIVERED"})
"""It does not arrive this way: the next channel, or the desk."""
REPLACED = frozenset({"CANCELLED", "MERGED"})
"""Never left: no longer true, or said by another message."""
ASKED = TAKEN | LOST | {"AMBIGUOUS"}
"""A provider has been asked to take it."""
UNHEARD = LOST | REPLACED
"""Nobody was disturbed by it."""
BY_HAND = "DESK"
"""A person passes it on: final for machines."""
SETTLED = TAKEN | REPLACED | {BY_HAND}
"""Whoever waited for it to leave waits no more."""
