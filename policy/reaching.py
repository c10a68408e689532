"""By which of a person's contacts a message goes: never one they have stopped, a dead one only if there is no other."""

from collections.abc import Iterable, Mapping

from policy.people import Contact

Way = tuple[str, str, str, str]
"""Unit, person, channel, address."""


def usable(unit: str, person: str, contacts: Iterable[Contact], blocked: Mapping[Way, bool]) -> tuple[Contact, ...]:
    """The contacts to try, in the person's order. `blocked`: True where the person wants no more messages.

    Where nobody answers at any of them, the first is tried all the same: that it fails is told, silence is not.
    Nothing at all is left for a person who has stopped every one.
    """
    allowed = [each for each in contacts if not blocked.get(_way(unit, person, each))]
    alive = tuple(each for each in allowed if _way(unit, person, each) not in blocked)
    return alive or tuple(allowed[:1])


def _way(unit: str, person: str, contact: Contact) -> Way:
    return unit, person, contact.channel.value, contact.address
