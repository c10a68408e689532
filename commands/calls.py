"""`rujukan calls` and `rujukan desk`: what a person at the desk has to do, and what came of it."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from commands import options
from commands.answers import stored, when
from commands.context import Context
from commands.on_behalf import not_theirs
from commands.say import BadInput
from commands.submit import new_id, wait
from models import calls as listed
from models import desk as list_
from models.calls import NOT_REACHED, TOLD, Call, Entry
from models.reach import DeskItem
from notifications.telephone import script
from policy.checks import STAFF
from policy.desk import DeskKind, label
from policy.desk_answer import answer as read_answer
from policy.refusals import Refused

All = Annotated[bool, typer.Option("--all", help="Semua butir, bukan hanya yang paling mendesak / every item")]
Done = Annotated[int, typer.Option("--done", help="Nomor butir yang sudah dikerjakan / the item that is done")]


def calls(
    done: Done = 0,
    answer: Annotated[str, typer.Option(help='TERIMA, "TOLAK 2", MULAI, "SELESAI A", ..., told, not-reached')] = "",
    said_by: Annotated[str, typer.Option(help="Siapa yang mengatakannya / who said it, mis. DINSOS-2")] = "",
    note: options.Note = "",
    every: All = False,
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Daftar panggilan: siapa, nomor, yang disampaikan; catat hasilnya. / Whom to call; write down what came of it.

    Contoh: rujukan calls; rujukan calls --done 3 --answer "TOLAK 2" --by PD-01; rujukan calls --done 3 --answer told
    """
    context = options.context(data, json=json, by=by, english=english)
    if done:
        _written_down(context, done, answer, said_by, note)
        return
    if answer:
        raise BadInput("item_missing", "Sebut butirnya dengan --done NOMOR.", "Name the item with --done NUMBER.")
    _show(context, DeskKind.CALL, every=every)


