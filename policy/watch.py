"""Where the child is: whether somebody has to confirm it, and what is known of it. Codes and instants only."""

from dataclasses import replace
from datetime import datetime

from policy.case import Case, Handover, Whereabouts
from policy.events import Data, Event
from policy.hard_words import Place
from policy.words import ClosureReason, Kind, Risk, State


def watch_wanted(case: Case) -> bool:
    """With a high risk or an open placement, until the case ends or the child is said to have died (§4).

    A risk lowered from high still asks, until an overseer gives it its time.
    """
    asked = case.open and case.whereabouts is not None and not died(case)
    return asked and (case.risk is Risk.HIGH or case.watch_kept or bool(placements(case)))


def asked_for_risk(case: Case) -> bool:
    """Whether somebody is asked where the child is because the risk was assessed as high.

    A first assessment lowers nothing: until then a risk counts as high because nobody knows.
    """
    return case.assessed and case.risk is Risk.HIGH and bool(case.open_of(Kind.WHEREABOUTS))


def placements(case: Case) -> tuple[Handover, ...]:
    """Placements without arrival: the referral itself, or the task that came back because it was not served."""
    return tuple(task for task in case.open_handovers if task.placement)


def awaited(case: Case) -> tuple[Handover, ...]:
    """The agencies to which the child is to be brought and has not come yet."""
    return tuple(task for task in placements(case) if task.kind is Kind.REFERRAL)


def died(case: Case) -> bool:
    """Whether the end is proposed because the child has died."""
    return case.proposal is not None and case.proposal.reason is ClosureReason.DIED


def known_from(data: Data, at: datetime) -> Whereabouts | None:
    """What an event says of the place; None if it says nothing."""
    if "place" not in data:
        return None
    return Whereabouts(Place(data["place"]), data.get("since", at), data.get("seen_by", ""))


def where(case: Case, event: Event, at: datetime) -> Case:
    """The fold of WHERE and ARRIVED: the newest word is what is known."""
    return replace(case, whereabouts=known_from(event.data, at) or case.whereabouts)


def asked_from(case: Case, at: datetime) -> Case:
    """From here on the case says where the child is, if it did not before."""
    return replace(case, whereabouts=case.whereabouts or Whereabouts(Place.UNKNOWN, at))


def gone_again(case: Case, event: Event, at: datetime) -> Case:
    """The fold of NOT_ARRIVED: the agency holds it as before the arrival, and nobody knows where the child is.

    Its clock stands as it stood, under a new number: the record looks at it once more, its rungs stay unique.
    """
    task = case.find(event.n)
    if task is None:
        return case
    plan = replace(task.plan, no=task.plan.no + 1)
    again = replace(task, plan=plan, state=State.ACCEPTED, since=at, outcome=None, got=None)
    return replace(case.with_handover(again), whereabouts=Whereabouts(Place.UNKNOWN, at))
