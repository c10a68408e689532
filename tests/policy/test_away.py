"""Away and gone: a focal point or an agency that the unit's data no longer has hands on what it holds."""

from dataclasses import replace
from datetime import date, timedelta

from policy.away import Move, moves
from policy.case import Case
from policy.commands import Assign, Reply, Withdraw
from policy.hard_commands import Follow
from policy.people import Agency
from policy.unit import Unit
from policy.words import Kind, Outcome, Role, Stage, State, Verb
from tests.policy.cases import DESK, DINSOS, OUTSIDER, SUPERVISOR, WORKER, World, referred, waiting
from tests.sample import agency, person, unit

ENDED = date(2026, 11, 23)


def without(*codes: str) -> Unit:
    """The unit after these people have left."""
    found = unit()
    people = {code: who for code, who in found.people.items() if code not in codes}
    agencies = {code: _left(each, codes) for code, each in found.agencies.items()}
    return replace(found, people=people, agencies=agencies)


def _left(each: Agency, codes: tuple[str, ...]) -> Agency:
    return replace(each, people=tuple(code for code in each.people if code not in codes))


def ended(successor: str | None = None) -> Unit:
    """The unit after DINSOS has ended."""
    found = unit()
    new = agency("DINSOS-BARU", "kantor", ("BARU-1",))
    former = replace(found.agencies["DINSOS"], valid_to=ENDED, successor=successor)
    people = {**found.people, "BARU-1": person("BARU-1", Role.FOCAL_POINT, 31, agency="DINSOS-BARU")}
    return replace(found, agencies={**found.agencies, "DINSOS": former, "DINSOS-BARU": new}, people=people)


def found(given: Unit, case: Case, world: World) -> list[Move]:
    return list(moves(given, case, world.now))


def test_nobody_moves_while_everybody_is_there() -> None:
    world = waiting()
    assert found(unit(), world.known, world) == []


def test_a_focal_point_rotated_in_the_middle_of_a_task_hands_it_to_the_agencys_holder() -> None:
    """Issue 4: rotation of a focal point in the middle of a task; rule 1: a named holder."""
    world = referred()
    assert found(without("DINSOS-1"), world.known, world) == [Move(5, "DINSOS-2")]


def test_a_focal_point_who_now_works_elsewhere_hands_it_on_as_well() -> None:
    world = referred()
    given = unit()
    elsewhere = replace(given.people["DINSOS-1"], agency="RSUD")
    people = {**given.people, "DINSOS-1": elsewhere}
    agencies = {**given.agencies, "DINSOS": _left(given.agencies["DINSOS"], ("DINSOS-1",))}
    given = replace(given, people=people, agencies=agencies)
    assert found(given, world.known, world) == [Move(5, "DINSOS-2")]


def test_a_task_given_to_one_of_the_staff_by_hand_stays_there() -> None:
    world = referred()
    world.do(Assign, SUPERVISOR, n=5, to="SV-01")
    assert found(unit(), world.known, world) == []


def test_a_worker_who_is_gone_hands_on_the_whole_case_once() -> None:
    world = waiting()
    world.do(Assign, SUPERVISOR, to="PS-02")
    assert found(without("PS-02"), world.known, world) == [Move(0, "PS-01")]


def test_a_single_task_of_somebody_who_is_gone_goes_to_the_case_worker() -> None:
    world = referred()
    world.do(Assign, SUPERVISOR, n=4, to="PS-02")
    assert found(without("PS-02"), world.known, world) == [Move(4, "PS-01")]


def test_a_managers_task_of_a_manager_who_is_gone_goes_to_another_one() -> None:
    world = referred()
    world.pass_time(timedelta(hours=9))
    given = replace(without("MJ-01"), managers=("MJ-02", "KD-01"))
    assert found(given, world.known, world) == [Move(world.one_beside(5).n, "MJ-02")]


def test_an_agency_with_a_successor_hands_its_referral_on() -> None:
    """§2: names and parents change, so an agency has validity dates."""
    world = referred()
    assert found(ended("DINSOS-BARU"), world.known, world) == [Move(5, "BARU-1", ended=True, successor="DINSOS-BARU")]


def test_the_successors_focal_point_is_told_once_and_the_due_time_stays() -> None:
    world = referred()
    due = world.one(Kind.REFERRAL).plan.due
    world.do(Follow, DESK, n=5, successor="DINSOS-BARU", to="BARU-1")
    task = world.one(Kind.REFERRAL)
    assert (task.party, task.person, task.plan.due) == ("DINSOS-BARU", "BARU-1", due)
    assert [(notice.template, notice.to) for notice in world.changes[-1].notices] == [("task_referral", "pemegang")]
    assert world.refused(Follow, DESK, n=5, successor="DINSOS-BARU", to="BARU-1") == "same_holder"


def test_people_of_the_former_agency_no_longer_answer_for_it_but_those_of_the_new_one_do() -> None:
    world = referred()
    world.do(Follow, DESK, n=5, successor="LUAR", to="LUAR-9")
    assert world.refused(Reply, DINSOS, n=5, verb=Verb.ACCEPT) == "not_yours"
    world.do(Reply, OUTSIDER, n=5, verb=Verb.ACCEPT)


def test_a_waiting_referral_to_an_agency_that_ended_is_for_the_successor_and_still_waits() -> None:
    world = waiting()
    world.do(Follow, DESK, n=6, successor="LPA", to="LPA-1")
    task = world.known.find(6)
    assert task is not None
    assert (task.state, task.party, task.person) == (State.DRAFT, "LPA", "PS-01")
    assert world.changes[-1].notices == ()
    world.do(Reply, DINSOS, n=5, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    assert {task.id_ for task in world.known.open_of(Kind.REFERRAL)} == {"LPA-1"}


def test_without_a_successor_the_referral_comes_back_to_the_worker_as_a_re_route() -> None:
    """Rule 3: back with the sender as a re-route task; history is kept."""
    world = referred()
    assert found(ended(), world.known, world) == [Move(5, "", ended=True)]
    world.do(Follow, DESK, n=5)
    task = world.one(Kind.REROUTE)
    former = world.known.find(5)
    assert former is not None
    assert (task.person, task.parent, former.state, former.party) == ("PS-01", 5, State.WITHDRAWN, "DINSOS")
    assert world.known.stage is Stage.MONITORING
    assert world.refused(Follow, DESK, n=5) == "ended"


def test_what_waited_for_a_referral_without_a_successor_is_for_the_worker_to_decide() -> None:
    world = waiting()
    world.do(Follow, DESK, n=5)
    assert world.one(Kind.DECIDE).parent == 6


def test_only_a_referral_follows_its_agency_and_only_the_unit_says_so() -> None:
    world = referred()
    assert world.refused(Follow, DESK, n=4, successor="LPA") == "not_a_referral"
    assert world.refused(Follow, DINSOS, n=5, successor="LPA") == "staff_only"


def test_a_worker_who_leaves_keeps_each_childs_next_step() -> None:
    """Issue 4: a worker who leaves with twenty cases: each child's next step kept."""
    world = referred()
    before = {task.n: task.plan.due for task in world.known.open_handovers}
    world.do(Assign, SUPERVISOR, to="PS-02")
    assert {task.n: task.plan.due for task in world.known.open_handovers} == before
    assert world.one(Kind.VISIT).person == "PS-02"
    world.do(Withdraw, WORKER, n=5)
