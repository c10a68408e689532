"""Consent that comes later, and consent that counts for nothing: added to an open referral, or offered by a suspect."""

from datetime import datetime

from policy.case import Case, Handover
from policy.checks import open_handover, staff_refused, task_name
from policy.consent import contested
from policy.draft import for_command
from policy.events import Data, Decision, Type
from policy.later_commands import AddConsent, SuspectConsented
from policy.refusals import Refused, refuse
from policy.words import Consent, Kind


def add(case: Case, command: AddConsent, now: datetime) -> Decision | Refused:
    """An open referral stands on one more consent; what waits for the supervisor's word on it goes on waiting.

    A suspect's is recorded as what it was, and nothing stands on it.
    """
    task = open_handover(case, command.n)
    if isinstance(task, Refused):
        return task
    if refused := staff_refused(command, "persetujuan") or _added_refused(case, task, command):
        return refused
    draft = for_command(case, command, now)
    added = Type.SUSPECT_CONSENTED if command.by_suspect else Type.CONSENT_ADDED
    draft.add(added, task.n, consent=command.consent)
    return draft.done(command.id, command.happened)


def _added_refused(case: Case, task: Handover, command: AddConsent) -> Refused | None:
    name = task_name(task, case)
    if task.kind is not Kind.REFERRAL:
        return refuse("not_a_referral", task=name)
    if command.consent is Consent.OTHER_BASIS:
        return refuse("not_a_consent", task=name)
    if command.by_suspect:
        return None
    if not (command.services_ok and command.sharing_ok):
        return refuse("consent_incomplete", task=name)
    if command.consent in task.bases:
        return refuse("consent_there", task=name, giver=command.consent)
    return contested(case, (command.consent,))


def suspect(case: Case, command: SuspectConsented, now: datetime) -> Decision | Refused:
    """A suspect wanted to consent to a referral: who asked is recorded (rule 7), and no referral is opened."""
    if refused := staff_refused(command, "persetujuan"):
        return refused
    draft = for_command(case, command, now)
    draft.add(Type.SUSPECT_CONSENTED, **(Data(consent=command.consent) if command.consent else Data()))
    return draft.done(command.id, command.happened)
