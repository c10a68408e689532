"""People must be able to stand in for one another, and a unit has two managers and a last person above them."""

from collections.abc import Iterator

from policy.words import Role
from units.forms import PersonForm, UnitForm
from units.material import Material
from units.problems import PackError

OUTSIDE = {Role.FOCAL_POINT, Role.SUPERIOR}
Finding = tuple[str, str, str]


def heads(pack: Material) -> Iterator[PackError]:
    """Managers, last person and supervisors have that role and are of the unit."""
    unit: UnitForm | None = pack.file("unit")
    if unit is None:
        return
    for place, code in enumerate(unit.managers):
        yield from _has_role(pack, ("managers", place), code, Role.MANAGER)
    for place, code in enumerate(unit.supervisors):
        yield from _has_role(pack, ("supervisors", place), code, Role.SUPERVISOR)
    yield from _has_role(pack, ("last_person",), unit.last_person, Role.LAST)


def _has_role(pack: Material, loc: tuple[str | int, ...], code: str, role: Role) -> Iterator[PackError]:
    person = pack.people().get(code)
    if person and (person.role is not role or person.agency):
        yield pack.problem(
            "unit",
            loc,
            f"{code} bukan {role.value} unit; tulis orang dengan role: {role.value}",
            f"{code} is not a {role.value} of the unit; write a person with role: {role.value}",
        )


def people(pack: Material) -> Iterator[PackError]:
    """Roles, absences, superiors and deputies of every person."""
    for person in pack.people().values():
        place = pack.place("people", "people * code", person.code)
        for check in (_role, _absences, _itself, _deputies):
            for field, indonesian, english in check(pack, person):
                yield pack.problem("people", (*place, field), indonesian, english)


def _role(_pack: Material, person: PersonForm) -> Iterator[Finding]:
    if (person.role in OUTSIDE) is (person.agency is None):
        inside = ", ".join(role.value for role in Role if role not in OUTSIDE)
        yield (
            "role",
            f"{person.role.value}: narahubung dan atasan punya agency; tanpa agency tulis {inside}",
            f"{person.role.value}: narahubung and atasan have an agency; without agency write one of {inside}",
        )


def _absences(_pack: Material, person: PersonForm) -> Iterator[Finding]:
    for absence in person.absences:
        if absence.last < absence.first:
            yield (
                "absences",
                f"{absence.last} sebelum {absence.first}; tulis hari terakhir sesudahnya",
                f"{absence.last} is before {absence.first}; write a later last day",
            )


def _itself(_pack: Material, person: PersonForm) -> Iterator[Finding]:
    if person.superior == person.code:
        yield "superior", "atasan bagi dirinya sendiri; tulis orang lain", "their own superior; write another person"
    if person.code in person.deputies:
        yield "deputies", "wakil bagi dirinya sendiri; tulis orang lain", "their own deputy; write another person"


def _deputies(pack: Material, person: PersonForm) -> Iterator[Finding]:
    for code in person.deputies:
        deputy = pack.people().get(code)
        if deputy and deputy.agency != person.agency:
            yield (
                "deputies",
                f"{code} dari instansi lain; tulis orang dari {person.agency or 'unit'}",
                f"{code} is of another agency; write a person of {person.agency or 'the unit'}",
            )
