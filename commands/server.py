"""Preparing a Temporal server: the namespace and the search attributes."""

import asyncio
from typing import Annotated

import typer

from commands import options
from commands.say import Speaker
from settings import Settings
from workflows.bootstrap import bootstrap as prepare_server
from workflows.client import connect


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
