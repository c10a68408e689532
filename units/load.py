"""Reading a pack whole: everything that is wrong is said at once, and only a pack without errors becomes a unit."""

from pathlib import Path

from policy.unit import Unit
from units.build import unit_of
from units.crosscheck import findings
from units.files import Pack
from units.material import Material, whole
from units.problems import PackError, PackErrors
from units.source import Document, read
from units.typed import typed


def load(path: Path) -> Unit:
    """The unit a folder describes. PackErrors if anything but warnings is wrong."""
    pack, found = _examine(path)
    errors = [each for each in found if not each.warning]
    if errors or pack is None:
        raise PackErrors(errors)
    return unit_of(pack)


def check(path: Path) -> list[PackError]:
    """All findings on a pack, warnings too, by file and line."""
    return _examine(path)[1]


def _examine(path: Path) -> tuple[Pack | None, list[PackError]]:
    documents = {name: read(path, f"{name}.yaml") for name in Pack.model_fields if _wanted(path, name)}
    forms, found = typed(documents)
    problems = {*_reading(documents), *found, *findings(Material(documents, forms))}
    return whole(documents, forms), sorted(problems)


def _wanted(path: Path, name: str) -> bool:
    """A file that may be left out is read if it is there."""
    return Pack.model_fields[name].is_required() or (path / f"{name}.yaml").exists()


def _reading(documents: dict[str, Document]) -> list[PackError]:
    return [problem for document in documents.values() for problem in document.problems]
