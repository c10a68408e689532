"""How an instant reads in a text: `Sel 24/11 10.00 WIB`; UTC inside, the unit's clock here (domain.md §6)."""

from datetime import datetime
from zoneinfo import ZoneInfo

_DAYS = {
    "id": ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
DEFAULT_ZONE = "Asia/Jakarta"


def wib(instant: datetime, tz: str = DEFAULT_ZONE, language: str = "id") -> str:
    """The instant on the clock of `tz`, with its name (WIB, WITA, WIT). ValueError without a zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    local = instant.astimezone(ZoneInfo(tz))
    return f"{_DAYS[language][local.weekday()]} {local:%d/%m %H.%M} {local.tzname()}"
