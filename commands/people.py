"""`rujukan people check`: who might not be reached, and why; `people end-pin`: a forgotten PIN is ended by the desk."""

from typing import Annotated, Any

import typer

from commands import mail_check, options
from models import access, reaching
from notifications.mx import named
from policy.weak_points import Weak, in_order, weak_points

app = typer.Typer()
NAMES = {
    Weak.UNREACHABLE: ("Tidak terjangkau", "Unreachable"),
    Weak.STOPPED: ("Minta berhenti", "Stopped"),
    Weak.FAILED: ("Tidak sampai", "Failed"),
    Weak.NO_MAIL: ("Surel tidak ada", "No such mail"),
    Weak.UNPROVED: ("Belum terbukti", "Unproved"),
    Weak.NO_DEPUTY: ("Tanpa wakil", "Without deputy"),
    Weak.NO_24_7: ("Tanpa 24/7", "Without 24/7"),
    Weak.ABSENT: ("Tidak di tempat", "Away"),
}


@app.callback()
def people() -> None:
    """Orang: periksa siapa yang mungkin tidak terjangkau (check). / People: who might not be reached.

    Contoh: rujukan people check; rujukan people check --json
    """


@app.command("check")
def people_check(
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Belum terbukti, tidak terjangkau, berhenti, tanpa wakil, tanpa 24/7, tidak di tempat. / Weak points of people.

    Kode keluar 1 bila ada. / Exit code 1 if there is any.

    Contoh: rujukan people check; rujukan people check --json
    """
    context = options.context(data, json=json, english=english)
    with context.db.read() as session:
        ways = reaching.known_of_all(session, context.unit.code)
    mail = mail_check.points(context.unit, named(context.settings.name_server))
    found = in_order([*weak_points(context.unit, ways, context.now), *mail])
    values: list[dict[str, Any]] = [{"code": p.code, "who": p.who, "id": p.id, "en": p.en} for p in found]
    pick = context.speaker.pick
    lines = [f"{pick(*NAMES[point.code])}: {pick(point.id, point.en)}" for point in found]
    last = pick(f"{len(found)} hal perlu diurus.", f"{len(found)} things to see to.")
    context.speaker.result({"ok": not found, "points": values}, *lines, last)
    raise typer.Exit(1 if found else 0)


@app.command("end-pin")
def people_end_pin(
    person: Annotated[str, typer.Argument(help="Kode orang / the person's code")],
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Akhiri PIN yang terlupa dan semua perangkatnya; ia membuat PIN baru sendiri. / End a forgotten PIN.

    Pastikan dulu bahwa yang meminta memang orangnya. / Make sure first that it is the person who asks.

    Contoh: rujukan people end-pin DINSOS-1
    """
    context = options.context(data, json=json, english=english)
    code = context.person(person).code
    with context.db.write() as session:
        ended = access.end_pin(session, context.unit.code, code, context.now)
    pick = context.speaker.pick
    said = (
        pick(f"PIN {code} diakhiri; perangkatnya tidak diingat lagi.", f"The PIN of {code} has ended, its devices too.")
        if ended
        else pick(f"{code} belum punya PIN.", f"{code} has no PIN yet.")
    )
    context.speaker.result({"ok": True, "ended": ended}, said)
