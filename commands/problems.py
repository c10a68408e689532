"""Problems a user may meet, each as its sentence and exit code; anything else is a bug."""

from temporalio.service import RPCError

from commands.say import PROBLEM, REFUSED, BadInput, Speaker
from models.db import DatabaseProblem
from models.inbox import InboxTooLargeError
from play.lives import TableError
from play.run import PlayError
from settings import CannotStartError
from units.problems import PackErrors
from workflows.client import NotNowError


def tell(error: Exception, *, json: bool) -> int | None:
    """Say what is wrong and give the exit code; None if this is not a problem we know."""
    speaker = Speaker(json=json)
    match error:
        case BadInput():
            speaker.problem(error.code, error.id, error.en)
            return REFUSED
        case InboxTooLargeError():
            speaker.problem("too_large", error.id, error.en)
            return REFUSED
        case PackErrors():
            _pack(speaker, error)
            return REFUSED
    return _system(speaker, error)


def _pack(speaker: Speaker, errors: PackErrors) -> None:
    """Every mistake of a pack at once: one object for a script, a line and its English for a person."""
    found = [{"file": each.file, "line": each.line, "id": each.id, "en": each.en} for each in errors.errors]
    indonesian = "\n".join(f"{each.file}:{each.line}: {each.id}" for each in errors.errors)
    english = "\n".join(f"{each.file}:{each.line}: {each.en}" for each in errors.errors)
    speaker.problem("pack", indonesian, english, errors=found)


def _system(speaker: Speaker, error: Exception) -> int | None:
    """What is not the person's fault: the machine, its files, its settings, its services."""
    match error:
        case DatabaseProblem() | CannotStartError():
            speaker.problem("system", error.id, error.en)
        case NotNowError() | RPCError():
            why = f"({error}). rujukan doctor, rujukan up"
            speaker.problem("temporal", f"Temporal belum dapat dihubungi {why}", f"Temporal cannot be reached {why}")
        case PlayError() | TableError():
            speaker.problem("play", str(error), str(error))
        case OSError() if error.filename:
            speaker.problem(
                "file",
                f"{error.filename}: tidak dapat dibuka atau ditulis ({error.strerror}). Periksa folder dan hak akses.",
                f"{error.filename}: cannot be opened or written ({error.strerror}). Check the folder and its rights.",
            )
        case _:
            return None
    return PROBLEM
