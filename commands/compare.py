"""`rujukan verify`: the laws over the record, and the workflow beside it; what differs is a breach."""

import asyncio
from collections.abc import Iterator
from time import monotonic

import typer
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError

from commands import options
from commands.context import Context
from models import queries
from models import verify as laws
from models.types import case_from_json
from models.verify import Breach
from policy.case import Case
from workflows.client import NotNowError, connect
from workflows.names import STATE_QUERY

ASKING = 16
AGAIN = 0.1
PATIENCE = 5.0
"""Seconds a case may take to say what it holds; more where the settings say that answers take longer."""


def verify(data: options.Data = None, json: options.Json = False, english: options.English = False) -> None:
    """Periksa hukum-hukum sistem; sebut setiap pelanggaran. / Check the laws, list every breach.

    Contoh: rujukan verify
    """
    context = options.context(data, json=json, english=english)
    with context.db.read() as session:
        found = list(laws.breaches(session, context.now))
    found += workflow_breaches(context)
    values = [{"law": b.law, "case": b.case, "sentence": context.speaker.pick(b.id, b.en)} for b in found]
    lines = [f"Hukum {b.law}, {b.case}: {context.speaker.pick(b.id, b.en)}" for b in found]
    context.speaker.result({"breaches": values}, *(lines or ["Tidak ada pelanggaran / no breach."]))
    if found:
        raise typer.Exit(1)


def workflow_breaches(context: Context) -> list[Breach]:
    """Open cases whose workflow is missing, does not answer, or holds another state."""
    with context.db.read() as session:
        cases = [case_from_json(row.state) for row in queries.cases(session)]
    return asyncio.run(_all(context, cases))


async def _all(context: Context, cases: list[Case]) -> list[Breach]:
    client = await _connected(context)
    if client is None:
        address = context.settings.temporal_address
        return [Breach(2, "-", f"Temporal {address} tidak menjawab.", f"Temporal {address} does not answer.")]
    gate, patience = asyncio.Semaphore(ASKING), max(PATIENCE, context.settings.answer_seconds)

    async def one(case: Case) -> list[Breach]:
        async with gate:
            return list(await _compare(client, case, patience))

    return [breach for found in await asyncio.gather(*map(one, cases)) for breach in found]


async def _connected(context: Context) -> Client | None:
    """The client; None if the server does not answer within the time the settings give."""
    end = monotonic() + context.settings.answer_seconds
    while True:
        try:
            return await connect(context.settings.temporal_address, context.settings.temporal_namespace)
        except NotNowError:
            if monotonic() > end:
                return None
            await asyncio.sleep(AGAIN)


async def _compare(client: Client, case: Case, patience: float) -> Iterator[Breach]:
    handle = client.get_workflow_handle(case.code)
    try:
        described = await handle.describe()
        if described.status is not WorkflowExecutionStatus.RUNNING:
            return iter([_breach(case, "tidak berjalan", "is not running")])
        asking = handle.query(STATE_QUERY, result_type=Case)
        state: Case = await asyncio.wait_for(asking, patience)
    except (RPCError, TimeoutError) as error:
        name = type(error).__name__
        return iter([_breach(case, f"tidak menjawab ({name})", f"does not answer ({name})")])
    if state.seq == case.seq and state != case:
        return iter([_breach(case, "berbeda dari catatan", "differs from the record")])
    return iter(())


def _breach(case: Case, indonesian: str, english: str) -> Breach:
    return Breach(1, case.code, f"Alur kerja kasus {indonesian}.", f"The case's workflow {english}.")
