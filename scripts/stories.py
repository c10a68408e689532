"""Prints docs/stories from the tests' own stories: what a unit would tell, in the program's own words."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from models.db import Database, migrate  # noqa: E402 - the tree has to be on the path first
from tests.stories import births, closed_week, friday  # noqa: E402 - as above
from tests.stories.page import page  # noqa: E402 - as above
from tests.stories.teller import Teller  # noqa: E402 - as above
from units.load import load  # noqa: E402 - as above

FOLDER = ROOT / "docs" / "stories"
STORIES = {"akta": births, "jumat-malam": friday, "pekan-tutup": closed_week}
LANGUAGES = ("id", "en")


def pages() -> Iterator[tuple[str, str]]:
    """File name and text of every story in both languages."""
    for name, story in STORIES.items():
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/rujukan.db"
            migrate(url)
            database = Database(url)
            teller = Teller(database, load(ROOT / "data" / "units" / "tulungagung"), story.BEGIN)
            story.tell(teller)
            teller.close()
            database.close()
        for title, language in zip(story.TITLES, LANGUAGES, strict=True):
            yield f"{name}.{language}.md", page(title, teller.told, language)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, text in pages():
        (FOLDER / file).write_text(text, encoding="utf-8")
