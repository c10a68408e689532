"""Consent of a referral: who may give it, what is confirmed, and what its withdrawal stops (domain.md §4 rule 7)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from policy.bases import barred, resting_on, resting_only_on
from policy.case import Case, Handover
from policy.checks import OVERSEERS, open_handover, staff_refused, task_name
from policy.commands import Refer
from policy.draft import Draft, for_command
from policy.events import Data, Decision, Type
from policy.hard_commands import DecideBasis, WithdrawConsent
from policy.intake import person_of
from policy.refusals import Refused, refuse
from policy.words import Audience, Consent, Kind, Risk, Role, State

Verdict = Callable[[Draft, Handover, DecideBasis], None]


def given_refused(case: Case, command: Refer) -> Refused | None:
    """Consent to services and to sharing with this recipient, not by a suspect; or another basis with its decider."""
    if command.by_suspect:
        return refuse("suspect", case=case.code)
    if not _complete(command):
        return refuse("consent_missing", to=command.to)
    return contested(case, _named(command))


def _named(command: Refer) -> tuple[Consent, ...]:
    return (command.consent, *command.also) if command.consent else ()


def _complete(command: Refer) -> bool:
    bases = _named(command)
    decided = Consent.OTHER_BASIS not in bases or command.decider != ""
    consented = not set(bases) - {Consent.OTHER_BASIS} or (command.services_ok and command.sharing_ok)
    return bool(bases) and decided and consented


def contested(case: Case, bases: tuple[Consent, ...]) -> Refused | None:
    """A consent whose withdrawal is being decided carries no new referral alone."""
    waiting = {task.bases[0]: task for task in case.open_of(Kind.REVOCATION)}
    if not set(bases) <= set(waiting):
        return None
    task = waiting[bases[0]]
    return refuse("consent_contested", giver=bases[0], case=case.code, task=task_name(task, case))


def basis_data(command: Refer) -> Data:
    """What the hand-over keeps of it: codes of the bases and of the decider, never a name."""
    data = Data(consent=command.consent or "")
    if command.also:
        data["also"] = list(command.also)
    if command.decider:
        data["decider"] = command.decider
    return data


def open_confirmation(draft: Draft, command: Refer) -> None:
    """A supervisor who did not name it confirms another basis; opened first, so that the answer names the referral."""
    if Consent.OTHER_BASIS not in _named(command):
        return
    referral = draft.case.next_n + 1
    more = Data(parent=referral, decider=command.decider)
    n = draft.open(Kind.BASIS, draft.case.risk, Role.SUPERVISOR, more)
    draft.tell("task_internal", Audience.HOLDER, n)


def end_confirmations(draft: Draft, n: int) -> None:
    """A referral that was taken back needs no confirmation; one that was answered still does."""
    for task in draft.case.open_of(Kind.BASIS):
        if task.parent == n:
            draft.end(task, State.WITHDRAWN)


def withdraw(case: Case, command: WithdrawConsent, now: datetime) -> Decision | Refused:
    """Consent is taken back: it stops what stands on it alone; with high risk or abuse the supervisor decides first.

    A suspect's call is recorded, and changes nothing.
    """
    refused = staff_refused(command, "pencabutan persetujuan")
    refused = refused or (None if command.by_suspect else _asking_refused(case, command))
    if refused:
        return refused
    draft = for_command(case, command, now)
    data = Data(consent=command.giver) if command.giver else Data()
    if command.abuse:
        data["abuse"] = True
    _answer(draft, command, data)
    if command.by != case.worker:  # who typed it knows
        draft.tell("consent_noted", Audience.SENDER)
    return draft.done(command.id, command.happened)


def _asking_refused(case: Case, command: WithdrawConsent) -> Refused | None:
    giver = command.giver
    if giver is None or giver is Consent.OTHER_BASIS or not command.named:
        return refuse("asker_missing", case=case.code)
    waiting = next((task for task in case.open_of(Kind.REVOCATION) if giver in task.bases), None)
    if waiting:
        return refuse("withdrawal_pending", giver=giver, case=case.code, task=task_name(waiting, case))
    if giver in case.withdrawn and not resting_on(case, giver):
        return refuse("already_withdrawn", giver=giver, case=case.code)
    return None


def _answer(draft: Draft, command: WithdrawConsent, data: Data) -> None:
    case, giver = draft.case, command.giver
    dangerous = case.risk is Risk.HIGH or case.abuse or command.abuse
    if command.by_suspect or giver is None:
        draft.add(Type.SUSPECT_ASKED, **data)
    elif dangerous and resting_only_on(case, giver):
        draft.add(Type.CONSENT_ASKED, **data)
        n = draft.open(Kind.REVOCATION, case.risk, Role.SUPERVISOR, Data(consent=giver))
        draft.tell("task_internal", Audience.HOLDER, n)
    else:
        alone = resting_only_on(case, giver)
        draft.add(Type.CONSENT_WITHDRAWN, **data)
        _stop(draft, alone)


def _stop(draft: Draft, referrals: tuple[Handover, ...]) -> None:
    """Holders hear that it stopped and never why; the child's need is the case worker's to answer otherwise."""
    for task in referrals:
        draft.end(task, State.WITHDRAWN)
        end_confirmations(draft, task.n)
        draft.tell("withdrawn", Audience.HOLDER, task.n)
        more = person_of(draft.case.worker) | Data(parent=task.n, service=task.service)
        n = draft.open(Kind.UNSERVED, draft.case.risk, Role.WORKER, more)
        draft.tell("unserved", Audience.HOLDER, n)
    draft.referral_stage()


def decide(case: Case, command: DecideBasis, now: datetime) -> Decision | Refused:
    """A supervisor decides: another basis stands or not, a withdrawal stops its referrals or not."""
    task = open_handover(case, command.n)
    if isinstance(task, Refused):
        return task
    if refused := _word_refused(case, task, command):
        return refused
    draft = for_command(case, command, now)
    draft.end(task, State.COMPLETED)
    _VERDICTS[task.kind](draft, task, command)
    draft.tell("decided", Audience.SENDER, task.n)
    return draft.done(command.id, command.happened)


def _word_refused(case: Case, task: Handover, command: DecideBasis) -> Refused | None:
    name = task_name(task, case)
    if task.kind not in _VERDICTS:
        return refuse("not_a_decision", task=name, kind=task.kind)
    if command.role not in OVERSEERS:
        return refuse("supervisor_decides", task=name, by=command.by)
    return refuse("own_basis", task=name, by=command.by) if command.by == barred(task) else None


def _on_basis(draft: Draft, task: Handover, command: DecideBasis) -> None:
    """A refused basis stops its referral, unless it stands on a consent as well."""
    alone = tuple(each for each in resting_only_on(draft.case, Consent.OTHER_BASIS) if each.n == task.parent)
    verdict = Type.BASIS_CONFIRMED if command.yes else Type.BASIS_REFUSED
    draft.add(verdict, task.parent, decider=task.decider)
    if not command.yes:
        _stop(draft, alone)


def _on_withdrawal(draft: Draft, task: Handover, command: DecideBasis) -> None:
    """The consent is withdrawn either way; referrals that go on stand on the supervisor's own decision."""
    (giver,) = task.bases
    alone = resting_only_on(draft.case, giver)
    draft.add(Type.CONSENT_WITHDRAWN, consent=giver)
    if command.yes:
        _stop(draft, alone)
        return
    for referral in alone:
        draft.add(Type.BASIS_CHANGED, referral.n, consent=Consent.OTHER_BASIS, decider=command.by)


_VERDICTS: Mapping[Kind, Verdict] = {Kind.BASIS: _on_basis, Kind.REVOCATION: _on_withdrawal}
