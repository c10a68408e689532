"""`rujukan`, the command line: finds the command, runs it, and turns every problem into a sentence."""

import ast
import contextlib
import importlib
import importlib.util
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise
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
    "choose": ("commands.choose", "choose"),
    "answer": ("commands.tasks", "answer"),
    "visit": ("commands.visits", "visit"),
    "attempt": ("commands.visits", "attempt"),
    "whereabouts": ("commands.whereabouts", "whereabouts"),
    "arrived": ("commands.whereabouts", "arrived"),
    "not-arrived": ("commands.mistaken", "not_arrived"),
    "minutes": ("commands.minutes", "minutes"),
    "close": ("commands.steps", "close"),
    "approve": ("commands.steps", "approve"),
    "reopen": ("commands.steps", "reopen"),
    "transfer": ("commands.transfers", "transfer"),
    "transfer-answer": ("commands.transfers", "transfer_answer"),
    "same": ("commands.same", "same"),
    "receipt": ("commands.receipt", "receipt"),
    "withdraw": ("commands.tasks", "withdraw"),
    "consent": ("commands.consent", "consent"),
    "decide": ("commands.consent", "decide"),
    "send": ("commands.send", "send"),
    "undo": ("commands.tasks", "undo"),
    "assign": ("commands.assign", "assign"),
    "correct": ("commands.tasks", "correct"),
    "replan": ("commands.tasks", "replan"),
    "bar": ("commands.conflict", "bar"),
    "restrict": ("commands.conflict", "restrict"),
    "clock": ("commands.statute", "clock"),
    "proof": ("commands.statute", "proof"),
    "breach": ("commands.breach", "breach"),
    "heard": ("commands.statute", "heard"),
    "case": ("commands.look", "case"),
    "messages": ("commands.messages", "messages"),
    "notice": ("commands.notice", "notice"),
    "cases": ("commands.overview", "cases"),
    "stuck": ("commands.overview", "stuck"),
    "calls": ("commands.calls", "calls"),
    "desk": ("commands.calls", "desk"),
    "closures": ("commands.closures", "closures"),
    "table": ("commands.overview", "table"),
    "verify": ("commands.compare", "verify"),
    "channels": ("commands.channels", "channels"),
    "templates": ("commands.templates", "templates"),
    "doctor": ("commands.doctor", "doctor"),
    "play": ("commands.theatre", "play"),
    "migrate": ("commands.database", "migrate"),
    "bootstrap": ("commands.server", "bootstrap"),
    "unit": ("commands.packs", "unit"),
    "enrol": ("commands.enrol", "enrol"),
    "prove": ("commands.enrol", "prove"),
    "people": ("commands.people", "people"),
}
"""Every command and where it lives; only the one that was asked for is imported."""
USAGE, PROBLEM = 2, 4


def application(name: str | None) -> typer.Typer:
    """The application with one command, or with the list of all where none of them was named."""
    app = typer.Typer(help=HELP, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(_front)
    for each in [name] if name in COMMANDS else COMMANDS:
        module, function = COMMANDS[str(each)]
        if name not in COMMANDS:
            app.command(name=each)(_listed(module, function))
        elif isinstance(family := getattr(found := importlib.import_module(module), "app", None), typer.Typer):
            app.add_typer(family, name=each)
        else:
            app.command(name=each)(getattr(found, function))
    return app


def _front() -> None:
    """Rujukan."""


_front.__doc__ = HELP


def _listed(module: str, function: str) -> Callable[[], None]:
    """A stand-in with the command's own first line, read from its source: a list costs no import."""

    def shown() -> None: ...

    spec = importlib.util.find_spec(module)
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8")) if spec and spec.origin else ast.Module([], [])
    defined = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function)
    shown.__doc__ = next((ast.get_docstring(node) for node in defined), "")
    return shown


def main() -> None:
    """The command line as it was typed. Leaves at once: the Temporal SDK may abort in the interpreter's end."""
    code = run(sys.argv[1:])
    with contextlib.suppress(BrokenPipeError):  # whoever read us has left (`| head`)
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def run(words: Sequence[str]) -> int:
    """Run one command; its exit code. Known problems become sentences, unknown ones a reference number."""
    typed = list(words) or ["--help"]
    name = next((word for word in typed if not word.startswith("-")), None)
    json = "--json" in typed
    try:
        if name and name not in COMMANDS:
            return _unknown(name, json=json)
        ended = application(name)(typed, standalone_mode=False, prog_name="rujukan")
    except typer.TyperException as error:
        return _usage(error.format_message(), name, json=json)
    except typer.Abort:
        return 1
    except Exception as error:  # noqa: BLE001 - the one place where a user would meet a traceback
        return _told(error, typed, json=json)
    return ended if isinstance(ended, int) else 0


def _unknown(name: str, *, json: bool) -> int:
    near = ", ".join(get_close_matches(name, COMMANDS, n=3, cutoff=0.4)) or "rujukan --help"
    speaker = importlib.import_module("commands.say").Speaker(json=json)
    speaker.problem("usage", f"{name}: tidak ada perintah ini. Coba: {near}.", f"{name}: no such command. Try: {near}.")
    return USAGE


def _usage(message: str, name: str | None, *, json: bool) -> int:
    speaker = importlib.import_module("commands.say").Speaker(json=json)
    indonesian = importlib.import_module("commands.usage").in_indonesian(message)
    more = f"rujukan {name} --help" if name else "rujukan --help"
    speaker.problem("usage", f"{indonesian} Lihat: {more}", f"{message} See: {more}")
    return USAGE


def _told(error: Exception, words: Sequence[str], *, json: bool) -> int:
    code: int | None = importlib.import_module("commands.problems").tell(error, json=json)
    return code if code is not None else _bug(error, words)


def _bug(error: Exception, words: Sequence[str]) -> int:
    """Something nobody foresaw: a sentence with a reference, and the traceback in a file."""
    reference = token_hex(3).upper()
    path = _log_folder(words) / f"galat-{reference}.txt"
    path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    speaker = importlib.import_module("commands.say").Speaker(json="--json" in words)
    speaker.problem(
        "fault",
        f"Ada kesalahan program (nomor {reference}). Kirim berkas {path} kepada pengembang.",
        f"A fault of the program (number {reference}). Send the file {path} to the developers.",
    )
    return PROBLEM


def _log_folder(words: Sequence[str]) -> Path:
    """`log/` of the instance's folder, else a folder for passing files."""
    given = dict(pairwise(words)).get("--data") or os.environ.get("RUJUKAN_DATA", "var")
    folder = Path(given) / "log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir())
    return folder if os.access(folder, os.W_OK) else Path(tempfile.gettempdir())


if __name__ == "__main__":
    main()
