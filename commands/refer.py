"""`rujukan refer`: a referral with its consent, letter and urgency; says task code, holder and due time."""

from dataclasses import dataclass
from typing import Annotated

import typer

from commands import options
from commands.answers import finish
from commands.context import Context
from commands.doors import Door, chosen
from commands.find import agency, case_code, referral, service, task
from commands.reached import warned
from commands.say import BadInput
from commands.submit import ask, author, new_id
from commands.suspects import not_by_suspect
from commands.times import instant, past_day
from models import queries
from policy.commands import Refer
from policy.doors import WaitReason
from policy.people import Agency
from policy.words import Consent, State, Urgency


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
    also: Annotated[list[Consent] | None, typer.Option(case_sensitive=False, help="Dasar lain lagi; ulangi")] = None,
    suspect: Annotated[bool, typer.Option("--suspect", help="Pemberinya tercatat sebagai terduga")] = False,
    consent_by: Annotated[str, typer.Option(help="Nama pemberi persetujuan / who consented")] = "",
    basis: Annotated[str, typer.Option(help='Dasar lain, mis. "kepentingan terbaik anak" / in words')] = "",
    services_ok: Annotated[bool, typer.Option("--services-ok", help="Setuju menerima layanan")] = False,
    sharing_ok: Annotated[bool, typer.Option("--sharing-ok", help="Setuju data dibagi ke instansi ini")] = False,
    decider: Annotated[str, typer.Option(help="Penentu, bila DASAR_LAIN / who decided")] = "",
    urgency: Annotated[Urgency | None, typer.Option(help="Bila kosong, dari risiko / else by risk")] = None,
    person: Annotated[str, typer.Option(help="Narahubung tertentu / a certain focal point")] = "",
    instead_of: Annotated[str, typer.Option(help="Kode tugas rujuk ulang / the task it answers")] = "",
    to_24_7: Annotated[bool, typer.Option("--to-24-7", help="Ke kontak 24/7 / to the 24/7 contact")] = False,
    wait: Annotated[WaitReason | None, typer.Option(case_sensitive=False, help="Menunggu buka, alasan / wait")] = None,
    after: Annotated[str, typer.Option(help="Menunggu rujukan ini selesai / wait for this referral, mis. K7M4")] = "",
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

    Instansi tutup lama / closed for long: tambah --to-24-7, atau --wait AMAN_SAMPAI_BUKA
    """
    context = options.context(data, json=json, by=by, english=english)
    case, receiver = case_code(context, code), agency(context, to)
    awaited, later = _awaited(context, case, after, delivered_to)
    letter = Letter(letter_number, letter_date, signer, delivered_to)
    facts = letter.facts(context) | _basis(context, consent_by, basis) | context.remark(note)
    not_by_suspect(context, case, consent, facts, suspect=suspect)
    offered = service(context, service_, receiver)
    door = Door(case, receiver, offered, urgency, to_24_7, wait, note, later)
    choice = warned(context, receiver, chosen(context, door, _person(context, person, receiver)))
    command = Refer(
        id=new_id(),
        **author(context),
        happened=instant(happened, context.unit.tz) if happened else None,
        to=receiver.code,
        service=offered,
        urgency=urgency,
        round_the_clock=receiver.contact_24_7 is not None,
        person=choice.person,
        way=choice.way,
        wait_reason=choice.wait_reason,
        consent=consent,
        services_ok=services_ok,
        sharing_ok=sharing_ok,
        decider=context.code_of(decider),
        instead_of=task(context, instead_of, case).n if instead_of else 0,
        by_hand=bool(delivered_to),
        also=tuple(also or ()),
        by_suspect=suspect,
        placement=placement or _takes_in(context, service_),
        after=awaited,
    )
    outcome = ask(context, case, command, facts)
    finish(context, case, outcome, *_did(context, case, outcome.n, receiver, after.upper()))


def _did(context: Context, case: str, n: int, receiver: Agency, after: str) -> tuple[str, str]:
    """What became of it: sent, or held back until the other one has served."""
    with context.db.read() as session:
        row = queries.handover(session, case, n)
    name, name_en = f"{receiver.code} ({receiver.name_id})", f"{receiver.code} ({receiver.name_en})"
    if row and row.state == State.DRAFT:
        return (
            f"Menunggu {after}: rujukan ke {name} dikirim begitu {after} selesai dengan hasil A.",
            f"Waiting for {after}: the referral to {name_en} is sent as soon as {after} ends with outcome A.",
        )
    if after:
        return (
            f"{after} sudah selesai; langsung dirujuk ke {name}.",
            f"{after} has ended; referred to {name_en} at once.",
        )
    return f"Dirujuk ke {name}.", f"Referred to {name_en}."


def _awaited(context: Context, case: str, after: str, delivered_to: str) -> tuple[int, bool]:
    """The referral it waits for (0: none), and whether it has to. BadInput where the letter was handed over."""
    if after and delivered_to:
        raise _delivered()
    row = referral(context, after, case) if after else None
    return (row.n, row.open) if row else (0, False)


def _delivered() -> BadInput:
    """A letter that is in the agency's hands has been sent."""
    return BadInput(
        "delivered_waits",
        "Surat yang sudah diantar (--delivered-to) tidak dapat menunggu rujukan lain (--after). Pilih salah satu.",
        "A letter that was handed over (--delivered-to) cannot wait for another referral (--after). Choose one.",
    )


def _takes_in(context: Context, given: str) -> bool:
    """Whether the unit's data say that this service takes the child in."""
    return any(each.placement for each in context.unit.services if each.code == given.upper())


def _basis(context: Context, consent_by: str, basis: str) -> dict[str, str]:
    """Who consented, and another basis in words: kept here, never sent."""
    found = {"consent_by": context.text(consent_by), "basis": context.text(basis)}
    return {name: value for name, value in found.items() if value}


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
