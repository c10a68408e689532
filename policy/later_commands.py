"""What is asked of a case, or of the unit's own tasks, beside the hard days: gaps ahead, consent added, corrections."""

from dataclasses import dataclass

from policy.commands import Command
from policy.hard_words import Lack
from policy.words import Consent, Risk


@dataclass(frozen=True, kw_only=True)
class Foreseen(Command):
    """The unit's data lacks something from `day` (a local day, ISO) on: a manager's task. `hour` as in a report."""

    unit: str
    lack: Lack
    day: str
    risk: Risk = Risk.LOW
    hour: float = 3600


@dataclass(frozen=True, kw_only=True)
class Filled(Command):
    """What manager's task `n` of the unit was about is there now."""

    n: int


@dataclass(frozen=True, kw_only=True)
class AddConsent(Command):
    """Consent is given for open referral `n` as well, to services and to sharing with its recipient.

    Who gave it stands in the facts; `by_suspect`: they are recorded as suspect.
    """

    n: int
    consent: Consent
    services_ok: bool = False
    sharing_ok: bool = False
    by_suspect: bool = False


@dataclass(frozen=True, kw_only=True)
class SuspectConsented(Command):
    """Somebody recorded as suspect wanted to consent to a referral: it is recorded, and opens nothing."""

    consent: Consent | None = None


@dataclass(frozen=True, kw_only=True)
class NotArrived(Command):
    """The arrival of placement `n` was recorded by mistake: the child is not there."""

    n: int
