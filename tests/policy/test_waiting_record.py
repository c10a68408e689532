"""A referral that waits, as the record folds it: alike, also when exact terms come late."""

from policy.commands import Refer
from policy.events import Data, Event, Recorded, Type
from policy.evolve import evolve, evolve_all
from policy.fixing import Cases, exact_terms
from policy.recorded import on_recorded
from policy.words import Risk
from tests.policy.cases import CONSENT, WORKER, World, waiting
from tests.policy.test_waiting import served
from tests.sample import unit


def test_its_story_is_folded_alike_by_the_record() -> None:
    world = served(waiting())
    case = None
    for change in world.changes:
        case = evolve_all(case, change)
    assert case is not None
    assert [task.state for task in case.handovers] == [task.state for task in world.known.handovers]


def test_terms_of_the_draft_that_come_after_it_was_sent_do_not_give_it_back_to_the_worker() -> None:
    """Exact terms commute with all that follows, also before the case has a worker."""
    world = World().begin(Risk.HIGH)
    world.do(Refer, WORKER, to="DINSOS", service="BANTUAN", **CONSENT)
    world.exact, before = False, world.known
    world.do(Refer, WORKER, to="RSUD", service="BANTUAN", after=2, **CONSENT)
    drafted = exact_terms(Cases(unit(), before, world.known), world.changes[-1], lambda: "K7M4")
    assert "person" not in drafted[0].data
    recorded = on_recorded(world.known, Recorded(world.known.seq, drafted))
    served(world, 2)
    sent = evolve_all(recorded, world.changes[-1])
    terms = exact_terms(Cases(unit(), recorded, sent), world.changes[-1], lambda: "9TGB")
    late = on_recorded(world.known, Recorded(world.known.seq, (*drafted, *terms)))
    task = late.find(3)
    assert task is not None
    assert (task.person, task.code, task) == ("RSUD-1", "K7M4", on_recorded(sent, Recorded(sent.seq, terms)).find(3))


def test_terms_of_before_that_named_somebody_for_a_draft_are_folded_and_name_nobody() -> None:
    """Stored events of v0.1.0 have them: the record looked for a person then."""
    world = World().begin(Risk.HIGH)
    world.do(Refer, WORKER, to="DINSOS", service="BANTUAN", **CONSENT)
    world.do(Refer, WORKER, to="RSUD", service="BANTUAN", after=2, **CONSENT)
    old = Event(Type.TERMS, 3, "", Data(person="PS-02", was="peksos", since=world.now, code="K7M4"))
    task = evolve(world.known, old, world.now).find(3)
    assert task is not None
    assert (task.person, task.found, task.code) == ("peksos", False, "K7M4")
