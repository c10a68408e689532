"""Setting up and running: up, migrate, bootstrap, unit check and load, play."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from commands import options
from commands.say import BadInput, Speaker
from instance.plan import DEFAULT_PORT, Plan, known_token
from instance.up import up as run_up
from models import db as databases
from models import units as stored
from models.db import Database
from play.lives import TABLES, lives, read_table
from play.run import Play, Theatre
from roots import now
from settings import DEFAULT_DATA, Settings
from units.load import check, load
from workflows.bootstrap import bootstrap as prepare_server
from workflows.client import connect

ROOT = Path(__file__).resolve().parent.parent
PACK = ROOT / "data" / "units" / "tulungagung"

unit_app = typer.Typer(help="Data unit / the unit's data", no_args_is_help=True)


def up(
    fast: Annotated[bool, typer.Option("--fast", help="Satu jam = 10 detik / one hour = 10 s")] = False,
    port_base: Annotated[int, typer.Option(help="Porta pertama dari lima / first of five ports")] = DEFAULT_PORT,
    pack: Annotated[Path, typer.Option(help="Folder paket unit / the unit's pack")] = PACK,
    data: options.Data = None,
) -> None:
    """Jalankan semuanya di terminal ini. / Run everything in this terminal.

    Contoh: rujukan up --fast; rujukan up --data var/uji --port-base 7300
    """
    folder = data or DEFAULT_DATA
    token = known_token(folder)
    more = {"token": token} if token else {}
    raise typer.Exit(run_up(Plan(folder, port_base, fast, pack, **more)))


def migrate(data: options.Data = None, json: options.Json = False) -> None:
    """Siapkan atau perbarui basis data. / Set up or upgrade the database."""
    settings = Settings.load(data)
    settings.data.mkdir(parents=True, exist_ok=True)
    databases.migrate(settings.database_url)
    where = databases.place(settings.database_url)
    Speaker(json=json).result({"ok": True}, f"Basis data siap / database ready: {where}")


def bootstrap(
    retention_days: Annotated[int, typer.Option(help="Lama riwayat disimpan / days of history")] = 90,
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """Siapkan namespace dan atribut pencarian di Temporal; boleh diulang. / Prepare Temporal; repeatable."""
    settings = Settings.load(data)

    async def prepare() -> None:
        client = await connect(settings.temporal_address, settings.temporal_namespace)
        await prepare_server(client, retention_days)

    asyncio.run(prepare())
    Speaker(json=json).result({"ok": True}, f"Namespace {settings.temporal_namespace} siap / ready.")


@unit_app.command("check")
def unit_check(
    path: Annotated[Path, typer.Argument(help="Folder paket / the pack's folder")], json: options.Json = False
) -> None:
    """Periksa paket unit; semua kesalahan sekaligus. / Check a pack; all mistakes at once."""
    found = check(path)
    errors = [each for each in found if not each.warning]
    lines = [f"{each.file}:{each.line}: {each.id}\n    {each.en}" for each in found]
    values = [{"file": e.file, "line": e.line, "id": e.id, "en": e.en, "warning": e.warning} for e in found]
    done = f"{path}: {len(errors)} kesalahan, {len(found) - len(errors)} peringatan / errors, warnings"
    Speaker(json=json).result({"ok": not errors, "errors": values}, *lines, done)
    raise typer.Exit(1 if errors else 0)


@unit_app.command("load")
def unit_load(
    path: Annotated[Path, typer.Argument(help="Folder paket / the pack's folder")],
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """Muat paket unit sebagai versi baru; yang sama tidak mengubah apa-apa. / Load a pack."""
    unit = load(path)
    settings = Settings.load(data)
    databases.check(settings.database_url)
    with Database(settings.database_url).write() as session:
        changed = stored.store(session, unit, now())
    words = "versi baru / new version" if changed else "tidak berubah / unchanged"
    Speaker(json=json).result({"ok": True, "unit": unit.code, "changed": changed}, f"{unit.code}: {words}")


def play(
    name: Annotated[str, typer.Argument(help="tabel1-2019")] = "tabel1-2019",
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """Mainkan tabel nyata unit melalui alur kerja. / Live the unit's real table through the workflows."""
    if name not in TABLES:
        known = ", ".join(TABLES)
        raise BadInput("unknown_play", f"{name}: lakon tidak dikenal. Ada: {known}.", f"{name}: known: {known}.")
    file, year = TABLES[name]
    settings = Settings.load(data)
    databases.check(settings.database_url)
    database = Database(settings.database_url)
    with database.read() as session:
        unit = stored.current(session, settings.unit, now())
    if unit is None:
        raise BadInput("unit_missing", "Unit belum dimuat: rujukan unit load.", "No unit: rujukan unit load.")
    all_lives = list(lives(read_table(ROOT / "data" / file), unit, year, unit.local(now()).date()))
    bar = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*bar, disable=json) as progress:
        task = progress.add_task(f"{len(all_lives)} kasus / cases", total=len(all_lives))
        Play(Theatre(database, unit, name, now)).run(all_lives, lambda: progress.advance(task))
    done = f"Selesai. Lihat: rujukan table {year}; rujukan verify / Done."
    Speaker(json=json).result({"ok": True, "cases": len(all_lives)}, done)
