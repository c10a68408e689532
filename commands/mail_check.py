"""Do the domains of the unit's mail addresses take mail: asked when a person wants to know, never while sending."""

from collections.abc import Mapping
from secrets import randbelow

from notifications.mx import Found, resolver, takes_mail
from policy.unit import Unit
from policy.words import Channel

PORT = 53
_NUMBERS = 1 << 16


def domains(unit: Unit) -> Mapping[str, list[str]]:
    """The domains of all mail addresses, each with the codes of the people who have one there."""
    found: dict[str, list[str]] = {}
    for person in unit.people.values():
        for contact in person.channels:
            if contact.channel is Channel.EMAIL:
                found.setdefault(contact.address.rpartition("@")[2].lower(), []).append(person.code)
    return found


def refused(unit: Unit, server: tuple[str, int] | None = None) -> tuple[dict[str, list[str]], list[str]]:
    """Domains that take no mail, with their people; and those of which nobody answered, with a time-out each."""
    server = server or (resolver(), PORT)
    known = domains(unit)
    if not server[0]:
        return {}, list(known)
    said = {domain: takes_mail(domain, server, randbelow(_NUMBERS)) for domain in known}
    none = {domain: known[domain] for domain, found in said.items() if found is Found.NO}
    return none, [domain for domain, found in said.items() if found is Found.UNKNOWN]
