"""Agencies must make sense in time and in their people: successors follow on, parents end, somebody is there."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from units.forms import AgencyForm
from units.material import Material
from units.problems import PackError

_DAY = timedelta(days=1)
Finding = tuple[str, str, str]
"""Field, Indonesian, English."""


def agencies(pack: Material) -> Iterator[PackError]:
    """Dates, successors, loops, people and 24/7 contacts of every agency."""
    for agency in pack.agencies().values():
        place = pack.place("agencies", "agencies * code", agency.code)
        for check in (_dates, _successor, _loops, _members, _contact):
            for field, indonesian, english in check(pack, agency):
                yield pack.problem("agencies", (*place, field), indonesian, english)


def _dates(_pack: Material, agency: AgencyForm) -> Iterator[Finding]:
    if agency.valid_to and agency.valid_to < agency.valid_from:
        yield (
            "valid_to",
            f"{agency.valid_to} sebelum {agency.valid_from}; tulis tanggal sesudahnya",
            f"{agency.valid_to} is before {agency.valid_from}; write a later date",
        )


def _successor(pack: Material, agency: AgencyForm) -> Iterator[Finding]:
    if not agency.successor:
        return
    if not agency.valid_to:
        yield (
            "successor",
            "penerus tanpa valid_to; tulis hari terakhirnya",
            "a successor without valid_to; write its last day",
        )
        return
    heir = pack.agencies().get(agency.successor)
    if heir and heir.valid_from > agency.valid_to + _DAY:
        yield (
            "successor",
            f"{heir.code} baru mulai {heir.valid_from}; tulis valid_to {heir.valid_from - _DAY}",
            f"{heir.code} begins on {heir.valid_from} only; write valid_to {heir.valid_from - _DAY}",
        )


def _loops(pack: Material, agency: AgencyForm) -> Iterator[Finding]:
    ways: tuple[tuple[str, Callable[[AgencyForm], str | None]], ...] = (
        ("parent", lambda each: each.parent),
        ("successor", lambda each: each.successor),
    )
    for field, step in ways:
        if _returns(pack.agencies(), agency, step):
            yield (
                field,
                f"{field} kembali ke {agency.code}; tulis instansi lain atau hapus",
                f"{field} comes back to {agency.code}; write another agency or remove it",
            )


def _returns(known: dict[str, AgencyForm], start: AgencyForm, step: Callable[[AgencyForm], str | None]) -> bool:
    at: AgencyForm | None = start
    for _ in known:
        at = known.get(step(at) or "") if at else None
        if at is start:
            return True
    return False


def _members(pack: Material, agency: AgencyForm) -> Iterator[Finding]:
    for code in (*agency.people, *filter(None, [agency.superior])):
        person = pack.people().get(code)
        if person and person.agency != agency.code:
            yield (
                "superior" if code == agency.superior else "people",
                f"{code} bukan orang {agency.code}; tulis agency: {agency.code} padanya",
                f"{code} is not of {agency.code}; write agency: {agency.code} there",
            )


def _contact(pack: Material, agency: AgencyForm) -> Iterator[Finding]:
    person = pack.people().get(agency.contact_24_7 or "")
    if person and not person.always_on:
        yield (
            "contact_24_7",
            f"{person.code} tidak always_on; tulis always_on: true padanya, atau none",
            f"{person.code} is not always_on; write always_on: true there, or none",
        )
    if person and person.code not in agency.people:
        yield (
            "contact_24_7",
            f"{person.code} tidak ada di people instansi ini; tambahkan",
            f"{person.code} is not in this agency's people; add it",
        )


def offers(pack: Material) -> Iterator[PackError]:
    """A service that nobody offers any more is shown, not refused."""
    offered = {code for each in pack.agencies().values() if not each.valid_to for code in each.services}
    for loc, code in pack.texts("services", "services * code"):
        if offered and code not in offered:
            yield pack.problem(
                "services",
                loc,
                f"{code} tidak ditawarkan instansi mana pun; tambahkan pada satu instansi",
                f"{code} is offered by no agency; add it to one",
                warning=True,
            )
