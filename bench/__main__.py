"""`make bench`: every figure in one table, and the same as JSON in var/bench.json; names on the command line choose."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.deciding import microseconds
from bench.ending import end_in_order
from bench.flow import flow
from bench.kills import kill_often, next_step_after_a_killed_worker
from bench.latencies import latencies
from bench.lives import measure, typical
from bench.opened import held
from bench.others import first_report, played_year, replays_per_second
from bench.reminded import reminded
from bench.sending import sending

Row = tuple[str, str, str, bool]
OUT = Path("var/bench.json")
ROUNDS = 5


def whole_cases() -> Iterator[Row]:
    """Product beside floor, in turns; the median of each figure counts."""
    turns = [(measure("floor", 100), measure("product", 100)) for _ in range(ROUNDS)]
    floor, ours = (typical(side) for side in zip(*turns, strict=True))
    rate, server, worker = floor.wall / ours.wall, ours.server / floor.server, ours.worker / floor.worker
    yield "whole cases/s, ratio to the floor", f"{rate:.2f} ({1 / ours.wall:.1f}/s)", ">= 0.75", rate >= 0.75
    yield "server CPU per case, ratio", f"{server:.2f} ({ours.server * 1000:.0f} ms)", "<= 1.35", server <= 1.35
    yield "worker CPU per case, ratio", f"{worker:.2f} ({ours.worker * 1000:.0f} ms)", "<= 2.2", worker <= 2.2
    count, played = played_year()
    ratio = played * floor.wall
    yield f"the {count} cases of 2019, ratio", f"{ratio:.2f} ({played:.1f}/s)", ">= 0.5", ratio >= 0.5


def opened() -> Iterator[Row]:
    """Open cases."""
    floor, ours = held("floor", 400), held("product", 400)
    memory, late = ours.memory / floor.memory, ours.worst / floor.worst
    yield "open case in the worker, ratio", f"{memory:.2f} ({ours.memory / 1024:.0f} kB)", "<= 1.2", memory <= 1.2
    shown = f"{late:.2f} (p50 {ours.half * 1000:.0f} ms, p99 {ours.worst * 1000:.0f} ms)"
    yield "update to provider at 20/s, p99, ratio", shown, "<= 1.4", late <= 1.4


def start_up() -> Iterator[Row]:
    """From `rujukan up` to the first accepted report."""
    seconds = first_report()
    yield "rujukan up to the first accepted report", f"{seconds:.1f} s", "<= 6 s", seconds <= 6


def replay() -> Iterator[Row]:
    """Histories a second and core."""
    rate = replays_per_second()
    yield "histories replayed per second and core", f"{rate:.0f}", ">= 20", rate >= 20


def deciding() -> Iterator[Row]:
    """The rules alone."""
    decided, looked = microseconds()
    shown = f"{decided:.0f} us (a look at the clock {looked:.0f} us)"
    yield "a decision on a case with 20 hand-overs", shown, "< 200 us", decided < 200


def on_time() -> Iterator[Row]:
    """Reminders."""
    floor, ours = reminded("floor", 2_000), reminded("product", 2_000)
    ratio, shown = ours.worst / floor.worst, f"p50 {ours.half:.2f} s, p99 {ours.worst:.2f} s"
    yield "2,000 reminders within 60 s: lateness", shown, "p99 <= 1 s", ours.worst <= 1
    yield "their p99, ratio to the floor", f"{ratio:.2f} (floor {floor.worst:.2f} s)", "<= 1.5", ratio <= 1.5


def kills() -> Iterator[Row]:
    """Killed processes."""
    rung, answer = next_step_after_a_killed_worker(5)
    yield "killed worker: next rung after its restart", f"{rung:.2f} s", "<= 1.5 s", rung <= 1.5
    yield "killed worker: next answer after its restart", f"{answer:.2f} s", "<= 1.5 s", answer <= 1.5
    for name, times, pause in (("temporal", 20, 2.5), ("worker", 8, 4)):
        toll = kill_often(name, times, pause)
        shown = f"{toll.acknowledged} given, {toll.missing} missing, {toll.doubled} doubled, {toll.stuck} stuck"
        clean = not (toll.missing or toll.doubled or toll.stuck)
        yield f"{name} killed {times} times under load", shown, "0, 0, 0", clean


def sending_path() -> Iterator[Row]:
    """The outbox alone."""
    found = sending(2_000)
    shown = f"{found.rate:.0f}/s (CPU {found.sender:.1f} ms each, provider {found.provider:.1f} ms)"
    yield "outbox to provider, 16 in flight", shown, ">= 150/s", found.rate >= 150


def steady_flow() -> Iterator[Row]:
    """Live cases for long: BENCH_SECONDS (600) and BENCH_RATE (20 messages a second)."""
    seconds, rate = float(os.environ.get("BENCH_SECONDS", "600")), float(os.environ.get("BENCH_RATE", "20"))
    found = flow(rate, seconds)
    what = f"{rate:.0f} messages/s from live cases for {seconds:.0f} s"
    yield what, f"{found.rate:.1f}/s, {found.missing} waiting at the end", "sent", found.rate >= rate * 0.97
    shown = f"{found.first:.0f} waiting, at the end {found.last:.0f}"
    yield "their queue, first and last third", shown, "flat", found.last <= max(found.first * 1.5, found.first + rate)
    yield "growth of the worker meanwhile", f"{found.growth:.1f} MiB", "< 20 MiB", found.growth < 20


def how_long() -> Iterator[Row]:
    """From end to end, at a steady rate: BENCH_SECONDS (60 here) and BENCH_RATE (20 messages a second)."""
    seconds, rate = float(os.environ.get("BENCH_SECONDS", "60")), float(os.environ.get("BENCH_RATE", "20"))
    found = latencies(rate, seconds)
    in_time = found.gone.at(0.95) <= 5 and found.gone.at(0.99) <= 10
    yield f"event to provider at {rate:.0f}/s for {seconds:.0f} s", str(found.gone), "p95 <= 5 s, p99 <= 10 s", in_time
    yield "the same, darurat", str(found.urgent), "p99 <= 3 s", found.urgent.at(0.99) <= 3
    yield "receipt to visible", str(found.receipts), "p95 <= 2 s", found.receipts.at(0.95) <= 2
    yield "answer to web's 200", str(found.posted), "all in 1 s", found.posted.at(1) <= 1
    yield "answer to state changed and confirmed", str(found.answered), "p95 <= 2 s", found.answered.at(0.95) <= 2
    yield "first reminder, due to provider", str(found.reminders), "p99 <= 5 s", found.reminders.at(0.99) <= 5
    yield "hard error to the next channel", str(found.hard), "<= 10 s", found.hard.at(1) <= 10
    yield "number dead to its superior told", str(found.told), "<= 60 s", found.told.at(1) <= 60
    burst = 1_000 / sending(1_000).rate
    yield "1,000 waiting leave", f"{burst:.1f} s", "<= 20 s", burst <= 20


FIGURES: dict[str, Callable[[], Iterator[Row]]] = {
    "cases": whole_cases,
    "opened": opened,
    "start": start_up,
    "replay": replay,
    "deciding": deciding,
    "reminders": on_time,
    "kills": kills,
    "sending": sending_path,
    "flow": steady_flow,
    "latencies": how_long,
}


def main() -> int:
    """Measure what is asked for, else everything; 1 if a figure misses its mark."""
    end_in_order()
    rows: list[Row] = []
    for name in sys.argv[1:] or FIGURES:
        for row in FIGURES[name]():
            rows.append(row)
            print(f"{'ok  ' if row[3] else 'MISS'} {row[0]:<46} {row[1]:<46} {row[2]}", flush=True)
    OUT.parent.mkdir(exist_ok=True)
    figures = [dict(zip(("figure", "measured", "mark", "met"), row, strict=True)) for row in rows]
    OUT.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0 if all(row[3] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
