"""`rujukan refer`: a referral with its consent, letter and urgency; says task code, holder and due time."""

from dataclasses import dataclass
from typing import Annotated

import typer

from commands import options
from commands.answers import finish
from commands.context import Context
from commands.find import agency, case_code, service, task
from commands.say import BadInput
from commands.submit import ask, author, new_id
from commands.times import instant, past_day
from policy.commands import Refer
from policy.people import Agency
from policy.words import Consent, Urgency


@dataclass(frozen=True)
class Letter:
    """The referral letter, and whether it was handed over."""

    number: str
    date: str
    signer: str
    received_by: str

    def facts(self, context: Context) -> dict[str, str]:
        """What is kept of it; a date that cannot be read, or is still to come, is refused. BadInput."""
        written = past_day(self.date, context.unit.local(context.now).date()).isoformat() if self.date else ""
        found = {
            "letter_number": context.text(self.number),
            "letter_date": written,
            "signer": context.text(self.signer),
            "received_by": context.text(self.received_by),
        }
        return {name: value for name, value in found.items() if value}


def refer(
    code: Annotated[str, typer.Argument(help="Kode kasus / case code")],
    to: Annotated[str, typer.Option(help="Instansi / agency, mis. DINSOS")],
    service_: Annotated[str, typer.Option("--service", help="Layanan / service")],
    consent: Annotated[Consent | None, typer.Option(case_sensitive=False, help="Persetujuan dari")] = None,
    services_ok: Annotated[bool, typer.Option("--services-ok", help="Setuju menerima layanan")] = False,
    sharing_ok: Annotated[bool, typer.Option("--sharing-ok", help="Setuju data dibagi ke instansi ini")] = False,
    decider: Annotated[str, typer.Option(help="Penentu, bila DASAR_LAIN / who decided")] = "",
    urgency: Annotated[Urgency | None, typer.Option(help="Bila kosong, dari risiko / else by risk")] = None,
    person: Annotated[str, typer.Option(help="Narahubung tertentu / a certain focal point")] = "",
    instead_of: Annotated[str, typer.Option(help="Kode tugas rujuk ulang / the task it answers")] = "",
    letter_number: Annotated[str, typer.Option(help="Nomor surat / letter number")] = "",
    letter_date: Annotated[str, typer.Option(help="Tanggal surat / letter date")] = "",
    signer: Annotated[str, typer.Option(help="Penanda tangan / signer")] = "",
    placement: Annotated[
        bool, typer.Option("--placement", help="Anak sendiri dibawa ke sana / the child is brought there")
    ] = False,
    delivered_to: Annotated[str, typer.Option(help="Diantar langsung, diterima oleh / by hand to")] = "",
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Rujuk kasus ke instansi. / Refer a case to an agency.

    Contoh: rujukan refer KODE --to DINSOS --service BANSOS --consent ORANG_TUA --services-ok --sharing-ok
    """
    context = options.context(data, json=json, by=by, english=english)
    case, receiver = case_code(context, code), agency(context, to)
    command = Refer(
        id=new_id(),
        **author(context),
        happened=instant(happened, context.unit.tz) if happened else None,
        to=receiver.code,
        service=service(context, service_, receiver),
        urgency=urgency,
        round_the_clock=receiver.contact_24_7 is not None,
        person=_person(context, person, receiver),
        consent=consent,
        services_ok=services_ok,
        sharing_ok=sharing_ok,
        decider=context.person(decider).code if decider else "",
        instead_of=task(context, instead_of, case).n if instead_of else 0,
        by_hand=bool(delivered_to),
        placement=placement or _takes_in(context, service_),
    )
    letter = Letter(letter_number, letter_date, signer, delivered_to)
    facts = letter.facts(context) | context.remark(note)
    outcome = ask(context, case, command, facts)
    did = f"Dirujuk ke {receiver.code} ({receiver.name_id})."
    finish(context, case, outcome, did, f"Referred to {receiver.code} ({receiver.name_en}).")


def _takes_in(context: Context, given: str) -> bool:
    """Whether the unit's data say that this service takes the child in."""
    return any(each.placement for each in context.unit.services if each.code == given.upper())


def _person(context: Context, given: str, receiver: Agency) -> str:
    """A named focal point must be of the agency. BadInput."""
    if not given:
        return ""
    found = context.person(given)
    if found.agency == receiver.code:
        return context.present(found).code
    known = ", ".join(receiver.people)
    raise BadInput(
        "not_of_agency",
        f"{found.code} bukan narahubung {receiver.code}. Narahubungnya: {known}.",
        f"{found.code} is no focal point of {receiver.code}. Its people: {known}.",
    )
