"""Days off as the `holidays` package lists them, for tests of the rules; the product has `units`."""

from datetime import date

from holidays import country_holidays


def listed(category: str, *years: int) -> frozenset[date]:
    """Indonesian days off of `public` (holidays) or `government` (cuti bersama) in some years."""
    return frozenset(country_holidays("ID", years=years, categories=(category,)))
