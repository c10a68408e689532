"""BERHENTI: no more messages to an address; whoever has no other way hands on what they hold, and a person is told.

A deputy takes the tasks at once, by inbox rows like those of somebody who has left (`models.away`): a task in the
hands of one who hears nothing would stand still until its ladder finds out. Without a deputy who can be reached it
stays, and the desk calls. LANJUT opens the address again; the tasks stay where they are.
"""

from collections.abc import Sequence

from pydantic_core import to_jsonable_python
from sqlmodel import Session

from activities.letter import Letter, Lines
from models import desk, inbox, reaching
from models.tables import HandoverRow, Inbox
from policy.commands import Assign
from policy.desk import DeskKind
from policy.people import Person
from policy.unit import Unit
from policy.words import Role, Via


def stop(session: Session, letter: Letter, lines: Lines, tasks: Sequence[HandoverRow]) -> list[int]:
    """Stop messages to all who read this number; `tasks` are what they hold. The lines that tell of it."""
    told: list[int] = []
    for person in letter.people:  # all of them first: one who is about to hear nothing takes nothing over
        reaching.stopped(session, letter.unit.code, person, letter.address, letter.row.created_at)
    for person in letter.people:
        told += _tell(session, letter, lines, person, [task for task in tasks if task.person == person.code])
    return [*told, *lines.back(session, letter, "stopped", {})]


def resume(session: Session, letter: Letter, lines: Lines) -> list[int]:
    """Messages may go there again."""
    for person in letter.people:
        reaching.resumed(session, letter.unit.code, person, letter.address)
    return lines.back(session, letter, "resumed", {})


def _tell(session: Session, letter: Letter, lines: Lines, person: Person, tasks: Sequence[HandoverRow]) -> list[int]:
    unit, about = letter.unit, f"berhenti/{letter.row.id}/{person.code}"
    taker = None if reaching.ways_to(session, unit.code, person) else _taker(session, letter, person)
    moved = tasks if taker else ()
    for task in moved:
        inbox.put(session, _assign(letter, task, taker.code if taker else ""))
    desk.put(session, letter.item(DeskKind.STOPPED, _sentence(person, tasks, taker), about))
    said = ("stop_taken", {"holder": person.code, "by": taker.code, "count": len(moved)}) if taker and moved else None
    return lines.to(
        session, unit, _overseer(unit, letter, person), said or ("stop_told", {"holder": person.code}), about
    )


def _taker(session: Session, letter: Letter, person: Person) -> Person | None:
    """The first deputy who is there and can be reached."""
    unit, now = letter.unit, letter.row.created_at
    there = (unit.people[code] for code in person.deputies if code in unit.people)
    present = (each for each in there if not each.is_away(unit.local(now).date()))
    return next((each for each in present if reaching.ways_to(session, unit.code, each)), None)


def _overseer(unit: Unit, letter: Letter, person: Person) -> Person:
    found = unit.supervisor(letter.row.created_at)
    return unit.manager(letter.row.created_at) if found.code == person.code else found


def _assign(letter: Letter, task: HandoverRow, to: str) -> Inbox:
    """No `~` in its id: what becomes of it is not told to the number that has just stopped its messages."""
    name = f"{letter.row.id}-henti-{task.case_code}-{task.n}"
    command = Assign(id=name, by="", role=Role.DESK, via=Via.SYSTEM, n=task.n, to=to)
    return Inbox(
        id=name,
        kind="Assign",
        case_code=task.case_code,
        payload=to_jsonable_python(command),
        facts={},
        source="text",
        created_at=letter.row.created_at,
    )


def _sentence(person: Person, tasks: Sequence[HandoverRow], taker: Person | None) -> str:
    """What the desk reads: codes only."""
    codes = ", ".join(task.code for task in tasks if task.code) or "-"
    where = f"diteruskan ke {taker.code}" if taker else f"tetap pada {person.code}"
    return f"{person.code} minta BERHENTI di nomor ini. Tugas terbuka: {codes} ({where}). Sepakati jalan lain."
