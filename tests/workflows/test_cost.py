"""What a change and a reminder cost in history: counted exactly, on the real server (issue 3 §8)."""

from datetime import timedelta

from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent

from policy.commands import Reply, Report
from policy.words import Verb
from tests.patience import eventually, settled
from tests.workflows.conftest import Stage
from tests.workflows.people import ROAD

ACTIONS = frozenset(
    {
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
        EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
        EventType.EVENT_TYPE_TIMER_STARTED,
        EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES,
    }
)
OF_THE_TEST = frozenset(
    value for name, value in EventType.items() if "TIME_SKIPPING" in name or name.endswith("OPTIONS_UPDATED")
)
"""What the skipping of time itself writes."""
TASK = EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED


async def history(stage: Stage) -> list[HistoryEvent]:
    """The history once nothing is under way."""
    await stage.at_rest()

    async def at_rest() -> bool:
        raw = (await stage.handle.describe()).raw_description
        return not raw.HasField("pending_workflow_task") and not raw.pending_activities

    await eventually(at_rest)
    return list((await stage.handle.fetch_history()).events)


def counted(events: list[HistoryEvent]) -> tuple[int, int, int, int]:
    """Events, workflow tasks, actions and bytes."""
    events = [event for event in events if event.event_type not in OF_THE_TEST]
    kinds = [event.event_type for event in events]
    actions = sum(kind in ACTIONS for kind in kinds)
    return len(kinds), kinds.count(TASK), actions, sum(event.ByteSize() for event in events)


async def test_an_ordinary_change_costs_14_events_2_tasks_4_actions(stage: Stage) -> None:
    await stage.do(Report, "PD-01")
    costs = []
    for kind, more in ROAD:
        before = len(await history(stage))
        await stage.do(kind, "PS-01", **more)
        costs.append(counted((await history(stage))[before:]))
    before = len(await history(stage))
    await stage.do(Reply, "DINSOS-1", n=5, verb=Verb.ACCEPT)
    costs.append(counted((await history(stage))[before:]))
    assert [cost[:3] for cost in costs] == [(14, 2, 4)] * 5
    sizes = sorted(cost[3] for cost in costs)
    assert sizes[len(sizes) // 2] <= 2_300, sizes
    assert sizes[-1] <= 2_500, sizes  # a new stage with five attributes at once


async def test_exact_terms_that_replace_the_provisional_cost_17_events_6_actions(stage: Stage) -> None:
    stage.record.later[stage.code] = timedelta(hours=2)
    await stage.do(Report, "PD-01")
    before = len(await history(stage))
    await stage.do(Reply, "PS-01", n=1, verb=Verb.ACCEPT)
    events, tasks, actions, _ = counted((await history(stage))[before:])
    assert (events, tasks, actions) == (17, 2, 6)


async def test_a_reminder_costs_at_most_12_events_2_tasks_3_actions(stage: Stage) -> None:
    await stage.do(Report, "PD-01")
    before = len(await history(stage))
    await stage.pass_time(timedelta(minutes=16))
    await settled(lambda: stage.known_seq == 2)
    events, tasks, actions, size = counted((await history(stage))[before:])
    assert (events <= 12, tasks, actions <= 3) == (True, 2, True)
    assert size <= 1_800


async def test_attributes_are_upserted_only_when_one_changed(stage: Stage) -> None:
    await stage.do(Report, "PD-01")
    before = len(await history(stage))
    await stage.do(Reply, "PS-01", n=1, verb=Verb.HELP)
    kinds = [event.event_type for event in (await history(stage))[before:]]
    assert EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES not in kinds
    assert EventType.EVENT_TYPE_TIMER_STARTED not in kinds
