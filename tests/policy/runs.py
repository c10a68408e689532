"""How many lives a state machine lives: a few in `make test`, all of them in `make nightly`."""

from hypothesis import settings

CHECKED = 200
"""Runs of the profile of `make test`; any more is a nightly search."""


def runs(quick: int) -> int:
    """`quick` runs beside the other tests, the profile's own number at night."""
    asked = settings.get_current_profile_name()
    found = settings.get_profile(asked).max_examples
    return quick if found <= CHECKED else found
