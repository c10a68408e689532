"""Who asks, and how a command is put together, in the workflow tests."""

from typing import Any
from uuid import uuid4

from policy.commands import Assess, Command, MakePlan, Refer, Reply, Report
from policy.words import Consent, Risk, Role, Verb

ROLES = {
    "PD": Role.DESK,
    "PS": Role.WORKER,
    "SV": Role.SUPERVISOR,
    "MJ": Role.MANAGER,
    "DINSOS": Role.FOCAL_POINT,
    "RSUD": Role.FOCAL_POINT,
}
CONSENT: dict[str, Any] = {"consent": Consent.PARENT, "services_ok": True, "sharing_ok": True}


def command(kind: type[Command], who: str, **more: Any) -> Command:
    """A command of `who` (a person's code), with a fresh id unless one is given."""
    prefix = who.split("-", maxsplit=1)[0]
    role = ROLES[prefix]
    agency = prefix if role is Role.FOCAL_POINT else ""
    fields = {"id": uuid4().hex[:16], "by": who, "role": role, "agency": agency}
    if kind is Report:
        fields["unit"] = "contoh"
    return kind(**(fields | more))


ROAD: tuple[tuple[type[Command], dict[str, Any]], ...] = (
    (Reply, {"n": 1, "verb": Verb.ACCEPT}),
    (Assess, {"risk": Risk.MEDIUM}),
    (MakePlan, {}),
    (Refer, {"to": "DINSOS", "service": "BANTUAN", **CONSENT}),
)
"""From a report to an open referral (hand-over 5), as the social worker walks it."""
