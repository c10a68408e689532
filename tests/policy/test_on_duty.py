"""The row `darurat` of the ladder (domain.md §5): its rungs, and who hears of them outside opening hours."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from policy.case import Case
from policy.commands import Refer
from policy.recipients import recipient
from policy.unit import Unit
from policy.words import Action, Audience, Kind, Risk, Urgency
from tests.policy.cases import CONSENT, WORKER, World
from tests.policy.test_worktime import OFFICE, wib
from tests.sample import unit

DUTY = [Audience.DUTY_OFFICER, Audience.DUTY_MANAGER]
NIGHT, DAY = wib("Jum 20/03/2026 21.00"), wib("Sen 16/03/2026 09.00")


def emergency(at: datetime = NIGHT, urgency: Urgency = Urgency.EMERGENCY) -> World:
    world = World(now=at).begin(Risk.HIGH)
    world.do(Refer, WORKER, to="DINSOS", service="BANTUAN", urgency=urgency, **CONSENT)
    return world


RUNGS = [
    (0, Action.CALL, "call_desk"),
    (20, Action.REMIND, "call_desk"),
    (40, Action.REMIND, "call_desk"),
    (60, Action.SUPERVISE, "to_supervisor"),
    (120, Action.MANAGE, "to_manager"),
]
"""Minutes after sending, the rung, and what those on duty read; the manager's task goes on from 120."""
MANAGERS = [(180, Action.DEPUTY), (240, Action.SECOND), (480, Action.LAST), (720, Action.LAST), (960, Action.LAST)]
"""Deputy, second manager at 4 jam, then the head, every 4 jam."""


def fired(world: World, n: int) -> dict[int, tuple[Action, list[tuple[str, Audience]]]]:
    """By minute: which rung of hand-over `n` fired, and to whom on duty it spoke."""
    start = world.one(Kind.REFERRAL).opened
    found = {}
    for change in world.changes:
        first = change.events[0]
        if first.n == n and first.data.get("fired"):
            told = [(each.template, each.to) for each in change.notices if each.to in DUTY]
            found[round((change.at - start) / timedelta(minutes=1))] = (Action(first.data["action"]), told)
    return found


def test_every_rung_of_an_emergency_goes_to_duty_officer_and_duty_manager_as_well() -> None:
    world = emergency()
    world.pass_time(timedelta(minutes=130))
    n = world.one(Kind.REFERRAL).n
    expected = {at: (action, [(template, who) for who in DUTY]) for at, action, template in RUNGS}
    assert fired(world, n) == expected


def test_the_managers_rungs_go_to_them_too_until_a_person_acts() -> None:
    world = emergency()
    world.pass_time(timedelta(hours=17))
    beside = world.one_beside(world.one(Kind.REFERRAL).n)
    told = [("to_manager_again", who) for who in DUTY]
    assert fired(world, beside.n) == {at: (action, told) for at, action in MANAGERS}


def test_after_an_outage_both_on_duty_hear_of_the_highest_rung_only() -> None:
    world = emergency()
    (first, *_) = world.sleep(timedelta(minutes=150))
    told = [(each.template, each.to) for each in first.change.notices if each.to in DUTY]
    assert told == [("to_manager", who) for who in DUTY]


@pytest.mark.parametrize("urgency", [Urgency.URGENT, Urgency.ROUTINE])
def test_whatever_is_no_emergency_leaves_those_on_duty_alone(urgency: Urgency) -> None:
    world = emergency(urgency=urgency)
    world.pass_time(timedelta(days=30))
    n = world.one(Kind.REFERRAL).n
    assert {tuple(told) for _, told in fired(world, n).values()} == {()}


@pytest.mark.parametrize("audience,code", [(Audience.DUTY_OFFICER, "PD-01"), (Audience.DUTY_MANAGER, "MJ-01")])
def test_those_on_duty_are_found_outside_opening_hours_only(audience: Audience, code: str) -> None:
    case, where = emergency().known, unit(OFFICE)
    assert found(where, case, audience, NIGHT) == code
    assert found(where, case, audience, DAY) == ""


def test_through_the_block_of_march_those_on_duty_are_found_at_noon_too() -> None:
    case, where = emergency().known, unit(OFFICE)
    for day in range(18, 25):
        assert found(where, case, Audience.DUTY_OFFICER, NIGHT.replace(day=day, hour=5)) == "PD-01"
    away = replace(where, roster=replace(where.roster, officers=()))
    assert found(away, case, Audience.DUTY_OFFICER, NIGHT) == "SV-01"


def found(where: Unit, case: Case, audience: Audience, at: datetime) -> str:
    person = recipient(where, case, case.open_of(Kind.REFERRAL)[0], audience, at)
    return person.code if person else ""
