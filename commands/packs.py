"""`rujukan unit`: checking and loading the unit's data."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from commands import options
from commands.closures import concern_values
from commands.mail_check import points
from commands.say import BadInput, Speaker
from models import db as databases
from models import units as stored
from models.ahead import look_ahead
from models.away import hand_on
from models.db import Database
from notifications.contents import faults
from notifications.mx import named
from policy.foresight import concerns
from policy.weak_points import in_order
from settings import Settings
from units.load import check, load

app = typer.Typer()


@app.callback()
def unit() -> None:
    """Data unit: periksa (check), muat (load). / The unit's data: check, load.

    Contoh: rujukan unit check data/units/tulungagung; rujukan unit load data/units/tulungagung
    """


@app.command("check")
def unit_check(
    path: Annotated[Path, typer.Argument(help="Folder paket / the pack's folder")], json: options.Json = False
) -> None:
    """Periksa paket unit; semua kesalahan sekaligus. / Check a pack; all mistakes at once.

    Contoh: rujukan unit check data/units/tulungagung
    """
    found = check(_folder(path))
    errors = [each for each in found if not each.warning]
    lines = [f"{each.file}:{each.line}: {each.id}\n    {each.en}" for each in found]
    values = [{"file": e.file, "line": e.line, "id": e.id, "en": e.en, "warning": e.warning} for e in found]
    ahead = () if errors else concerns(load(path), datetime.now(UTC))
    lines += [f"{each.on}: {each.id}\n    {each.en}" for each in ahead]
    odd = [] if errors else list(faults(load(path).whatsapp))
    lines += [f"whatsapp.yaml: {each.template}: {each.id}\n    {each.en}" for each in odd]
    done = f"{path}: {len(errors)} kesalahan, {len(found) - len(errors)} peringatan / errors, warnings"
    more = {"ahead": concern_values(ahead), "whatsapp": [each._asdict() for each in odd]}
    Speaker(json=json).result({"ok": not errors and not odd, "errors": values, **more}, *lines, done)
    raise typer.Exit(1 if errors or odd else 0)


@app.command("load")
def unit_load(
    path: Annotated[Path, typer.Argument(help="Folder paket / the pack's folder")],
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """Muat paket unit sebagai versi baru; yang sama tidak mengubah apa-apa. / Load a pack.

    Tugas orang atau instansi yang tidak ada lagi dialihkan. / Tasks of people or agencies that are gone are handed on.

    Contoh: rujukan unit load data/units/tulungagung
    """
    pack = load(_folder(path))
    settings = Settings.load(data)
    databases.check(settings.database_url)
    now = datetime.now(UTC)
    database = Database(settings.database_url)
    with database.write() as session:
        changed = stored.store(session, pack, now)
        valid = stored.current(session, pack.code, now)
        moved = [str(row.case_code) for row in hand_on(session, valid, now)] if valid else []
    look_ahead(database, pack.code, now, settings.hour_seconds)
    words = "versi baru / new version" if changed else "tidak berubah / unchanged"
    lines = [f"{code}: tugas dialihkan / handed on" for code in moved]
    odd = in_order(points(pack, named(settings.name_server)))
    lines += [f"{each.id}\n    {each.en}" for each in odd]
    mail = [{"who": each.who, "id": each.id, "en": each.en} for each in odd]
    values = {"ok": True, "unit": pack.code, "changed": changed, "moved": moved, "mail": mail}
    Speaker(json=json).result(values, f"{pack.code}: {words}", *lines)


def _folder(path: Path) -> Path:
    """The pack's folder. BadInput if there is none."""
    if path.is_dir():
        return path
    raise BadInput(
        "no_pack",
        f"{path}: folder ini tidak ada. Contoh: data/units/tulungagung",
        f"{path}: there is no such folder. An example: data/units/tulungagung",
    )
