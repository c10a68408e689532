"""Problems a user may meet, each as its sentence and exit code; anything else is a bug."""

from commands.say import PROBLEM, REFUSED, BadInput, Speaker
from models.db import DatabaseProblem
from models.inbox import InboxTooLargeError
from play.lives import TableError
from play.run import PlayError
from roots import CannotStartError
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
            for each in error.errors:
                speaker.problem("pack", f"{each.file}:{each.line}: {each.id}", each.en)
            return REFUSED
        case DatabaseProblem() | CannotStartError():
            speaker.problem("system", error.id, error.en)
        case NotNowError():
            speaker.problem("temporal", f"Temporal belum dapat dihubungi: {error}.", f"Temporal: {error}.")
        case PlayError() | TableError():
            speaker.problem("play", str(error), str(error))
        case _:
            return None
    return PROBLEM
