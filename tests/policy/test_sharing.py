"""What a recipient sees by default: the unit's table, never what is never shown, and only while they hold the task."""

from dataclasses import replace

import pytest

from policy.people import Group
from policy.sharing import MASK, detail, fields, may_see
from policy.terms import Sharing
from policy.words import Kind
from tests.policy.cases import referred
from tests.sample import unit

TABLE = Sharing(("child_name", "request"), {"POLISI": ("facts", "reporter"), "KESEHATAN": ("hiv_status",)}, ())
UNIT = unit()
HOLDER = UNIT.people["DINSOS-1"]


@pytest.mark.parametrize(
    "group, expected",
    [
        (Group.SOCIAL, ("child_name", "request")),
        (Group.POLICE, ("child_name", "request", "facts")),
        (Group.HEALTH, ("child_name", "request")),
    ],
)
def test_a_group_sees_its_fields_and_never_what_needs_a_tick(group: Group, expected: tuple[str, ...]) -> None:
    assert fields(TABLE, group) == expected


def test_only_the_holder_of_a_sent_referral_sees_it() -> None:
    world = referred()
    case = world.known
    task = case.open_of(Kind.REFERRAL)[-1]
    assert may_see(case, task.n, HOLDER)
    assert not may_see(case, task.n, UNIT.people["DINSOS-2"])
    assert not may_see(case, 1, UNIT.people["PS-01"])
    assert not may_see(case, 99, HOLDER)
    assert not may_see(replace(case, barred=("DINSOS-1",)), task.n, HOLDER)


def test_the_reporter_stands_in_no_text() -> None:
    case = referred().known
    facts = {"child": "Anak", "text": "Bu Ani (+62811) melihatnya", "reporter": "Bu Ani", "contact": "+62811"}
    shown = dict(detail(case, HOLDER, TABLE, Group.POLICE, facts))
    assert shown["facts"] == (f"{MASK} ({MASK}) melihatnya",)


def test_a_safe_contact_is_shown_where_the_child_itself_reported() -> None:
    case, table = referred().known, Sharing(("safe_contact",), {}, ())
    facts = {"contact": "+62811", "child_alone": True}
    assert detail(case, HOLDER, table, Group.SOCIAL, facts)[0].values == ("+62811",)
    assert detail(case, HOLDER, table, Group.SOCIAL, facts | {"child_alone": False})[0].values == ()
