"""The choice before a closed door, as it is typed: what is closed until when, and the three ways on."""

from dataclasses import dataclass

from commands.answers import when
from commands.context import Context
from commands.say import BadInput
from models import record
from policy.closed import Choice, choice
from policy.doors import WaitReason, Way
from policy.fixing import REAL_HOUR
from policy.people import Agency
from policy.referral import preset
from policy.words import Risk, Urgency

REASONS = ", ".join(WaitReason)


@dataclass(frozen=True)
class Door:
    """A referral on its way to an agency, and what the sender typed about its door.

    `later`: it waits for another referral; how it goes is chosen when it is sent.
    """

    case: str
    to: Agency
    service: str
    urgency: Urgency | None
    contact: bool
    wait: WaitReason | None
    note: str = ""
    later: bool = False


@dataclass(frozen=True)
class Chosen:
    """What goes into the command: the person if it is the contact, the way, the reason to wait."""

    person: str = ""
    way: Way | None = None
    wait_reason: WaitReason | None = None


def chosen(context: Context, door: Door, person: str) -> Chosen:
    """The sender's choice; BadInput where one is needed and none was made, or it cannot be."""
    if door.contact and door.wait:
        raise both()
    if door.contact:
        return Chosen(_contact(context, door, person), Way.CONTACT)
    asked = None if door.later else _asked(context, door)
    if asked and door.wait is None:
        raise _closed(context, door, asked)
    if door.wait is WaitReason.OTHER and not door.note:
        raise _unsaid()
    if asked:
        return Chosen(person, Way.WAIT, door.wait)
    if door.wait and door.later:
        context.speaker.note(
            "Belum dikirim; bila nanti tutup, pilihannya ditanyakan saat dikirim.",
            "Not sent yet; if it is closed then, the choice is asked when it is sent.",
        )
    elif door.wait:
        context.speaker.note(
            f"{door.to.code} buka; tidak perlu menunggu.", f"{door.to.code} is open; nothing to wait for."
        )
    return Chosen(person)


def _asked(context: Context, door: Door) -> Choice | None:
    """The choice by the risk as it is recorded; a case still on its way counts as high, in a demo all are open."""
    with context.db.read() as session:
        case = record.load_case(session, door.case)
    if case and case.hour != REAL_HOUR:
        return None
    risk = case.risk if case else Risk.HIGH
    urgency = door.urgency or preset(risk, round_the_clock=door.to.contact_24_7 is not None)
    return choice(context.unit, door.to, door.service, urgency, context.now)


def contact_of(context: Context, agency: Agency | None, named: str) -> str:
    """The agency's 24/7 contact, who is there. BadInput."""
    found = agency.contact_24_7 if agency else None
    if found is None or context.unit.people[found].is_away(context.unit.local(context.now).date()):
        raise BadInput(
            "no_contact",
            f"{named} tidak punya kontak 24/7 yang siap. Pilih --to instansi lain, atau --wait ALASAN.",
            f"{named} has no 24/7 contact who is there. Choose --to another agency, or --wait REASON.",
        )
    return found


def _contact(context: Context, door: Door, person: str) -> str:
    """The same for a referral, where nobody else was named. BadInput."""
    found = contact_of(context, door.to, door.to.code)
    if person not in {"", found}:
        raise BadInput(
            "not_the_contact",
            f"{person} bukan kontak 24/7 {door.to.code} ({found}). Pakai --person atau --to-24-7, salah satu.",
            f"{person} is not the 24/7 contact of {door.to.code} ({found}). Use either --person or --to-24-7.",
        )
    return found


def _closed(context: Context, door: Door, asked: Choice) -> BadInput:
    """Nothing is sent; the thing, the reason, the three ways."""
    shown, to = when(context), door.to.code
    until, due = shown(asked.until), shown(asked.due)
    ways = [f"--to-24-7 ({asked.contact.code})"] if asked.contact else []
    ways += [f"--to {each.code}" for each in asked.others[:3]]
    listed = "".join(f"{way}, " for way in ways)
    return BadInput(
        "closed_door",
        f"{to} tutup sampai {until}; jawaban baru jatuh tempo {due}. Rujukan belum dikirim. "
        f"Pilih: {listed}--wait ALASAN ({REASONS}).",
        f"{to} is closed until {until}; an answer would fall due {due}. Nothing was sent. "
        f"Choose: {listed}--wait REASON ({REASONS}).",
    )


def both() -> BadInput:
    """One of the two, not both and not neither."""
    return BadInput(
        "one_way",
        "Tulis --to-24-7 atau --wait ALASAN; pilih salah satu.",
        "Write --to-24-7 or --wait REASON; choose one.",
    )


def _unsaid() -> BadInput:
    return BadInput(
        "wait_note",
        "--wait LAINNYA perlu --note dengan alasannya. Rujukan belum dikirim.",
        "--wait LAINNYA needs a --note with the reason. Nothing was sent.",
    )
