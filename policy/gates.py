"""What an act needs before it is taken. A gate only refuses: a replay, which repeats what was taken, asks none."""

from collections.abc import Callable, Mapping
from typing import Any

from policy.case import Case
from policy.checks import task_name
from policy.commands import Approve, Command, ProposeClosure, Visit
from policy.hard_commands import SameChild
from policy.hard_words import Got
from policy.received import asked, owed
from policy.refusals import Refused, refuse
from policy.running import carried
from policy.words import ClosureReason, Kind, State

Gate = Callable[[Case, Any], Refused | None]
ATTEMPTS = 3


def _goals_met(case: Case) -> Refused | None:
    """Rule 5: each served referral has the child's "ya", and where there was a referral there is one."""
    if waiting := owed(case):
        task = waiting[0]
        return refuse("goals_unconfirmed", case=case.code, task=task_name(task, case), holder=task.party)
    referrals = [h for h in case.handovers if h.kind is Kind.REFERRAL and h.state is not State.IN_ERROR]
    if not referrals or any(h.got is Got.YES for h in referrals):
        return None
    task = referrals[-1]
    return refuse("nothing_received", case=case.code, task=task_name(task, case), state=task.state)


def _client_declines(case: Case) -> Refused | None:
    """Where a carer is suspected, a child or its carer does not end the protection by declining it (§4)."""
    return refuse("carer_suspected", case=case.code) if case.carer_suspected else None


def _not_found(case: Case) -> Refused | None:
    """Three attempts on different days (§4)."""
    count = len(case.attempts)
    return refuse("attempts_missing", case=case.code, count=count, needed=ATTEMPTS) if count < ATTEMPTS else None


def _moved_away(case: Case) -> Refused | None:
    """Moving is a transfer, and ends the case once the named person of the other unit has accepted (§4)."""
    return None if case.transferred else refuse("transfer_first", case=case.code)


OF_REASON: Mapping[ClosureReason, Callable[[Case], Refused | None]] = {
    ClosureReason.GOALS_MET: _goals_met,
    ClosureReason.CLIENT_DECLINES: _client_declines,
    ClosureReason.NOT_FOUND: _not_found,
    ClosureReason.MOVED_AWAY: _moved_away,
}


def _proposed(case: Case, command: ProposeClosure) -> Refused | None:
    gate = OF_REASON.get(command.reason)
    return gate(case) if gate else None


def _approved(case: Case, command: Approve) -> Refused | None:
    """What the reason asks must still hold when the closure is approved; refusing one needs nothing."""
    gate = OF_REASON.get(case.proposal.reason) if case.proposal else None
    return gate(case) if gate and command.yes else None


def _one_child(case: Case, command: SameChild) -> Refused | None:
    """A clock of the law or of health ends by its own proof only (§5): what runs here has to run on there first."""
    named = {(each.clock, each.start) for each in command.clocks}
    for clock in carried(case) if command.other else ():
        if (clock.clock, clock.start) not in named:
            return refuse("clock_left", case=case.code, other=command.other, clock=clock.clock)
    return None


GATES: Mapping[type[Command], Gate] = {
    Visit: asked,
    ProposeClosure: _proposed,
    Approve: _approved,
    SameChild: _one_child,
}


def gate_refused(case: Case, command: Command) -> Refused | None:
    """Why this is not taken, though the rules could; None if nothing stands in its way."""
    gate = GATES.get(type(command))
    return gate(case, command) if gate else None
