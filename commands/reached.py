"""Before a referral and beside a case: who is away, who cannot be reached, whose number nobody has proved."""

from collections.abc import Iterable, Iterator

from commands.context import Context
from commands.doors import Chosen
from models import ways
from policy.enrolling import unproved
from policy.people import Agency, Person
from policy.ways import Known, reachable


def warned(context: Context, agency: Agency, choice: Chosen) -> Chosen:
    """The choice again. It is said before anything is sent: the sender may choose another agency (messages.md §6)."""
    unit = context.unit
    focal = unit.people[choice.person or agency.people[0]]
    holder = unit.standing_in(focal.code, context.now) if choice.person else unit.holder_for(agency.code, context.now)
    _away(context, focal, holder or focal)
    _ways(context, holder or focal)
    return choice


def _away(context: Context, focal: Person, holder: Person) -> None:
    unit, speaker = context.unit, context.speaker
    day = unit.local(context.now).date()
    if focal.is_away(day) and holder.code != focal.code:
        speaker.note(
            f"{focal.code} tidak di tempat; {holder.code} menggantikan.",
            f"{focal.code} is away; {holder.code} stands in.",
        )
    elif focal.is_away(day):
        speaker.note(
            f"{focal.code} tidak di tempat dan tidak ada pengganti. Pertimbangkan instansi lain.",
            f"{focal.code} is away and nobody stands in. Consider another agency.",
        )


def _ways(context: Context, holder: Person) -> None:
    speaker = context.speaker
    with context.db.read() as session:
        known = ways.known(session, context.unit.code, [holder.code]).get(holder.code, [])
    if not reachable(holder, known):
        speaker.note(
            f"{holder.code} tidak terjangkau: pesannya berhenti atau tidak sampai. Loket akan menelepon; "
            "pertimbangkan instansi lain.",
            f"{holder.code} cannot be reached: messages are stopped or do not arrive. The desk will telephone; "
            "consider another agency.",
        )
    elif len(unproved(holder, known, context.now)) == len(holder.channels):
        speaker.note(
            f"{holder.code} belum terbukti terjangkau. Pastikan: rujukan enrol {holder.code}",
            f"{holder.code} is not proved to be reached. Make sure: rujukan enrol {holder.code}",
        )


def doubtful(context: Context, codes: Iterable[str]) -> tuple[list[str], list[str]]:
    """Of these people: who cannot be reached, and to whom no way is proved."""
    people = [context.unit.people[code] for code in dict.fromkeys(codes) if code in context.unit.people]
    with context.db.read() as session:
        known = ways.known(session, context.unit.code, [each.code for each in people])
    lost = [each.code for each in people if not reachable(each, known.get(each.code, ()))]
    others = [each for each in people if each.code not in lost]
    unsure = [each.code for each in others if _unsure(context, each, known.get(each.code, []))]
    return lost, unsure


def _unsure(context: Context, person: Person, known: Iterable[Known]) -> bool:
    return len(unproved(person, known, context.now)) == len(person.channels)


def lines(context: Context, lost: list[str], unsure: list[str]) -> Iterator[str]:
    """The same for a person."""
    pick = context.speaker.pick
    if lost:
        yield pick(
            f"Tidak terjangkau: {', '.join(lost)}. Telepon, dan perbarui nomornya.",
            f"Cannot be reached: {', '.join(lost)}. Telephone, and correct the number.",
        )
    if unsure:
        yield pick(
            f"Belum terbukti terjangkau: {', '.join(unsure)}. Pastikan: rujukan enrol {unsure[0]}",
            f"Not proved to be reached: {', '.join(unsure)}. Make sure: rujukan enrol {unsure[0]}",
        )
