"""The three stories as they stand in docs/stories: told anew and compared; what they are told for is asserted."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from models.db import Database
from policy.words import Stage
from scripts.stories import FOLDER, LANGUAGES, ROOT, STORIES
from tests.databases import migrated_file
from tests.stories import births, closed_week, friday
from tests.stories.page import page
from tests.stories.teller import Teller, Told, local
from units.load import load

__all__ = ["migrated_file"]


@pytest.fixture(params=STORIES)
def told(request: pytest.FixtureRequest, migrated_file: Path, tmp_path: Path) -> Iterator[tuple[str, Teller]]:
    """A story that has been lived; law 1 is asserted at every step while it is told."""
    shutil.copy(migrated_file, file := tmp_path / "rujukan.db")
    database, story = Database(f"sqlite:///{file}"), STORIES[request.param]
    teller = Teller(database, load(ROOT / "data" / "units" / "tulungagung"), story.BEGIN)
    story.tell(teller)
    yield request.param, teller
    teller.close()
    database.close()


def _messages(story: ModuleType, name: str, told: list[Told]) -> list[str]:
    assert STORIES[name] is story
    return [message for each in told for message in each.messages]


def test_the_pages_in_docs_are_what_the_program_tells(told: tuple[str, Teller]) -> None:
    name, teller = told
    for title, language in zip(STORIES[name].TITLES, LANGUAGES, strict=True):
        kept = (FOLDER / f"{name}.{language}.md").read_text(encoding="utf-8")
        assert kept == page(title, teller.told, language), "make the pages again: python scripts/stories.py"


@pytest.mark.parametrize("told", ["akta"], indirect=True)
def test_school_hears_nothing_before_the_certificate_and_goals_need_the_childs_yes(told: tuple[str, Teller]) -> None:
    """Rule 5, and a referral that waits for another (§4)."""
    name, teller = told
    messages = _messages(births, name, teller.told)
    first = next(place for place, text in enumerate(messages) if "→ DISDIK" in text)
    assert any("MENYELESAIKAN" in text for text in messages[:first])
    assert [case.stage for case in teller.cases.values()] == [Stage.TERMINATED, Stage.TERMINATED]
    assert any("Ditolak" in each.id for each in teller.told)


@pytest.mark.parametrize("told", ["jumat-malam"], indirect=True)
def test_the_suspects_brother_hears_nothing_and_his_brothers_call_stops_nothing(told: tuple[str, Teller]) -> None:
    """Rules 7 and 8."""
    name, teller = told
    messages = _messages(friday, name, teller.told)
    assert not any("→ RSUD-ISKAK-24" in text for text in messages)
    assert any("→ RSUD-ISKAK-1" in text for text in messages)
    assert not any("DIHENTIKAN" in text for text in messages)
    assert any("→ POLRES-PPA-24" in text for text in messages)


@pytest.mark.parametrize("told", ["pekan-tutup"], indirect=True)
def test_while_every_office_is_closed_somebody_still_says_where_the_child_is(told: tuple[str, Teller]) -> None:
    """§4: where the child is; §5: closed doors."""
    name, teller = told
    messages = _messages(closed_week, name, teller.told)
    assert any("→ MJ-01" in text for text in messages)
    case = teller.cases[closed_week.INFANT]
    assert case.whereabouts is not None
    assert case.whereabouts.seen_by == "PS-01"
    holidays = [each for each in teller.told if each.at > local("2026-03-18 00.00")]
    assert any("lokasi anak" in text for each in holidays for text in each.messages)
