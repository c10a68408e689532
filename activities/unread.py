"""What nobody could read: a kind line with what works, and from the second time on a person who reads it."""

from sqlmodel import Session

from activities.letter import Letter, Lines
from models import desk, inbox, lines_back
from models.reach import DeskItem
from models.tables import Inbox
from policy.desk import DAY, READ_WITHIN, UNCLEAR_TIMES, DeskKind
from policy.reply import Unread, read
from policy.unit import Unit

UNCLEAR, TO_THE_DESK = "reply_unclear", "reply_desk"


def unclear(session: Session, letter: Letter, lines: Lines, why: Unread | None) -> list[int]:
    """The first text of a day gets the line that says what works, the second that a person reads it, others none."""
    if why is Unread.AUTOMATIC:
        desk.append(session, letter.item(DeskKind.LOOP, letter.body, desk.loop_key(letter.address)))
        return []
    since = letter.row.created_at - DAY
    before = sum(lines_back.since(session, letter.address, since, each) for each in (UNCLEAR, TO_THE_DESK))
    if why is Unread.THANKS and before:
        return []  # whoever says thanks twice has understood that nothing changed
    if before + 1 < UNCLEAR_TIMES or why is Unread.THANKS:
        return lines.back(session, letter, UNCLEAR, {})
    desk.append(session, letter.item(DeskKind.UNCLEAR, _all_words(session, letter, before), f"baca/{letter.row.id}"))
    return lines.back(session, letter, TO_THE_DESK, {}) if before < UNCLEAR_TIMES else []


def _all_words(session: Session, letter: Letter, before: int) -> str:
    """With the second text the first one, which the desk has not seen."""
    if before >= UNCLEAR_TIMES:
        return letter.body
    earlier = lines_back.about(session, letter.address, letter.row.created_at - DAY, UNCLEAR)
    texts = [str(row.facts.get("body", "")) for name in earlier if (row := inbox.get(session, name))]
    return "\n".join([*texts, letter.body])


def stranger(session: Session, unit: Unit, row: Inbox) -> None:
    """A text from a number we do not know is read by a person, soon; no machine answers it.

    It may be a child, or come from a telephone that others read: our name on its screen could do harm.
    """
    address, body = str(row.payload["from"]), str(row.facts.get("body", ""))
    if read(body, unit.sender).why is Unread.AUTOMATIC:
        return
    item = DeskItem(
        key=f"asing/{row.id}",
        unit=unit.code,
        kind=DeskKind.STRANGER,
        channel=str(row.payload["channel"]),
        address=address,
        words=body,
        made_at=row.created_at,
        due=row.created_at + READ_WITHIN,
    )
    desk.append(session, item)
