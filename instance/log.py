"""The one terminal of `rujukan up`: a line per event for a newcomer; the rest is in the log files."""

import json
import os
import sys
from collections.abc import Callable
from datetime import datetime

from instance.plan import Plan
from policy.unit import Unit

QUIET = ("WARN", "INFO", "Temporal ", "Cluster Id", "time=")


class Screen:
    """Writes lines `10.02.11 worker  ...` to standard output. `clock` gives local time."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def say(self, name: str, line: str) -> None:
        """One line of a process; the server's own chatter stays in its log file."""
        if not line or (name == "temporal" and "rror" not in line) or any(word in line[:60] for word in QUIET):
            return
        self._write(f"{self._clock():%H.%M.%S} {name:<9} {readable(line)}")

    def welcome(self, plan: Plan, unit: Unit) -> None:
        """Addresses, and the first three things to try."""
        where = "" if str(plan.data) == "var" else f" --data {plan.data}"
        lines = [
            "",
            f"  {unit.name}" + ("  (contoh: orangnya rekaan / sample people)" if unit.sample else ""),
            f"  Ponsel narahubung / handsets : {plan.url('simulator')}",
            f"  Temporal UI                  : {plan.url('ui')}/namespaces/rujukan/workflows",
            f"  Penerima / receiver          : {plan.url('web')}",
            f"  Daftar meja / desk's list    : {plan.url('web')}/meja/panggilan?kunci={plan.desk_key}",
        ]
        if plan.fast:
            lines.append("  --fast: satu jam = 10 detik, semua kantor buka / one hour = 10 s, every office open")
        lines += [
            "",
            "  Coba di terminal lain / try in another terminal:",
            f'  1. .venv/bin/rujukan report{where} --type PENDIDIKAN --text "Anak putus sekolah"',
            f"  2. .venv/bin/rujukan case{where} KODE      (siapa memegang, sampai kapan / who holds it)",
            f"  3. buka ponsel, jawab TERIMA + kode / answer on a handset; .venv/bin/rujukan stuck{where}",
            "  Ctrl-C menghentikan semua; kasus tetap tersimpan / ends all, cases are kept",
            "",
        ]
        for line in lines:
            self._write(line)

    def _write(self, line: str) -> None:
        try:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        except BrokenPipeError:  # whoever read us has left (`| head`); the log files go on
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def readable(line: str) -> str:
    """A JSON log line as words; any other line as it is."""
    if not line.startswith("{"):
        return line
    try:
        fields = json.loads(line)
    except ValueError:
        return line
    event = fields.pop("event", "")
    rest = "  ".join(f"{key}={value}" for key, value in fields.items() if key not in {"level", "timestamp"})
    return f"{event}  {rest}"
