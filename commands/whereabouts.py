"""Where the child is and when it came there. Names and addresses are kept in the record only, and are never printed."""

from datetime import datetime
from typing import Annotated

import typer

from commands import options
from commands.answers import finish, when
from commands.birth import birth_date, not_before
from commands.context import Context
from commands.find import case_code, task
from commands.say import BadInput
from commands.submit import ask, author, new_id
from commands.times import instant
from models.record import load_case
from policy.case import Case
from policy.hard_commands import Arrived, WhereIs
from policy.hard_words import Place
from policy.lines import PLACES
from policy.watch import awaited

PlaceOption = Annotated[
    Place | None, typer.Option("--place", case_sensitive=False, help="Jenis tempat / kind of place")
]


def whereabouts(
    code: Annotated[str, typer.Argument(help="Kode kasus / case code")],
    place: PlaceOption = None,
    with_: Annotated[str, typer.Option("--with", help="Bersama siapa (tersegel) / with whom, sealed")] = "",
    at: Annotated[str, typer.Option("--at", help="Di mana tepatnya (tersegel) / where exactly, sealed")] = "",
    since: Annotated[str, typer.Option(help="Sejak kapan / since when; kosong = sekarang")] = "",
    seen_by: Annotated[str, typer.Option(help="Siapa yang melihat anak, kode orang / who saw the child")] = "",
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Catat atau lihat lokasi anak. / Record or see where the child is.

    Contoh: rujukan whereabouts KODE --place RUMAH_AMAN --with "Bu Ani" --since "2026-11-24 10:00" --seen-by PS-01;
    tanpa --place: yang terakhir tercatat
    """
    context = options.context(data, json=json, by=by, english=english)
    found = case_code(context, code)
    if place is None:
        _only_asked(with_, at, since, seen_by, note)
        _say(context, found)
        return
    began = instant(since, context.unit.tz) if since else context.now
    not_before(context, birth_date(context, found), began)
    seen = context.code_of(seen_by)
    command = WhereIs(id=new_id(), **author(context), place=place, since=began, seen_by=seen)
    facts = {"with": context.text(with_), "at": context.text(at)} | context.remark(note)
    outcome = ask(context, found, command, {name: value for name, value in facts.items() if value})
    finish(
        context, found, outcome, f"Lokasi anak kasus {found} tercatat.", f"Case {found}: the child's place recorded."
    )


def _only_asked(*given: str) -> None:
    """Something to record without a kind of place would be lost in silence. BadInput."""
    if any(given):
        raise BadInput(
            "place_missing",
            f"Jenis tempat belum disebut (--place): {', '.join(Place)}. Tidak ada yang tersimpan.",
            f"The kind of place is missing (--place): {', '.join(Place)}. Nothing was stored.",
        )


def _say(context: Context, code: str) -> None:
    """The last word: kind of place, since when, seen by whom; never a name or an address."""
    known = _case(context, code).whereabouts
    if known is None:
        line = "Lokasi anak belum pernah tercatat. / The child's place was never recorded."
        context.speaker.result({"case": code, "place": None}, line)
        return
    word, seen, since = PLACES[known.place], known.seen_by or "-", when(context)(known.since)
    line = context.speaker.pick(
        f"Kasus {code}: {word[0]} sejak {since}, dilihat {seen}. Nama dan alamat tersegel.",
        f"Case {code}: {word[1]} since {since}, seen by {seen}. Names and addresses are sealed.",
    )
    values = {"case": code, "place": known.place, "since": known.since.isoformat(), "seen_by": known.seen_by}
    context.speaker.result(values, line)


def _case(context: Context, code: str) -> Case:
    with context.db.read() as session:
        found = load_case(session, code)
    if found is None:
        raise BadInput(
            "not_yet",
            f"Kasus {code} masih diantar; coba lagi sebentar lagi: rujukan case {code}.",
            f"Case {code} is still being delivered; try again in a moment: rujukan case {code}.",
        )
    return found


def arrived(
    code: Annotated[str, typer.Argument(help="Kode kasus / case code")],
    place: Annotated[Place, typer.Option(case_sensitive=False, help="Jenis tempat / kind of place")],
    handed_by: Annotated[str, typer.Option(help="Yang menyerahkan: kode atau nama / who handed over")] = "",
    received_by: Annotated[str, typer.Option(help="Yang menerima: kode atau nama / who received")] = "",
    task_: Annotated[str, typer.Option("--task", help="Kode penempatan, bila lebih dari satu / which placement")] = "",
    condition: Annotated[str, typer.Option(help="Keadaan anak / the child's condition")] = "",
    belongings: Annotated[str, typer.Option(help="Barang dan surat yang dibawa / belongings")] = "",
    witness: Annotated[str, typer.Option(help="Saksi / witness")] = "",
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Anak sudah tiba: penempatan berakhir. / The child has arrived: the placement ends.

    Contoh: rujukan arrived KODE --place LKSA --handed-by PS-01 --received-by "Bu Ani" --happened "2026-11-24 10:00";
    lalu cetak: rujukan minutes KODE
    """
    context = options.context(data, json=json, by=by, english=english)
    found = case_code(context, code)
    n = _placement(context, found, task_)
    giver, taker = _who(context, handed_by, "--handed-by"), _who(context, received_by, "--received-by")
    command = Arrived(
        id=new_id(),
        **author(context),
        happened=_come(context, happened),
        n=n,
        place=place,
        handed_by=giver[0],
        received_by=taker[0],
    )
    told = {"condition": condition, "belongings": belongings, "witness": witness, "note": note}
    facts = {name: context.text(text) for name, text in told.items() if text}
    outcome = ask(context, found, command, facts | {"handed_by": giver[1], "received_by": taker[1]})
    did = f"Anak sudah tiba. Cetak berita acara: rujukan minutes {found}"
    finish(context, found, outcome, did, f"The child has arrived. Print the record: rujukan minutes {found}")


def _come(context: Context, happened: str) -> datetime | None:
    return instant(happened, context.unit.tz) if happened else None


def _who(context: Context, given: str, option: str) -> tuple[str, str]:
    """Code and name of a person of the unit's data, else no code and the name as it was said. BadInput if nobody."""
    name = context.text(given).strip()
    if not name:
        raise BadInput(
            "nobody_named",
            f"Serah terima anak perlu nama kedua pihak; {option} belum diisi.",
            f"Handing over a child needs the names of both sides; {option} is missing.",
        )
    known = context.unit.people.get(name.upper())
    return (known.code, known.name) if known else ("", name)


def _placement(context: Context, code: str, given: str) -> int:
    """The number of the placement that is named, else of the only one that waits. BadInput."""
    if given:
        return task(context, given, code).n
    waiting = awaited(_case(context, code))
    if len(waiting) == 1:
        return waiting[0].n
    names = ", ".join(each.code for each in waiting)
    raise BadInput(
        "several_placements" if waiting else "no_placement",
        f"Kasus {code} menunggu lebih dari satu penempatan ({names}); sebut dengan --task."
        if waiting
        else f"Kasus {code} tidak menunggu penempatan. Rujuk dulu dengan: rujukan refer {code} --placement.",
        f"Case {code} waits for several placements ({names}); name one with --task."
        if waiting
        else f"Case {code} waits for no placement. Refer first with: rujukan refer {code} --placement.",
    )
