"""A page offers what the rules would take, and nothing they would refuse."""

from policy.offers import offers
from policy.words import Decline, Kind, Outcome, Risk, Verb
from tests.policy.cases import World, referred
from tests.sample import unit

HOLDER = unit().people["DINSOS-1"]


def found(world: World) -> tuple[tuple[Verb, ...], bool]:
    given = offers(world.known, world.one(Kind.REFERRAL), HOLDER, world.now)
    return given.plain, given.undo


def test_a_new_referral_may_be_accepted_begun_refused_postponed_or_finished() -> None:
    world = referred()
    given = offers(world.known, world.one(Kind.REFERRAL), HOLDER, world.now)
    assert given.plain == (Verb.ACCEPT, Verb.START, Verb.HELP)
    assert given.reasons == tuple(Decline)
    assert given.days == (1, 2)
    assert given.outcomes == tuple(Outcome)
    assert (given.complete, given.undo) == (False, False)


def test_more_days_are_offered_only_where_an_agency_may_take_them() -> None:
    world = referred(Risk.LOW)
    assert offers(world.known, world.one(Kind.REFERRAL), HOLDER, world.now).days == (1, 2, 3, 5, 7, 14)


def test_an_outsider_is_offered_nothing() -> None:
    world = referred()
    given = offers(world.known, world.one(Kind.REFERRAL), unit().people["RSUD-1"], world.now)
    assert (given.plain, given.reasons, given.days, given.outcomes, given.complete) == ((), (), (), (), False)


def test_a_task_of_the_desk_is_accepted_here_and_finished_there() -> None:
    world = World().begin()
    given = offers(world.known, world.known.open_handovers[0], unit().people["PS-01"], world.now)
    assert given.plain == (Verb.ACCEPT, Verb.HELP)
    assert (given.reasons, given.outcomes, given.complete) == ((), (), False)
