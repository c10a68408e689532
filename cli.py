"""`rujukan`, the command line: finds the command, runs it, and turns every problem into a sentence."""

import importlib
import os
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex

import typer

HELP = "Rujukan: tidak ada rujukan yang berhenti dalam diam. / No referral falls silent."
COMMANDS: Mapping[str, tuple[str, str]] = {
    "up": ("commands.system", "up"),
    "report": ("commands.report", "report"),
    "assess": ("commands.steps", "assess"),
    "plan": ("commands.steps", "plan"),
    "refer": ("commands.refer", "refer"),
    "answer": ("commands.tasks", "answer"),
    "visit": ("commands.steps", "visit"),
    "close": ("commands.steps", "close"),
    "approve": ("commands.steps", "approve"),
    "reopen": ("commands.steps", "reopen"),
    "withdraw": ("commands.tasks", "withdraw"),
    "undo": ("commands.tasks", "undo"),
    "assign": ("commands.tasks", "assign"),
    "correct": ("commands.tasks", "correct"),
    "replan": ("commands.tasks", "replan"),
    "case": ("commands.look", "case"),
    "cases": ("commands.look", "cases"),
    "stuck": ("commands.look", "stuck"),
    "table": ("commands.look", "table"),
    "verify": ("commands.look", "verify"),
    "doctor": ("commands.doctor", "doctor"),
    "play": ("commands.system", "play"),
    "migrate": ("commands.system", "migrate"),
    "bootstrap": ("commands.system", "bootstrap"),
    "unit": ("commands.system", "unit_app"),
}
"""Every command and where it lives; only the one that was asked for is imported."""
PROBLEM = 4


def application(name: str | None) -> typer.Typer:
    """The application with one command, or with all where none of them was named."""
    app = typer.Typer(help=HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(_front)
    for each in [name] if name in COMMANDS else COMMANDS:
        module, function = COMMANDS[str(each)]
        found = getattr(importlib.import_module(module), function)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=each)
        else:
            app.command(name=each)(found)
    return app


def _front() -> None:
    """Rujukan."""


_front.__doc__ = HELP


def main() -> None:
    """Run the command line; known problems become sentences, unknown ones a reference number."""
    name = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    try:
        application(name)()
    except Exception as error:  # noqa: BLE001 - the one place where a user would meet a traceback
        sys.exit(_told(error))


def _told(error: Exception) -> int:
    code = importlib.import_module("commands.problems").tell(error, json="--json" in sys.argv)
    return code if code is not None else _bug(error)


def _bug(error: Exception) -> int:
    """Something nobody foresaw: a sentence with a reference, and the traceback in a file."""
    reference = token_hex(3).upper()
    folder = Path(os.environ.get("RUJUKAN_DATA", "var")) / "log"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"galat-{reference}.txt"
    path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    sys.stderr.write(
        f"Ada kesalahan program (nomor {reference}). Kirim berkas {path} kepada pengembang.\n"
        f"A fault of the program (number {reference}). Send the file {path} to the developers.\n"
    )
    return PROBLEM


if __name__ == "__main__":
    main()
