"""What the unit's data lacks, on the page of the unit's own tasks: what, from when, and how to fill it."""

from commands.context import Context
from policy.ahead import tasks
from policy.case import Case
from policy.hard_words import Lack
from policy.lines import LACKS

FILES = {
    Lack.OFFICER: "roster.yaml",
    Lack.MANAGER: "roster.yaml",
    Lack.LEAVE: "calendars.yaml (closed)",
    Lack.YEAR: "calendars.yaml (holidays.last_year)",
}


def gap_values(case: Case) -> list[dict[str, str]]:
    """For a script: every gap somebody still has to fill."""
    return [{"task": task.code, "lack": task.clock, "day": task.day} for task in tasks(case) if task.open]


def gap_lines(context: Context, case: Case) -> list[str]:
    """For a person."""
    found = [(task.code, Lack(task.clock), task.day) for task in tasks(case) if task.open]
    return [
        context.speaker.pick(
            f"Kurang mulai {day}: {LACKS[lack][0]} (tugas {code}). Isi {FILES[lack]}, lalu: rujukan unit load FOLDER.",
            f"Missing from {day}: {LACKS[lack][1]} (task {code}). Fill {FILES[lack]}, then: rujukan unit load FOLDER.",
        )
        for code, lack, day in found
    ]
