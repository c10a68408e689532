"""`rujukan doctor`: is everything alive; each line has its reason and a way out."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client
from temporalio.service import RPCError

from commands import mail_check, options
from commands.closures import concern_lines, concern_values
from commands.context import Context
from commands.say import BadInput
from models import channel_states, inbox, queries, stuck
from models.db import DatabaseProblem
from notifications.channels import DeliveryError, Remedy
from notifications.mx import named
from notifications.twilio_api import TwilioConfig, TwilioMessages
from policy.foresight import Concern, concerns
from workflows.attributes import SEARCH_ATTRIBUTES
from workflows.bootstrap import registered
from workflows.client import NotNowError, connect
from workflows.names import TASK_QUEUE

SILENT = timedelta(seconds=20)
MOST_STUCK = 5
LEAST_SPACE = 200 * 1024 * 1024


@dataclass(frozen=True)
class Check:
    """One line: what was looked at, whether it is well, and why or what to do."""

    name: str
    ok: bool
    why: str


def doctor(
    mail: Annotated[bool, typer.Option("--mail", help="Tanya DNS apakah alamat surel menerima / ask DNS")] = False,
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Periksa apakah semuanya hidup. / Check whether everything is alive.

    Contoh: rujukan doctor; rujukan doctor --mail
    """
    context = options.context(data, json=json, english=english)
    more = [*_provider(context), *(_mail(context) if mail else ())]
    checks = [*_local(context), *asyncio.run(_temporal(context)), *more]
    ok, ahead = all(check.ok for check in checks), _ahead_of(context)
    values = [{"name": check.name, "ok": check.ok, "why": check.why} for check in checks]
    lines = [f"{'baik ' if check.ok else 'RUSAK'}  {check.name:<18} {check.why}" for check in checks]
    found = {"ok": ok, "checks": values, "ahead": concern_values(ahead)}
    context.speaker.result(found, *lines, *concern_lines(context, ahead))
    raise typer.Exit(0 if ok else 1)


def _ahead_of(context: Context) -> tuple[Concern, ...]:
    """What a manager sees to days ahead: warnings, nothing that is broken."""
    try:
        return concerns(context.unit, context.now)
    except (BadInput, DatabaseProblem):
        return ()


def _local(context: Context) -> Iterator[Check]:
    free = shutil.disk_usage(context.settings.data if context.settings.data.exists() else ".").free
    yield Check("folder", free > LEAST_SPACE, f"{free // 2**20} MB bebas / free di {context.settings.data}")
    try:
        context.db  # noqa: B018 - opening it is the check
    except DatabaseProblem as problem:
        yield Check("database", ok=False, why=problem.id)
        return
    yield Check("database", ok=True, why="terbuka dan versinya cocok / open, of our version")
    yield from _unit(context)
    yield from _relay(context)


def _unit(context: Context) -> Iterator[Check]:
    try:
        unit = context.unit
    except BadInput as missing:
        yield Check("unit", ok=False, why=missing.id)
        return
    yield Check("unit", ok=True, why=f"{unit.code}, versi {unit.version}")
    allowed = not unit.sample or context.settings.simulated
    sample = "contoh: hanya ke simulator / sample: simulator only" if unit.sample else "bukan contoh"
    yield Check("paket / pack", allowed, sample)
    following = context.now.year + 1
    known = unit.holidays.last_year >= context.now.year
    gap = f"; cuti bersama {following} belum ada / not yet known" if following in unit.holidays.without_leave else ""
    yield Check("hari libur", known, f"diketahui sampai {unit.holidays.last_year}{gap}")


def _mail(context: Context) -> Iterator[Check]:
    """Domains that take no mail: whoever is reached there only is unreachable."""
    none, silent = mail_check.refused(context.unit, named(context.settings.name_server))
    for domain, people in none.items():
        yield Check(
            "surel / mail", ok=False, why=f"{domain}: tidak menerima surel / takes no mail: {', '.join(people)}"
        )
    why = f"DNS tidak menjawab / no answer: {', '.join(silent)}" if silent else "semua domain menerima / all take mail"
    if not none:
        yield Check("surel / mail", ok=True, why=why)


