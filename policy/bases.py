"""What a referral stands on (domain.md §4 rule 7): the consents given for it, or another basis with its decider."""

from dataclasses import replace
from datetime import datetime

from policy.case import Case, Handover
from policy.events import Data, Event
from policy.words import Consent, Kind


def named(data: Data) -> tuple[Consent, ...]:
    """The bases an opened hand-over names, each once."""
    return tuple(Consent(each) for each in dict.fromkeys((data.get("consent", ""), *data.get("also", ()))) if each)


def resting_on(case: Case, basis: Consent) -> tuple[Handover, ...]:
    """Open referrals that have this among their bases."""
    return tuple(task for task in case.open_of(Kind.REFERRAL) if basis in task.bases)


def resting_only_on(case: Case, basis: Consent) -> tuple[Handover, ...]:
    """Open referrals whose sole basis this is."""
    return tuple(task for task in case.open_of(Kind.REFERRAL) if task.bases == (basis,))


def barred(task: Handover) -> str:
    """Who may neither hold nor decide it: the one who named the basis that is to be confirmed; "" is nobody."""
    return task.decider if task.kind is Kind.BASIS else ""


def given(case: Case, opened: Handover) -> Case:
    """The case with a new hand-over; what a referral stands on counts as given anew."""
    case = case.with_handover(opened)
    if opened.kind is not Kind.REFERRAL:
        return case
    return replace(case, withdrawn=tuple(each for each in case.withdrawn if each not in opened.bases))


def asked(case: Case, event: Event, _at: datetime) -> Case:
    """A withdrawal waits for the supervisor; suspected abuse is remembered."""
    return replace(case, abuse=case.abuse or event.data.get("abuse", False))


def withdrawn(case: Case, event: Event, at: datetime) -> Case:
    """Nothing that is open stands on this consent any more."""
    case, basis = asked(case, event, at), Consent(event.data["consent"])
    for task in resting_on(case, basis):
        case = _without(case, task, basis)
    return replace(case, withdrawn=(*(each for each in case.withdrawn if each is not basis), basis))


def refused(case: Case, event: Event, _at: datetime) -> Case:
    """The other basis of a referral did not hold."""
    task = case.find(event.n)
    return _without(case, task, Consent.OTHER_BASIS) if task else case


def changed(case: Case, event: Event, _at: datetime) -> Case:
    """A referral stands on something else from now on."""
    task = case.find(event.n)
    if task is None:
        return case
    return case.with_handover(replace(task, bases=named(event.data), decider=event.data.get("decider", "")))


def added(case: Case, event: Event, _at: datetime) -> Case:
    """A referral stands on one more consent, which counts as given anew."""
    task, consent = case.find(event.n), Consent(event.data["consent"])
    return given(case, replace(task, bases=(*task.bases, consent))) if task else case


def _without(case: Case, task: Handover, basis: Consent) -> Case:
    return case.with_handover(replace(task, bases=tuple(each for each in task.bases if each is not basis)))
