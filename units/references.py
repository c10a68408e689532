"""Names that point somewhere must find it, and a code stands for one thing: read from the files as written."""

from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches

from units.fields import NONE
from units.material import Material
from units.problems import Loc, PackError

CODES = {
    "agencies": "agencies * code",
    "people": "people * code",
    "calendars": "calendars * code",
    "services": "services * code",
}
"""Where the codes of each file are."""

POINTERS = (
    ("unit", "managers *", "people"),
    ("unit", "last_person", "people"),
    ("unit", "supervisors *", "people"),
    ("unit", "calendar", "calendars"),
    ("agencies", "agencies * successor", "agencies"),
    ("agencies", "agencies * parent", "agencies"),
    ("agencies", "agencies * calendar", "calendars"),
    ("agencies", "agencies * contact_24_7", "people"),
    ("agencies", "agencies * services *", "services"),
    ("agencies", "agencies * people *", "people"),
    ("agencies", "agencies * superior", "people"),
    ("people", "people * agency", "agencies"),
    ("people", "people * superior", "people"),
    ("people", "people * deputies *", "people"),
    ("roster", "officers * person", "people"),
    ("roster", "managers * person", "people"),
    ("roster", "workers * person", "people"),
    ("roster", "exceptions * person", "people"),
    ("case_types", "lists * types * services *", "services"),
)
"""File, way in it, and the file in which the value must be a code."""

UNIQUE = (
    *CODES.items(),
    ("case_types", "lists * version"),
    ("case_types", "lists * valid_from"),
    ("case_types", "lists * types * code"),
    ("words", "decline_reasons * code"),
    ("words", "closure_reasons * code"),
    ("words", "outcomes * code"),
    ("statutory", "statutory * code"),
    ("agencies", "agencies * services *"),
    ("agencies", "agencies * people *"),
    ("people", "people * deputies *"),
    ("unit", "managers *"),
    ("unit", "supervisors *"),
)
"""Values that may stand once only within their list."""


def references(pack: Material) -> Iterator[PackError]:
    """All pointers that find nothing, and all codes written twice."""
    for file, pattern, target in POINTERS:
        yield from _dangling(pack, file, pattern, target)
    for file, pattern in UNIQUE:
        yield from _twice(pack, file, pattern)
    yield from _ambiguous(pack)
    yield from _addresses(pack)


def _dangling(pack: Material, file: str, pattern: str, target: str) -> Iterator[PackError]:
    if not pack.has(target):
        return
    known = {text for _, text in pack.texts(target, CODES[target])}
    for loc, code in pack.texts(file, pattern):
        if code in known or code == NONE:
            continue
        near = get_close_matches(code, known, n=1) or sorted(known)[:1] or ["?"]
        yield pack.problem(
            file,
            loc,
            f"{code} tidak ada di {target}.yaml; tulis kode yang ada, mungkin {near[0]}",
            f"{code} is not in {target}.yaml; write a code that is, perhaps {near[0]}",
        )


def _twice(pack: Material, file: str, pattern: str) -> Iterator[PackError]:
    """Within one list: items of a list by a name, or the plain values themselves."""
    depth = 1 if pattern.endswith("*") else 2
    seen: set[tuple[Loc, str]] = set()
    for loc, code in pack.texts(file, pattern):
        key = (loc[:-depth], code)
        if key in seen:
            yield pack.problem(
                file, loc, f"{code} tertulis dua kali; tulis yang lain", f"{code} is written twice; write another"
            )
        seen.add(key)


def _ambiguous(pack: Material) -> Iterator[PackError]:
    agencies = {text for _, text in pack.texts("agencies", CODES["agencies"])}
    for loc, code in pack.texts("people", CODES["people"]):
        if code in agencies:
            yield pack.problem(
                "people",
                loc,
                f"{code} sudah kode instansi; tulis seperti {code}-1",
                f"{code} is an agency's code; write it as {code}-1",
            )


def _addresses(pack: Material) -> Iterator[PackError]:
    """A number of two people is a *nomor bersama* and marked so by both; whoever has not marked it is named."""
    owners: dict[str, dict[str, bool]] = defaultdict(dict)
    for person in pack.people().values():
        for contact in person.channels:
            marked = owners[contact.address].get(person.code, True)
            owners[contact.address][person.code] = marked and contact.shared
    for address, people in owners.items():
        for code, other in _unmarked(people):
            yield pack.problem(
                "people",
                pack.place("people", "people * code", code),
                f"{address} milik {code} juga milik {other}; tulis nomor lain, atau shared: true pada keduanya",
                f"{address} of {code} is also {other}'s; write another number, or shared: true at both",
            )


def _unmarked(people: dict[str, bool]) -> Iterator[tuple[str, str]]:
    """Who shares without the mark, each with another one; of two without it the later is wrong."""
    first, *others = people
    if others and all(people[code] for code in others) and not people[first]:
        yield first, others[0]
    for code in others:
        if not people[code]:
            yield code, first
