"""What fits by itself but not together."""

from units.files import Pack
from units.problems import PackError
from units.source import Document


def findings(documents: dict[str, Document], pack: Pack | None) -> list[PackError]:
    return []
