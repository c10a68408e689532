"""National holidays and *cuti bersama* as plain dates, from the `holidays` package; estimates are marked."""

from dataclasses import dataclass
from datetime import date

import holidays as package

ESTIMATE = "(perkiraan)"


@dataclass(frozen=True)
class Holidays:
    """Days off by name, those among them that are estimates, and the years that have no *cuti bersama* yet."""

    days: dict[date, str]
    estimated: tuple[date, ...]
    without_leave: tuple[int, ...]


def national(first_year: int, last_year: int) -> Holidays:
    """Holidays and joint leave of the years, both inclusive, in Indonesian."""
    years = range(first_year, last_year + 1)
    days = {day: name for year in years for day, name in _year(year, "public", "government").items()}
    return Holidays(
        days=dict(sorted(days.items())),
        estimated=tuple(sorted(day for day, name in days.items() if ESTIMATE in name)),
        without_leave=tuple(year for year in years if not _year(year, "government")),
    )


def _year(year: int, *categories: str) -> dict[date, str]:
    found = package.country_holidays("ID", years=year, categories=categories, language="id", expand=False)
    return dict(found.items())
