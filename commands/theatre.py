"""`rujukan play`: the unit's real table lived through the real workflows."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from commands import options
from commands.say import BadInput
from play.lives import TABLES, lives, read_table
from play.run import Play, Theatre

TABLES_FOLDER = Path(__file__).resolve().parent.parent / "data"


def play(
    name: Annotated[str, typer.Argument(help="tabel1-2019")] = "tabel1-2019",
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """Mainkan tabel nyata unit melalui alur kerja. / Live the unit's real table through the workflows.

    Contoh: rujukan play tabel1-2019 (rujukan up harus berjalan / must be running)
    """
    if name not in TABLES:
        known = ", ".join(TABLES)
        raise BadInput("unknown_play", f"{name}: lakon tidak dikenal. Ada: {known}.", f"{name}: known: {known}.")
    context = options.context(data, json=json)
    file, year = TABLES[name]
    today = context.unit.local(context.now).date()
    everyone = list(lives(read_table(TABLES_FOLDER / file), context.unit, year, today))
    bar = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*bar, disable=json) as progress:
        task = progress.add_task(f"{len(everyone)} kasus / cases", total=len(everyone))
        Play(Theatre(context.db, context.unit, name, _now)).run(everyone, lambda: progress.advance(task))
    done = f"Selesai. Lihat: rujukan table {year}; rujukan verify / Done."
    context.speaker.result({"ok": True, "cases": len(everyone)}, done)


def _now() -> datetime:
    return datetime.now(UTC)
