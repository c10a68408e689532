"""What fits by itself but not together: every cross-check there is, in one list."""

from collections.abc import Callable, Iterator

from units.material import Material
from units.problems import PackError
from units.references import references
from units.sense_agencies import agencies, offers
from units.sense_people import heads, people
from units.sense_terms import case_types, ladders, sharing, statutory, words
from units.sense_time import calendars, holidays, roster

CHECKS: tuple[Callable[[Material], Iterator[PackError]], ...] = (
    references,
    heads,
    people,
    agencies,
    offers,
    calendars,
    holidays,
    roster,
    ladders,
    case_types,
    words,
    statutory,
    sharing,
)


def findings(pack: Material) -> Iterator[PackError]:
    """Everything the checks find."""
    for check in CHECKS:
        yield from check(pack)
