"""A told story as Markdown, by the day, in one language."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from tests.stories.teller import WIB, Told

DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MADE = {
    "id": "*Dicetak oleh ujian `tests/stories`; pesan dan baris pemegang keluaran program. Orangnya rekaan.*",
    "en": "*Printed by the tests in `tests/stories`; messages and holder lines are its own. People are invented.*",
}


def page(title: str, story: Sequence[Told], language: str) -> str:
    """The whole story."""
    parts = [f"# {title}", MADE[language]]
    for day, told in groupby(story, key=lambda each: each.at.astimezone(WIB).date()):
        parts.append(f"## {_day(datetime(day.year, day.month, day.day, tzinfo=WIB), language)}")
        parts.extend(part for each in told for part in _told(each, language))
    return "\n\n".join(parts) + "\n"


def _day(at: datetime, language: str) -> str:
    return f"{DAYS[language][at.weekday()]} {at:%d-%m-%Y}"


def _told(told: Told, language: str) -> Iterator[str]:
    words = told.id if language == "id" else told.en
    yield f"**{told.at.astimezone(WIB):%H.%M}** {words}"
    if told.messages:
        yield "\n".join(f"> {message}  " for message in told.messages)
    if told.lines:
        yield "\n".join(f"- {line}" for line in told.lines)
    if told.page:
        yield f"````markdown\n{told.page.strip()}\n````"