def _relay(context: Context) -> Iterator[Check]:
    with context.db.read() as session:
        beat, waiting = queries.last_beat(session, "relay"), inbox.waiting(session)
    ahead = max(filter(None, [beat, *(row.created_at for row in waiting)]), default=context.now) - context.now
    yield Check("jam / clock", ahead < SILENT, f"{context.now:%Y-%m-%d %H:%M:%S} UTC" + _ahead(ahead))
    alive = beat is not None and context.now - beat < SILENT
    seen = f"terakhir {beat:%H:%M:%S} UTC" if beat else "belum pernah terlihat"
    yield Check("relay", alive, seen if alive else f"{seen}; jalankan: rujukan up (atau python -m relay)")
    oldest = waiting[0].created_at if waiting else context.now
    fresh = context.now - oldest < SILENT
    why = f"{len(waiting)} menunggu / waiting" + ("" if fresh else f", tertua {oldest:%H:%M:%S} UTC: {waiting[0].note}")
    yield Check("masukan / inbox", fresh, why)
    yield from _stuck(context)


def _stuck(context: Context) -> Iterator[Check]:
    """Inputs that fail again and again; the relay tries each every 15 minutes at last."""
    with context.db.read() as session:
        rows = stuck.rows(session, MOST_STUCK)
    for row in rows:
        again = f"berikut / next {row.next_try:%H:%M:%S} UTC" if row.next_try else ""
        why = f"{row.id} ({row.kind}) {row.note}; {again}; lihat log pengantar / see the relay's log"
        yield Check("macet / stuck", ok=False, why=why)


def _ahead(ahead: timedelta) -> str:
    if ahead < SILENT:
        return ""
    return f"; catatan {ahead} lebih maju: betulkan jam / the record is ahead: set the clock"


def _provider(context: Context) -> Iterator[Check]:
    """Whether Twilio answers and knows us, and which channels are down; without an account there is nothing to ask."""
    settings = context.settings
    if settings.twilio_account_sid and settings.twilio_auth_token:
        base = settings.twilio_base_url or None
        account = TwilioConfig(settings.twilio_account_sid, settings.twilio_auth_token, settings.twilio_sender, base)
        try:
            TwilioMessages(account).probe()
        except DeliveryError as error:
            ours = "periksa / check RUJUKAN_TWILIO_ACCOUNT_SID, RUJUKAN_TWILIO_AUTH_TOKEN"
            way_out = ours if error.remedy is Remedy.OURS else "coba lagi / try again"
            yield Check("twilio", ok=False, why=f"{error.code} {error.meaning}; {way_out}")
        else:
            yield Check("twilio", ok=True, why="menjawab dan mengenal akun / answers and knows the account")
    try:
        with context.db.read() as session:
            down = [each for each in channel_states.every(session) if each.down_since]
    except DatabaseProblem:
        return
    for each in down:
        yield Check(
            f"saluran {each.channel}", ok=False, why=f"{each.reason}, sejak / since {each.down_since:%H:%M} UTC"
        )


async def _temporal(context: Context) -> list[Check]:
    settings = context.settings
    try:
        client = await connect(settings.temporal_address, settings.temporal_namespace)
        found, worker = await registered(client), await _worker(client)
    except (NotNowError, RPCError) as error:
        why = f"{settings.temporal_address}: {error}; jalankan: rujukan up, atau rujukan bootstrap"
        return [Check("temporal", ok=False, why=why)]
    missing = [name for name, kind in SEARCH_ATTRIBUTES.items() if found.get(name) != kind]
    attributes = f"kurang / missing: {', '.join(missing)}; rujukan bootstrap" if missing else "lengkap / complete"
    return [
        Check("temporal", ok=True, why=settings.temporal_address),
        Check("atribut", not missing, attributes),
        worker,
    ]


async def _worker(client: Client) -> Check:
    request = DescribeTaskQueueRequest(
        namespace=client.namespace,
        task_queue=TaskQueue(name=TASK_QUEUE),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    answer = await client.workflow_service.describe_task_queue(request)
    seen = [poller.last_access_time.ToDatetime(UTC) for poller in answer.pollers]
    alive = bool(seen) and datetime.now(UTC) - max(seen) < timedelta(minutes=2)
    why = f"{len(seen)} menunggu tugas / polling" if alive else "tidak ada; jalankan: rujukan up (python -m worker)"
    return Check("worker", alive, why)
