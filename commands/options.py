"""Options that every command has, so that they read and behave alike everywhere."""

from pathlib import Path
from typing import Annotated

import typer

from commands.context import Context
from commands.say import Speaker

Data = Annotated[
    Path | None,
    typer.Option("--data", help="Folder instansi / the instance's folder (RUJUKAN_DATA, var)"),
]
Json = Annotated[bool, typer.Option("--json", help="Keluaran JSON untuk skrip / JSON for scripts")]
By = Annotated[str, typer.Option("--by", help="Kode pelaku, mis. PS-01 / who acts (RUJUKAN_BY)")]
Reader = Annotated[str, typer.Option("--as", "--by", help="Siapa yang membaca, mis. PS-01 / who reads (RUJUKAN_BY)")]
English = Annotated[bool, typer.Option("--en", help="Bahasa Inggris / in English")]
Happened = Annotated[str, typer.Option("--happened", help="Kapan terjadi, mis. 2026-11-24 10:00 / when it happened")]
Note = Annotated[str, typer.Option("--note", help="Catatan (tidak dikirim ke siapa pun) / a note, kept here")]
TaskOption = Annotated[str, typer.Option("--case", help="Kode kasus, bila kode tugas ganda / the case")]


def context(data: Path | None, *, json: bool, by: str = "", english: bool = False) -> Context:
    """The context of a call from its common options."""
    return Context(data, Speaker(json=json, english=english), by)
