"""`make chaos-messages`: everything in one table, and as JSON in var/chaos.json; names choose parts."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from bench.chaos.forged import forged, replayed
from bench.chaos.killing import Run, chaos
from bench.chaos.silent_web import answers_to_a_dead_web
from bench.chaos.tally import Story, Tally
from bench.chaos.workers import workers_killed
from bench.ending import end_in_order
from models.db import Database, migrate
from simulator.mix import Mix

Row = tuple[str, str, str, bool]
OUT = Path("var/chaos.json")
COUNTS: dict[str, int] = {}
"""The counts behind the table, by part, for the JSON."""


def outbox(asked: argparse.Namespace) -> Iterator[Row]:
    """The outbox path, killed."""
    yield from _rows("outbox path", *chaos(Run(asked.count, _mix(asked))))


def plain(asked: argparse.Namespace) -> Iterator[Row]:
    """The control: a plain retry on the same faults. Not even killed it doubles."""
    count = max(asked.count // 5, 60)
    found, _ = chaos(Run(count, _mix(asked), kind="plain", killed=False))
    shown = f"{found.share_doubled:.1%} of {count} doubled, {found.lost + found.told} not sent"
    yield "control: a plain retry, not killed", shown, "> 5 %", found.share_doubled > 0.05


def worker(asked: argparse.Namespace) -> Iterator[Row]:
    """Live cases, the whole worker killed."""
    yield from _rows("worker", *workers_killed(asked.kills, _mix(asked)))


def web(asked: argparse.Namespace) -> Iterator[Row]:
    """Answers while nobody listens."""
    heard = answers_to_a_dead_web(asked.answers)
    shown = f"{heard.once} of {heard.written} acted on once ({heard.more} more often, {heard.never} never)"
    yield "web dead while people answer", shown, "all, once", heard.once == heard.written == heard.stored


def forgeries(asked: argparse.Namespace) -> Iterator[Row]:
    """What is not the provider's, and what is but was here before."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/rujukan.db"
        migrate(url)
        db = Database(url)
        taken, changed = forged(db, asked.forged, asked.seed)
        yield f"{asked.forged:,} mutated signed requests", f"{taken} accepted", "0", not (taken or changed)
        again, changed = replayed(db, asked.replayed)
        shown = f"{again} answered, {'rows' if changed else '0 rows'} changed"
        yield f"{asked.replayed:,} requests replayed", shown, "0 rows", not changed
        db.close()


PARTS: dict[str, Callable[[argparse.Namespace], Iterator[Row]]] = {
    "outbox": outbox,
    "plain": plain,
    "worker": worker,
    "web": web,
    "forged": forgeries,
}


def _mix(asked: argparse.Namespace) -> Mix:
    return Mix(seed=asked.seed, share=asked.share / 100)


def _rows(what: str, found: Tally, bad: list[Story]) -> Iterator[Row]:
    shown = f"{found.sent:,} messages, {found.kills} kills"
    yield f"{what} killed: lost", f"{found.lost} of {shown}", "0", not found.lost
    yield f"{what} killed: doubled", f"{found.doubled}", "0", not found.doubled
    yield (
        f"{what} killed: sent again where nobody can know",
        f"{found.unknowable}, marked ({found.thrice} thrice)",
        "counted apart",
        True,
    )
    yield (
        f"{what} killed: given up, somebody told",
        f"{found.told} ({found.feared} more arrived)",
        "counted apart",
        True,
    )
    for story in bad[:5]:
        copies = [f"{copy['channel']} {copy['fault'] or 'good'}" for copy in story.copies]
        rows = [f"{row.channel} {row.state} {row.error_code or ''}".strip() for row in story.rows]
        print(f"     {story.verdict}: copies {copies}, rows {rows}", flush=True)
    COUNTS.update({f"{what} {name}": value for name, value in asdict(found).items()})


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.chaos", description=__doc__)
    add = parser.add_argument
    add("parts", nargs="*", default=[], help=f"of {', '.join(PARTS)}; none: all")
    add("--count", type=int, default=3_000, help="messages of the outbox path; the control has a fifth")
    add("--seed", type=int, default=1, help="repeats the faults")
    add("--share", type=float, default=30, help="faulty requests in a hundred")
    add("--kills", type=int, default=40, help="kills of the whole worker")
    add("--answers", type=int, default=200, help="answers to a dead web process")
    add("--forged", type=int, default=100_000, help="mutated signed requests")
    add("--replayed", type=int, default=1_000, help="requests sent a second time")
    return parser.parse_args()


def main() -> int:
    """Run what is asked for, else everything; 1 if a mark is missed."""
    asked, rows = _asked(), list[Row]()
    end_in_order()
    for name in asked.parts or PARTS:
        for row in PARTS[name](asked):
            rows.append(row)
            print(f"{'ok  ' if row[3] else 'MISS'} {row[0]:<52} {row[1]:<52} {row[2]}", flush=True)
    OUT.parent.mkdir(exist_ok=True)
    figures = [dict(zip(("figure", "measured", "mark", "met"), row, strict=True)) for row in rows]
    told = {"asked": vars(asked), "figures": figures, "counts": COUNTS}
    OUT.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return 0 if all(row[3] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
