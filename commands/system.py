"""Running the whole: `rujukan up`. Imports little: what it starts waits for it."""

from pathlib import Path
from typing import Annotated

import typer

from commands import options
from instance.plan import DEFAULT_PORT, Plan, known
from instance.up import up as run_up
from settings import DEFAULT_DATA

PACK = Path(__file__).resolve().parent.parent / "data" / "units" / "tulungagung"


def up(
    fast: Annotated[bool, typer.Option("--fast", help="Satu jam = 10 detik / one hour = 10 s")] = False,
    port_base: Annotated[
        int, typer.Option(min=1024, max=65531, help="Porta pertama dari lima / first of five ports")
    ] = DEFAULT_PORT,
    pack: Annotated[Path, typer.Option(help="Folder paket unit / the unit's pack")] = PACK,
    data: options.Data = None,
) -> None:
    """Jalankan semuanya di terminal ini. / Run everything in this terminal.

    Contoh: rujukan up --fast; rujukan up --data var/uji --port-base 7300
    """
    folder = data or DEFAULT_DATA
    raise typer.Exit(run_up(Plan(folder, port_base, fast, pack, **known(folder))))
