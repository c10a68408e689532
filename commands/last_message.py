"""What became of the last message to a holder, in a word beside the hand-over: sent is not arrived, nor is it seen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from commands.say import Speaker
from models import messages
from models.tables import HandoverRow
from policy.fates import Fate, fate, fate_word


@dataclass(frozen=True)
class Reached:
    """The fate of the last message to whoever holds a hand-over now, and whether they have opened any."""

    fate: Fate
    seen: bool


Of = Mapping[tuple[str, int], Reached]


def reached(session: Session, tasks: Collection[HandoverRow]) -> Of:
    """By case and hand-over, for the open ones; a message to a former holder says nothing of this one."""
    open_ = {(task.case_code, task.n): task.person for task in tasks if task.open}
    found = messages.newest(session, {code for code, _ in open_}, set(open_.values()))
    return {
        key: Reached(fate(row.state, opened=row.opened_at is not None), seen)
        for key, person in open_.items()
        if (known := found.get((*key, person)))
        for row, seen in [known]
    }


def reached_word(found: Reached | None, speaker: Speaker) -> str:
    """The word for a list, such as "sampai, dilihat"; "-" where no message was needed."""
    if found is None:
        return "-"
    word = fate_word(found.fate, english=speaker.english)
    seen = speaker.pick(", dilihat", ", seen") if found.seen and found.fate is not Fate.OPENED else ""
    return f"{word}{seen}"


def reached_values(found: Reached | None) -> dict[str, object]:
    """For a script; null where no message was needed."""
    return {"message": found.fate.name if found else None, "seen": found.seen if found else False}
