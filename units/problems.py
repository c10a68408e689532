"""What is wrong with a pack: file, line and what to write instead, in Indonesian and in English, one line each."""

from collections.abc import Iterable
from dataclasses import dataclass

Loc = tuple[str | int, ...]
"""The way to a value inside a file: keys and places in lists."""


@dataclass(frozen=True, order=True)
class PackError:
    """One finding; a `warning` does not keep the pack from loading."""

    file: str
    line: int
    id: str
    en: str
    warning: bool = False

    def __str__(self) -> str:
        """`agencies.yaml:12: ... / ...`, as editors and people read it."""
        mark = "peringatan: " if self.warning else ""
        return f"{self.file}:{self.line}: {mark}{self.id} / {self.en}"


class PackErrors(ValueError):  # noqa: N818 - it carries many
    """A pack that cannot be loaded, with everything that is wrong with it."""

    def __init__(self, errors: Iterable[PackError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))
