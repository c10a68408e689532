"""`rujukan closures`: long closures to come, what falls due in the next one, and what a manager sees to before."""

from datetime import timedelta
from typing import Annotated, Any

import typer

from activities.lists import ask, lists_now, told_id
from commands import options
from commands.answers import when
from commands.context import Context
from commands.say import BadInput
from commands.submit import new_id
from models import outbox
from policy.closures import Closure, closure_at, long_closures
from policy.falling_due import DueList
from policy.foresight import Concern, concerns


def closures(
    send: Annotated[bool, typer.Option("--send", help="Kirim daftar yang sudah waktunya / send the list")] = False,
    days: Annotated[int, typer.Option(min=1, max=366, help="Sekian hari ke depan / days ahead")] = 92,
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Penutupan panjang yang akan datang dan tugas yang jatuh tempo di dalamnya. / Long closures, what falls due.

    Contoh: rujukan closures; rujukan closures --send
    """
    context = options.context(data, json=json, english=english)
    coming = _coming(context, days)
    if send:
        _send(context, coming)
    ahead = concerns(context.unit, context.now)
    lists = _lists(context, coming[0]) if coming else []
    if json:
        values = [_values(each) for each in coming]
        context.speaker.result({"ok": True, "closures": values, "lists": lists, "ahead": concern_values(ahead)})
        return
    _show(context, coming, lists)
    context.speaker.result({}, *concern_lines(context, ahead))


def concern_values(ahead: tuple[Concern, ...]) -> list[dict[str, str]]:
    """What has to be seen to, for a script."""
    return [{"on": f"{each.on}", "code": each.code, "id": each.id, "en": each.en} for each in ahead]


def concern_lines(context: Context, ahead: tuple[Concern, ...]) -> list[str]:
    """The same for a person."""
    return [f"AWAS   {each.on}  {context.speaker.pick(each.id, each.en)}" for each in ahead]


def _coming(context: Context, days: int) -> list[Closure]:
    unit, today = context.unit, context.unit.local(context.now).date()
    found = long_closures(unit.calendars[unit.calendar], today - timedelta(days=1), today + timedelta(days=days))
    return [each for each in found if context.now < each.ends]


def _send(context: Context, coming: list[Closure]) -> None:
    """Ask the relay for the lists, once for each closure; before its noon there is none. BadInput."""
    unit = context.unit
    closure = closure_at(unit.calendars[unit.calendar], context.now)
    if closure is None:
        raise _too_early(context, coming)
    with context.db.write() as session:
        again = not ask(session, unit, closure, new_id(), context.now)
    if again:
        context.speaker.note("Sudah diminta; tidak dikirim dua kali.", "Asked for already; nothing goes twice.")
    else:
        context.speaker.note("Daftar sedang dikirim.", "The lists are on their way.")


def _too_early(context: Context, coming: list[Closure]) -> BadInput:
    at = when(context)(coming[0].told) if coming else "-"
    return BadInput(
        "no_list_yet",
        f"Belum waktunya: daftar dikirim siang hari kerja terakhir sebelum tutup lebih dari dua hari, berikutnya {at}.",
        f"Not yet: the list goes at noon of the last working day before a long closure, the next one {at}.",
    )


def _lists(context: Context, closure: Closure) -> list[dict[str, Any]]:
    with context.db.read() as session:
        found = lists_now(session, context.unit, closure, context.now)
        ids = {each.person.code: told_id(context.unit, closure, each.person.code) for each in found}
        sent = {code: [row.state for row in outbox.of_change(session, ids[code])] for code in ids}
    return [_list(each, sent[each.person.code]) for each in found]


def _list(told: DueList, sent: list[str]) -> dict[str, Any]:
    return {"person": told.person.code, "tasks": list(told.codes), "message": sent[-1] if sent else ""}


def _values(closure: Closure) -> dict[str, str]:
    instants = {"list_at": closure.told, "closed": closure.starts, "open": closure.ends}
    days = {"first": f"{closure.first}", "last": f"{closure.last}"}
    return days | {name: at.isoformat() for name, at in instants.items()}


def _show(context: Context, coming: list[Closure], lists: list[dict[str, Any]]) -> None:
    shown, pick = when(context), context.speaker.pick
    columns = pick("Daftar Tutup Buka", "List Closed Open").split()
    rows = [(shown(each.told), shown(each.starts), shown(each.ends)) for each in coming]
    context.speaker.table(pick("Penutupan lebih dari dua hari", "Closures of more than two days"), columns, rows)
    told = [(each["person"], str(len(each["tasks"])), ", ".join(each["tasks"]), each["message"]) for each in lists]
    if told:
        names = pick("Orang Jumlah Tugas Pesan", "Person Count Tasks Message").split()
        context.speaker.table(pick("Jatuh tempo di dalamnya", "Falling due in the first"), names, told)
