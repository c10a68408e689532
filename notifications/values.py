"""What stands in a message is one line that people can see: line breaks become spaces, hidden marks are refused."""

import unicodedata
from collections.abc import Mapping

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Control characters, format characters (marks that turn text round, joiners), halves and private ones."""


class HiddenError(ValueError):
    """A value with a hidden mark: its name and the mark, never the value."""


def clean(values: Mapping[str, object]) -> dict[str, object]:
    """The values with each text in one line. HiddenError."""
    return {name: _clean(name, value) for name, value in values.items()}


def _clean(name: str, value: object) -> object:
    if isinstance(value, str):
        return _text(name, value)
    if isinstance(value, list | tuple):
        return tuple(_clean(name, item) for item in value)
    return value


def _text(name: str, value: str) -> str:
    line = " ".join(value.split())
    if hidden := next((letter for letter in line if unicodedata.category(letter) in _HIDDEN), None):
        raise HiddenError(f"the value {name!r} holds a hidden mark: U+{ord(hidden):04X}")
    return line
