"""A unit small enough to hold in one's head: two agencies, six of staff, every office open unless said otherwise."""

from dataclasses import replace
from datetime import date, time

from policy.ladder import LADDERS
from policy.people import Agency, Contact, Group, Person
from policy.roster import Roster, Turn
from policy.terms import CaseType, CaseTypeList, HolidayNote, Sharing, Term
from policy.unit import Unit
from policy.words import Channel, Role
from policy.worktime import Calendar

ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)
OFFICE = Calendar(weekly=((time(7, 30), time(16)),) * 5 + (None, None))
ALWAYS = Calendar(always=True)


def person(code: str, role: Role, number: int, **more: object) -> Person:
    """Somebody with one mobile number."""
    values: dict[str, object] = {
        "code": code,
        "name": f"Orang {code}",
        "role": role,
        "agency": None,
        "language": "id",
        "channels": (Contact(Channel.SMS, f"+62812000000{number:02d}"),),
        "superior": None,
        "deputies": (),
        "always_on": False,
        "absences": (),
    }
    return Person(**(values | more))  # type: ignore[arg-type]


PEOPLE = (
    person("PS-01", Role.WORKER, 1, deputies=("PS-02",)),
    person("PS-02", Role.WORKER, 2),
    person("PD-01", Role.DESK, 3),
    person("SV-01", Role.SUPERVISOR, 4),
    person("MJ-01", Role.MANAGER, 5, deputies=("MJ-02",)),
    person("MJ-02", Role.MANAGER, 6),
    person("KD-01", Role.LAST, 7),
    person("DINSOS-1", Role.FOCAL_POINT, 11, agency="DINSOS", superior="DINSOS-9", deputies=("DINSOS-2",)),
    person("DINSOS-2", Role.FOCAL_POINT, 12, agency="DINSOS"),
    person("DINSOS-9", Role.SUPERIOR, 19, agency="DINSOS"),
    person("RSUD-1", Role.FOCAL_POINT, 21, agency="RSUD", always_on=True),
)


def agency(code: str, calendar: str, people: tuple[str, ...], superior: str | None = None) -> Agency:
    """An agency that offers the one service."""
    return Agency(
        code=code,
        name_id=code,
        name_en=code,
        group=Group.SOCIAL,
        valid_from=date(2015, 1, 1),
        valid_to=None,
        successor=None,
        parent=None,
        calendar=calendar,
        contact_24_7=people[0] if calendar == "24-7" else None,
        services=("BANTUAN",),
        people=people,
        superior=superior,
    )


def unit(office: Calendar = ALWAYS) -> Unit:
    """The unit; `office` is the calendar of its own desk and of DINSOS."""
    always = Turn(ALL_DAYS, time(0), time(0), "PD-01")
    types = CaseTypeList(
        "2019", "2019", date(2015, 1, 1), (CaseType("KESOS", "Kesos", "Welfare", None, ("BANTUAN",), None),)
    )
    service = Term("BANTUAN", "Bantuan", "Help")
    return Unit(
        code="contoh",
        name="Unit Contoh",
        name_en="Sample unit",
        sender="ULT CONTOH",
        desk_phone="+6281200000003",
        tz="Asia/Jakarta",
        sample=True,
        version="1",
        valid_from=date(2015, 1, 1),
        calendar="kantor",
        managers=("MJ-01", "MJ-02"),
        last_person="KD-01",
        supervisors=("SV-01",),
        agencies={
            "DINSOS": agency("DINSOS", "kantor", ("DINSOS-1", "DINSOS-2"), "DINSOS-9"),
            "RSUD": agency("RSUD", "24-7", ("RSUD-1",)),
        },
        people={each.code: each for each in PEOPLE},
        calendars={"kantor": office, "24-7": ALWAYS},
        roster=Roster((always,), (replace(always, person="MJ-01"),), (replace(always, person="PS-01"),), ()),
        ladders_label="contoh, belum ditetapkan",
        ladders=dict(LADDERS),
        case_types=(types,),
        services=(service,),
        decline_reasons=(),
        closure_reasons=(),
        outcomes=(),
        statutory=(),
        sharing=Sharing((), {}, ()),
        holidays=HolidayNote(2026, 2027, (), ()),
    )
