"""What a manager sees without asking anybody: attributes, details and summaries are true at every step."""

from collections.abc import Iterator
from datetime import timedelta

from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent

from policy.commands import Approve, ChildSaid, Command, ProposeClosure, Reply, Report, Visit
from policy.hard_words import Got
from policy.words import ClosureReason, Outcome, Verb
from tests.patience import eventually, settled
from tests.workflows.conftest import Stage, details, metadata
from tests.workflows.people import ROAD
from workflows.attributes import SEARCH_ATTRIBUTES
from workflows.case import CaseWorkflow
from workflows.names import LINE_QUERY, STATE_QUERY, UPDATES

HOUR = timedelta(hours=1)


async def test_the_stage_and_who_is_waited_for_are_true_at_every_step(stage: Stage) -> None:
    seen = [(await _after(stage, Report, "PD-01"))]
    for kind, more in ROAD:
        seen.append(await _after(stage, kind, "PS-01", **more))
    seen.append(await _after(stage, Reply, "DINSOS-1", n=5, verb=Verb.COMPLETE, outcome=Outcome.SERVED))
    seen.append(await _after(stage, Visit, "PS-01", got=(ChildSaid(5, Got.YES),)))
    seen.append(await _after(stage, ProposeClosure, "PS-01", reason=ClosureReason.GOALS_MET))
    seen.append(await _after(stage, Approve, "SV-01", yes=True))
    assert seen == [
        ("LAPORAN", ["P-peksos"], 1),
        ("ASESMEN", ["PS-01"], 1),
        ("RENCANA", ["PS-01"], 1),
        ("PEMANTAUAN", ["PS-01"], 1),
        ("RUJUKAN", ["PS-01", "DINSOS"], 2),
        ("PEMANTAUAN", ["PS-01"], 1),
        ("PEMANTAUAN", ["PS-01"], 1),
        ("MENUNGGU_TERMINASI", ["PS-01", "P-supervisor"], 2),
        ("TERMINASI", None, 0),
    ]


async def _after(stage: Stage, kind: type[Command], who: str, **more: object) -> tuple[object, object, object]:
    await stage.do(kind, who, **more)
    shown = await stage.shown()
    return shown["Stage"], shown.get("WaitingOn"), shown["OpenHandovers"]


async def test_overdue_turns_true_at_the_due_instant_and_not_before(stage: Stage) -> None:
    await stage.do(Report, "PD-01")
    due = stage.record.cases[stage.code].handovers[0].plan.due
    assert (await stage.shown())["DueAt"] == due.replace(microsecond=0)
    await stage.pass_time(0.8 * HOUR)
    before = await stage.shown()
    assert (before["Overdue"], before.get("OverdueBy")) == (False, None)
    await stage.pass_time(0.21 * HOUR)
    await settled(lambda: stage.record.cases[stage.code].handovers[0].rung == 2)
    after = await stage.shown()
    assert (after["Overdue"], after["OverdueBy"]) == (True, ["P-peksos"])


async def listed(stage: Stage, query: str) -> list[str]:
    """Cases that the server finds; its list is made a moment after the change."""

    async def found() -> list[str]:
        return [each.id async for each in stage.env.client.list_workflows(query)]

    return await eventually(found)


async def test_a_case_is_found_by_what_it_waits_for(stage: Stage) -> None:
    await stage.refer()
    query = f"WaitingOn = 'DINSOS' AND Stage = 'RUJUKAN' AND WorkflowId = '{stage.code}'"
    assert await listed(stage, query) == [stage.code]
    nothing = f"Overdue = true AND WorkflowId = '{stage.code}'"
    assert (await stage.env.client.count_workflows(nothing)).count == 0


async def test_the_details_say_whose_turn_it_is_and_what_comes_next(stage: Stage) -> None:
    await stage.refer()
    page = await details(stage)
    assert page.startswith("## Tidak ada yang terlambat\n\n> Rujukan C5: DINSOS (P-DINSOS), sejak ")
    assert "**Rujukan C5: DINSOS (P-DINSOS)** TERKIRIM  \n" in page
    assert page.count("WIB") >= 6


async def test_two_questions_may_be_asked_at_any_time(stage: Stage) -> None:
    await stage.do(Report, "PD-01")
    line = str(await stage.handle.query(LINE_QUERY))
    assert line.startswith("Ambil laporan C1: P-peksos, sejak ")
    state = await stage.handle.query(STATE_QUERY, result_type=dict)
    assert (state["code"], state["seq"]) == (stage.code, 1)


async def test_every_update_and_question_is_described_for_people(stage: Stage) -> None:
    await stage.do(Report, "PD-01")
    definition = (await metadata(stage))["definition"]
    updates = {each["name"]: each.get("description") for each in definition["updateDefinitions"]}
    assert set(updates) == set(UPDATES.values())
    assert all(updates.values())
    questions = {each["name"]: each.get("description") for each in definition["queryDefinitions"]}
    assert questions[LINE_QUERY]
    assert questions[STATE_QUERY]


async def test_every_update_has_a_validator() -> None:
    definitions = vars(CaseWorkflow)["__temporal_workflow_definition"].updates
    assert all(each.validator for each in definitions.values())


def summaries(events: list[HistoryEvent]) -> Iterator[str]:
    """The summary of each timer and activity, "" where there is none."""
    for event in events:
        if event.event_type in {EventType.EVENT_TYPE_TIMER_STARTED, EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED}:
            yield event.user_metadata.summary.data.decode().strip('"')


async def test_timers_and_activities_say_what_they_are(stage: Stage) -> None:
    await stage.refer()
    await stage.pass_time(9 * HOUR)
    found = list(summaries(list((await stage.handle.fetch_history()).events)))
    assert all(found)
    assert {"Laporan dicatat", "Pengingat: Rujukan C5: DINSOS (P-DINSOS)"} <= set(found)
    assert "Naik ke manajer: DINSOS, rujukan C5" in found


def test_the_registry_is_within_what_the_server_allows() -> None:
    """Per namespace on SQL: Keyword 10, KeywordList 3, Bool 3, Int 3, Datetime 3 (design.md §4)."""
    limits = {"Keyword": 10, "KeywordList": 3, "Bool": 3, "Int": 3, "Datetime": 3}
    kinds = list(SEARCH_ATTRIBUTES.values())
    assert all(kinds.count(kind) <= limit for kind, limit in limits.items())
    assert set(kinds) <= set(limits)
