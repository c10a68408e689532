"""Why something was refused: a reason code with one sentence in Indonesian and one in English, values filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from policy.hard_sentences import HARD
from policy.sentences import ORDINARY
from policy.sentences_closing import CLOSING
from policy.sentences_later import LATER


@dataclass(frozen=True)
class Refused:
    """A refusal is a value: `code` names the rule; the sentences say the thing, the reason and the way out."""

    code: str
    id: str
    en: str


SENTENCES: Mapping[str, tuple[str, str]] = {**ORDINARY, **HARD, **CLOSING, **LATER}


def refuse(code: str, **values: object) -> Refused:
    """The refusal of this code with its sentences; a missing value is the program's fault (KeyError)."""
    indonesian, english = SENTENCES[code]
    return Refused(code, indonesian.format(**values), english.format(**values))