def desk(
    done: Done = 0,
    note: options.Note = "",
    every: All = False,
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Semua yang menunggu petugas: panggilan, balasan tak terbaca, surel, nomor asing. / All that waits for the desk.

    Contoh: rujukan desk; rujukan desk --done 7 --note "sudah ditelepon balik" --by PD-01
    """
    context = options.context(data, json=json, by=by, english=english)
    if done:
        _seen_to(context, done, note)
        return
    _show(context, "", every=every)


def _show(context: Context, kind: str, *, every: bool) -> None:
    with context.db.write() as session:
        listed.tidy(session, context.unit.code, context.now)
        shown = listed.listed(session, context.unit.code, kind, most=None if every else listed.MOST)
    entries, rest = shown.entries, shown.rest
    if context.speaker.json:
        context.speaker.result({"ok": True, "items": [_values(context, each) for each in entries], "rest": rest})
        return
    pick = context.speaker.pick
    if not entries:
        context.speaker.result({}, pick("Tidak ada yang menunggu petugas.", "Nothing waits for the desk."))
        return
    columns = pick("No Jenis Tugas Siapa Nomor Sebelum Isi", "No Kind Task Whom Number Before Words").split()
    rows = [_row(context, each) for each in entries]
    context.speaker.table(pick("Daftar meja", "The desk's list"), columns, rows)
    if rest:
        context.speaker.result({}, pick(f"Dan {rest} butir lagi: tambahkan --all", f"And {rest} more: add --all"))


def _row(context: Context, entry: Entry) -> tuple[str, ...]:
    values = _values(context, entry)
    due = when(context)(entry.item.due)
    names = ("id", "label", "task", "person", "address")
    return (*(str(values[name]) or "-" for name in names), due, str(values["words"]))


def _values(context: Context, entry: Entry) -> dict[str, Any]:
    item, language = entry.item, "en" if context.speaker.english else "id"
    return {
        "id": item.id,
        "kind": item.kind,
        "label": label(item.kind, language),
        "task": item.code,
        "person": item.person,
        "address": item.address,
        "due": item.due.isoformat(),
        "words": _words(context, entry, language),
    }


def _words(context: Context, entry: Entry, language: str) -> str:
    item, task = entry.item, entry.task
    if item.kind != DeskKind.CALL or task is None or task.person != item.person:
        return item.words
    due = when(context)(task.due)
    says = script(language, context.unit.sender, task.code, task.party, due)
    return f"{item.words}\n{says}" if item.words else says


def _written_down(context: Context, number: int, given: str, said_by: str, note: str) -> None:
    """Store what came of a call, and say what the case made of it."""
    _staff(context)
    call = _call(context, given, said_by)
    with context.db.write() as session:
        item = _open(list_.open_item(session, context.unit.code, number), number, call=True)
        call = replace(call, said_by=call.said_by or item.person)
        _may_have_said(context, item, call)
        if refused := listed.refusal(session, item, call, context.now):
            raise _bad(refused)
        rows = listed.keep(session, item, call, context.remark(note), context.now)
    did = f"Butir {number}: {call.result} tercatat oleh {call.by.code}."
    did_en = f"Item {number}: {call.result} written down by {call.by.code}."
    values = {"ok": True, "item": number, "result": call.result, "by": call.by.code, "said_by": call.said_by}
    if rows and not wait(context, item.case_code, rows[0].id).delivered:
        stored(context, item.case_code, item=number)
    context.speaker.result(values, context.speaker.pick(did, did_en))


def _staff(context: Context) -> None:
    if context.actor.role not in STAFF:
        by = context.actor.code
        raise BadInput(
            "staff_only",
            f"Daftar meja dikerjakan oleh petugas ULT; {by} bukan petugas.",
            f"The desk's list is worked off by the unit's staff; {by} is not.",
        )


def _call(context: Context, given: str, said_by: str) -> Call:
    who = context.code_of(said_by)
    if given.lower() in {TOLD, NOT_REACHED}:
        return Call(new_id(), context.actor, given.lower(), who)
    found = read_answer(given)
    if found is None:
        raise BadInput(
            "not_an_answer",
            f'{given or "(kosong)"}: bukan jawaban. Pakai TERIMA, "TOLAK 2", MULAI, "SELESAI A", "TUNDA 2", GAGAL,'
            " BANTUAN, told, atau not-reached.",
            f'{given or "(empty)"}: no answer. Use TERIMA, "TOLAK 2", MULAI, "SELESAI A", "TUNDA 2", GAGAL, BANTUAN,'
            " told or not-reached.",
        )
    return Call(new_id(), context.actor, given.strip().upper(), who, found)


def _may_have_said(context: Context, item: DeskItem, call: Call) -> None:
    """Only the person called, a deputy or somebody of the same agency speaks on their task."""
    called, said = context.unit.people.get(item.person), context.unit.people.get(call.said_by)
    deputies = called.deputies if called else ()
    colleagues = called and said and called.agency is not None and called.agency == said.agency
    if call.said_by not in {item.person, *deputies} and not colleagues:
        raise not_theirs(call.said_by, item.person)


def _seen_to(context: Context, number: int, note: str) -> None:
    _staff(context)
    with context.db.write() as session:
        item = _open(list_.open_item(session, context.unit.code, number), number, call=False)
        list_.close(session, item, context.actor.code, context.text(note) or "done", context.now)
    values = {"ok": True, "item": number, "by": context.actor.code}
    did, did_en = f"Butir {number} selesai.", f"Item {number} is done."
    context.speaker.result(values, context.speaker.pick(did, did_en))


def _open(item: DeskItem | None, number: int, *, call: bool) -> DeskItem:
    if item is None:
        raise BadInput(
            "no_item",
            f"Butir {number} tidak ada atau sudah dikerjakan. Lihat: rujukan desk.",
            f"There is no item {number}, or it is done. See: rujukan desk.",
        )
    if call is not (item.kind == DeskKind.CALL):
        other = "rujukan desk" if call else "rujukan calls"
        raise BadInput(
            "other_kind",
            f"Butir {number} dicatat dengan: {other} --done {number}.",
            f"Item {number} is written down with: {other} --done {number}.",
        )
    return item


def _bad(refused: Refused) -> BadInput:
    return BadInput(refused.code, refused.id, refused.en)
