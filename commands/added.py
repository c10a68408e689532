"""Consent that is added to an open referral which stood on something else: who gave it is a fact, as what an event."""

from dataclasses import dataclass

from commands.answers import finish
from commands.context import Context
from commands.find import task
from commands.say import BadInput
from commands.submit import ask, author, new_id
from commands.suspects import noted
from commands.times import instant
from policy.later_commands import AddConsent
from policy.words import Consent


@dataclass(frozen=True)
class Agreed:
    """Who agreed, as what, and to what."""

    giver: Consent | None
    name: str
    services_ok: bool
    sharing_ok: bool
    suspect: bool


def added(context: Context, case: str, given: str, agreed: Agreed, note: str, happened: str) -> None:
    """Record it on the referral with that task code. BadInput."""
    if agreed.giver is None or not agreed.name.strip():
        raise BadInput(
            "giver_missing",
            "Sebut siapa yang setuju (--name) dan sebagai apa (--as): ANAK, ORANG_TUA, WALI atau PENGASUH.",
            "Say who consents (--name) and as what (--as): ANAK, ORANG_TUA, WALI or PENGASUH.",
        )
    row = task(context, given, case)
    command = AddConsent(
        id=new_id(),
        **author(context),
        happened=instant(happened, context.unit.tz) if happened else None,
        n=row.n,
        consent=agreed.giver,
        services_ok=agreed.services_ok,
        sharing_ok=agreed.sharing_ok,
        by_suspect=agreed.suspect,
    )
    facts = {"consent_by": context.text(agreed.name)} | context.remark(note)
    if agreed.suspect:
        noted(context, case, command, facts)
    outcome = ask(context, case, command, facts)
    did = f"Persetujuan {agreed.giver} ditambahkan pada rujukan {row.code}."
    finish(context, case, outcome, did, f"{agreed.giver} consent was added to referral {row.code}.")
