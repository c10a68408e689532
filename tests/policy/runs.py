"""How many lives a search lives: a few in `make check`, all of them in `make nightly`."""

from hypothesis import settings

CHECKED = 200
"""Runs of the profile of `make check`; any more is a nightly search."""


def runs(quick: int, night: int | None = None) -> int:
    """`quick` runs beside the other tests; at night `night`, or the profile's own number."""
    asked = settings.get_current_profile_name()
    found = settings.get_profile(asked).max_examples
    return quick if found <= CHECKED else night or found
