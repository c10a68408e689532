"""The whole worker, live cases and a real Temporal server, killed again and again under the faults of the provider."""

import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

import httpx
from sqlmodel import col, select

from bench.chaos.memory import Looked
from bench.chaos.tally import UNDELIVERED, Copy, Story, Tally, judged
from bench.kills import Load
from bench.stack import Running, plan_in, product, start
from instance.plan import Plan
from models.db import Database
from models.outbox import FOLLOWER
from models.tables import Outbox
from notifications.links import PATH, token_of
from simulator.mix import Kind, Mix

ALIVE = (0.5, 3.0)
"""Seconds after it is ready at which the worker is killed."""
AT_ANY_HOUR = 3_599
READY = "worker ready"
STARTING = 60.0
KINDS: tuple[Kind, ...] = ("accept_hang", "accept_500", "accept_reset", "only_500", "only_reset", "no_mobile", "slow")
"""What has its fate within minutes: a passing refusal is tried again after ten, and here the clock is the world's."""
SETTLED = frozenset({"ACCEPTED", "DELIVERED", "UNDELIVERED", "CANCELLED", "DESK"})
TOLD = frozenset({"UNDELIVERED", "DESK"})
"""It did not leave by machine, and a person has it: the case's own people, or the desk that telephones."""
LOOKS = 3
_TOKEN = re.compile(r"/t/[A-Za-z0-9_-]{22}")


def workers_killed(kills: int, mix: Mix, rate: float = 3, limit: float = 720) -> tuple[Tally, list[Story]]:
    """`rate` cases a second while the worker is killed `kills` times; then until every message is settled."""
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_in(Path(folder))
        with product(plan, {"simulator": ("--no-whatsapp-window",)}) as running:
            db, random = Database(plan.database_url), Random(mix.seed)  # noqa: S311 - repeatable, not secret
            faults = mix.model_copy(update={"kinds": KINDS, "mail": ("smtp_550", "dot_reset")})
            _set(plan, faults)
            with Load(db, rate, AT_ANY_HOUR, answered=False):  # an answered task needs no message any more
                for _ in range(kills):
                    _kill(plan, running["worker"], random.uniform(*ALIVE))
            _until_settled(db, limit)
            stories = _stories(plan, db)
            db.close()
            return judged(stories, kills)


def _set(plan: Plan, mix: Mix) -> None:
    httpx.post(f"{plan.url('simulator')}/api/faults/mix", json=mix.model_dump(mode="json"), timeout=10)


def _kill(plan: Plan, worker: Running, alive: float) -> None:
    """Let it be ready for so long, kill it, and start it again."""
    log = plan.data / "log" / "worker.log"
    _until_ready(log, log.read_text(encoding="utf-8").count(READY) or 1)
    time.sleep(alive)
    worker.kill()
    ready = log.read_text(encoding="utf-8").count(READY)
    worker.process = start(worker.command, log).process
    _until_ready(log, ready + 1)


def _until_ready(log: Path, times: int) -> None:
    end = time.monotonic() + STARTING
    while log.read_text(encoding="utf-8").count(READY) < times:
        assert time.monotonic() < end, "the worker does not start"
        time.sleep(0.01)


def _until_settled(db: Database, limit: float) -> None:
    """Until no message's newest row is under way, for three looks on end, or the time is over."""
    end, still = time.monotonic() + limit, 0
    while time.monotonic() < end and still < LOOKS:
        still = 0 if _under_way(db) else still + 1
        time.sleep(2)


def _under_way(db: Database) -> int:
    return sum(rows[-1].state not in SETTLED for rows in _by_message(db).values())


def _by_message(db: Database) -> Mapping[tuple[str, int], list[Outbox]]:
    found: defaultdict[tuple[str, int], list[Outbox]] = defaultdict(list)
    with db.read() as session:
        cases = select(Outbox).where(Outbox.case_code != "")  # what is told to a manager of a channel is no case's
        for row in session.exec(cases.order_by(col(Outbox.place))):
            found[row.change_id, row.place % FOLLOWER].append(row)
    return found


def _stories(plan: Plan, db: Database) -> list[Story]:
    copies: defaultdict[str, list[Copy]] = defaultdict(list)
    listed = httpx.get(f"{plan.url('simulator')}/api/messages", timeout=60).json()["messages"]
    for copy in listed:
        if copy["direction"] == "outbound" and copy["status"] not in UNDELIVERED:
            copies[_words(copy["body"])].append(copy)
    named = _named(copy for each in copies.values() for copy in each)
    return [_story(rows, copies, named, plan.link_key) for rows in _by_message(db).values()]


def _named(copies: Iterable[Copy]) -> Mapping[str, list[Copy]]:
    """Copies by the provider's id and by each token of a link in them: an approved template has other words."""
    found: defaultdict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        for name in (copy["sid"], *_TOKEN.findall(copy["body"])):
            found[name].append(copy)
    return found


def _story(rows: list[Outbox], copies: Mapping[str, list[Copy]], named: Mapping[str, list[Copy]], key: str) -> Story:
    last = rows[-1]
    mine = {row.address.lower() for row in rows}
    said = [each for each in copies.get(_words(last.text), ()) if each["to"].removeprefix("whatsapp:") in mine]
    names = [name for row in rows for name in (row.provider_id or "", PATH + token_of(key, row.notification_id))]
    theirs = list({each["sid"]: each for each in [*said, *(c for name in names for c in named.get(name, ()))]}.values())
    told = last.audience if last.state in TOLD else ""
    cancelled = last.state == "CANCELLED" and not theirs
    return Story(theirs, rows, Looked(0, done=last.state in SETTLED, told="cancelled" if cancelled else told))


def _words(text: str) -> str:
    """The text without its link, which is another in each copy."""
    return _TOKEN.sub("/t/", text).strip()
