"""Running the whole: `rujukan up`, and preparing a Temporal server."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from commands import options
from commands.say import Speaker
from instance.plan import DEFAULT_PORT, Plan, known_token
from instance.up import up as run_up
from settings import DEFAULT_DATA, Settings
from workflows.bootstrap import bootstrap as prepare_server
from workflows.client import connect

PACK = Path(__file__).resolve().parent.parent / "data" / "units" / "tulungagung"


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


def bootstrap(
    retention_days: Annotated[int, typer.Option(help="Lama riwayat disimpan / days of history")] = 90,
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """Siapkan namespace dan atribut pencarian di Temporal; boleh diulang. / Prepare Temporal; repeatable.

    Contoh: rujukan bootstrap
    """
    settings = Settings.load(data)

    async def prepare() -> None:
        client = await connect(settings.temporal_address, settings.temporal_namespace)
        await prepare_server(client, retention_days)

    asyncio.run(prepare())
    Speaker(json=json).result({"ok": True}, f"Namespace {settings.temporal_namespace} siap / ready.")
