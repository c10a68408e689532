"""`rujukan enrol` and `rujukan prove`: a code goes to a person, and what they read out proves their number."""

from typing import Annotated

import typer

from commands import mail_check, options
from commands.answers import when
from commands.context import Context
from commands.say import BadInput
from commands.submit import new_id
from models import enrolment, inbox
from models.enrolment import Proof
from models.tables import Inbox
from notifications.mx import named
from policy.enrolling import Fate, digits_of, ways
from policy.passcodes import DIGITS
from policy.people import Person
from policy.reaching import PROOF
from policy.words import Channel


def enrol(
    person: Annotated[str, typer.Argument(help="Kode orang / person, mis. DINSOS-1")],
    channel: Annotated[Channel | None, typer.Option(case_sensitive=False, help="Satu kanal saja / one channel")] = None,
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Kirim kode untuk membuktikan nomor dan alamat seseorang. / Send a code that proves somebody's numbers.

    Contoh: rujukan enrol DINSOS-1; rujukan enrol DINSOS-1 --channel SMS
    """
    context = options.context(data, json=json, english=english)
    found = context.person(person)
    asked = ways(found, channel)
    if not asked:
        raise _no_way(found, channel)
    dead = list(mail_check.person_points(found, named(context.settings.name_server), asked))
    if dead and all(way.channel is Channel.EMAIL for way in asked):
        raise BadInput("no_mail", dead[0].id, dead[0].en)
    with context.db.write() as session:
        inbox.put(session, enrolment.request(new_id(), found.code, channel, context.now, at_once=True))
    names = list(dict.fromkeys(way.channel.value for way in asked))
    said = context.speaker.pick(
        f"Kode sedang dikirim ke {found.code} lewat {', '.join(names)}. Setelah dibacakan: "
        f"rujukan prove {found.code} KODE",
        f"A code is on its way to {found.code} by {', '.join(names)}. Once it is read out: "
        f"rujukan prove {found.code} CODE",
    )
    odd = [context.speaker.pick(each.id, each.en) for each in dead]
    context.speaker.result({"ok": True, "person": found.code, "channels": names, "mail": odd}, said, *odd)


def prove(
    person: Annotated[str, typer.Argument(help="Kode orang / person, mis. DINSOS-1")],
    code: Annotated[str, typer.Argument(help="Enam angka yang dibacakan / the six digits read out")],
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Catat kode yang dibacakan seseorang: nomornya terbukti 90 hari. / Record the code somebody read out.

    Contoh: rujukan prove DINSOS-1 482913 --by PD-01
    """
    context = options.context(data, json=json, by=by, english=english)
    found, typed = context.person(person), digits_of(code)
    if not typed:
        raise _no_code(code)
    actor = context.actor.code
    with context.db.write() as session:
        proof = enrolment.prove(session, context.unit.code, found.code, typed, context.now)
        if proof.way:
            inbox.put(session, _kept(context, found, actor, proof))
    if proof.way is None:
        raise _refused(found, proof.fate)
    until, channel = when(context)(context.now + PROOF), proof.way.channel.value
    said = context.speaker.pick(
        f"{channel} {found.code} terbukti; dipastikan lagi sebelum {until}.",
        f"{channel} of {found.code} is proved; asked again before {until}.",
    )
    values = {"ok": True, "person": found.code, "channel": channel, "until": (context.now + PROOF).isoformat()}
    context.speaker.result(values, said)


def _kept(context: Context, person: Person, actor: str, proof: Proof) -> Inbox:
    """Who wrote it down, for ever; the code and the number are not in it."""
    channel = proof.way.channel if proof.way else ""
    return Inbox(
        id=new_id(),
        kind=enrolment.PROVE,
        payload={"person": person.code, "channel": channel, "by": actor},
        facts={},
        source="cli",
        created_at=context.now,
        state="DONE",
        answer={"ok": True},
    )


def _no_way(person: Person, channel: Channel | None) -> BadInput:
    known = ", ".join(dict.fromkeys(way.channel.value for way in ways(person))) or "-"
    return BadInput(
        "no_way",
        f"{person.code} tidak punya {channel or 'nomor atau alamat'} yang dapat dibuktikan. Yang ada: {known}.",
        f"{person.code} has no {channel or 'number or address'} that a code could prove. There is: {known}.",
    )


def _no_code(typed: str) -> BadInput:
    return BadInput(
        "not_a_code",
        f"Kode terdiri atas {DIGITS} angka; tertulis {len(typed)} huruf. Minta dibacakan sekali lagi.",
        f"A code has {DIGITS} digits; {len(typed)} characters were typed. Ask for it once more.",
    )


def _refused(person: Person, fate: Fate) -> BadInput:
    again = f"rujukan enrol {person.code}"
    sentences = {
        Fate.WRONG: (
            f"Kode itu bukan yang dikirim ke {person.code}. Periksa angkanya, atau kirim yang baru: {again}",
            f"That is not the code sent to {person.code}. Check the digits, or send a new one: {again}",
        ),
        Fate.LOCKED: (
            f"Terlalu banyak kode salah untuk {person.code}; kodenya mati. Kirim yang baru: {again}",
            f"Too many wrong codes for {person.code}; the code is dead. Send a new one: {again}",
        ),
    }
    nothing = (
        f"Tidak ada kode yang berlaku untuk {person.code}. Kirim dahulu: {again}",
        f"There is no valid code for {person.code}. Send one first: {again}",
    )
    return BadInput(f"code_{fate.name.lower()}", *sentences.get(fate, nothing))
