"""Do the domains of the unit's mail addresses take mail: asked when a person wants to know, never while sending.

A name server that cannot be asked accuses nobody, and is waited for once. Invented domains are asked of nobody.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from secrets import randbelow

from notifications.mx import Found, is_invented, named, takes_mail
from policy.people import Contact, Person
from policy.unit import Unit
from policy.weak_points import Point, Weak
from policy.words import Channel

Server = tuple[str, int]
_NUMBERS = 1 << 16


def domains(unit: Unit) -> Mapping[str, list[str]]:
    """The domains of all mail addresses, each with the codes of the people who have one there."""
    found: dict[str, list[str]] = {}
    for person in unit.people.values():
        for domain in of_ways(person.channels):
            found.setdefault(domain, []).append(person.code)
    return found


def of_ways(ways: Iterable[Contact]) -> list[str]:
    """The domains of the mail addresses among these, each once."""
    mail = (contact.address for contact in ways if contact.channel is Channel.EMAIL)
    return list(dict.fromkeys(address.rpartition("@")[2].lower() for address in mail))


def refused(unit: Unit, server: Server | None = None) -> tuple[dict[str, list[str]], list[str]]:
    """Domains that take no mail, with their people; and those of which nobody answered, after one time-out."""
    known = domains(unit)
    said = _asked(known, server or named(""))
    none = {domain: known[domain] for domain, found in said.items() if found is Found.NO}
    return none, [domain for domain, found in said.items() if found is Found.UNKNOWN]


def points(unit: Unit, server: Server) -> Iterator[Point]:
    """For each person with a domain that takes no mail: what is wrong and the way out."""
    none, _ = refused(unit, server)
    for domain, people in none.items():
        yield from (point(code, domain) for code in people)


def person_points(person: Person, server: Server, ways: Sequence[Contact]) -> Iterator[Point]:
    """The same for some ways to one person."""
    said = _asked(dict.fromkeys(of_ways(ways)), server)
    yield from (point(person.code, domain) for domain, found in said.items() if found is Found.NO)


def point(code: str, domain: str) -> Point:
    """The sentence: the person, the domain, why, and what to do."""
    return Point(
        Weak.NO_MAIL,
        code,
        f"{code}: domain {domain} tidak menerima surel (tanpa MX atau alamat). Betulkan people.yaml, lalu unit load.",
        f"{code}: domain {domain} takes no mail (no MX or address). Correct it in people.yaml, then unit load.",
    )


def _asked(known: Mapping[str, object], server: Server) -> Mapping[str, Found]:
    said: dict[str, Found] = {}
    for domain in (each for each in known if not is_invented(each)):
        silent = not server[0] or Found.UNKNOWN in said.values()
        said[domain] = Found.UNKNOWN if silent else takes_mail(domain, server, randbelow(_NUMBERS))
    return said
