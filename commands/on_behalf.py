"""An answer that somebody else writes down: who said it has to be able to, and that nobody is named is said."""

from commands.context import Context
from commands.say import BadInput
from models.tables import HandoverRow
from policy.people import Person


def speaker_of(context: Context, row: HandoverRow, said_by: str) -> str:
    """The code of who answered on a task, "" if nobody is named. BadInput for one who does not speak on it."""
    if not said_by:
        _nobody_named(context, row)
        return ""
    said = context.person(said_by)
    if not _may_speak(context, row, said):
        raise not_theirs(said.code, row.person or row.party)
    return said.code


def not_theirs(said: str, holder: str) -> BadInput:
    """The refusal, the same wherever an answer is written down."""
    return BadInput(
        "not_theirs_to_say",
        f"{said} bukan {holder}, wakilnya, atau rekan seinstansi; jawabannya tidak dicatat.",
        f"{said} is not {holder}, a deputy or of the same agency; the answer is not recorded.",
    )


def _may_speak(context: Context, row: HandoverRow, said: Person) -> bool:
    """The holder, a deputy, somebody of the same agency; on a task of the unit's own people any of them."""
    holder = context.unit.people.get(row.person)
    agency = row.party if row.party in context.unit.agencies else None
    deputies = holder.deputies if holder else ()
    return said.code in {row.person, *deputies} or said.agency == agency


def _nobody_named(context: Context, row: HandoverRow) -> None:
    actor = context.actor
    agency = actor.agency or ""
    if row.party not in context.unit.agencies or actor.code == row.person or agency == row.party:
        return
    context.speaker.note(
        f"Tidak disebut siapa di {row.party} yang menjawab; untuk itu pakai --said-by.",
        f"Nobody at {row.party} is named as having answered; for that use --said-by.",
    )
