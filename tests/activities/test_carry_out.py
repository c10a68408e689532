"""Recording and sending: intent before the request, its result after it, and nothing twice whoever dies."""

from dataclasses import replace
from threading import Event

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from models import record
from models.rebuild import differences
from notifications.channels import DeliveryError, Outgoing
from policy.commands import Reply
from policy.events import Change, Changes, Recorded
from policy.words import Verb
from tests.activities.office import BAD_NUMBER, NOBODY_KNOWS, PASSING, Office, a_report
from tests.lives import recorder
from tests.models.rows import at_once, found
from tests.patience import PATIENCE
from tests.policy.cases import DINSOS, WORKER


class Killed(BaseException):
    """The process dies here."""


def _die(_: Outgoing) -> None:
    raise Killed


def _attempt(office: Office, change: Change, number: int) -> Recorded:
    """The activity as Temporal runs it the n-th time."""
    environment = ActivityEnvironment()
    environment.info = replace(environment.info, attempt=number)
    return environment.run(office.activities.carry_out, Changes((change,)))


def test_intent_is_committed_before_the_request_leaves(office: Office) -> None:
    seen: list[str] = []

    def look(_: Outgoing) -> None:
        seen.extend(row.state for row in office.messages())

    office.fail = look
    office.life()
    assert seen == ["INTENT"]
    assert [row.state for row in office.messages()] == ["ACCEPTED"]


def test_what_left_is_settled_and_what_did_not_is_handed_back(office: Office) -> None:
    assert office.record(a_report("AAAAAAA")).unsettled == ()
    office.fail = lambda _: PASSING
    (unsettled,) = office.record(a_report()).unsettled
    (row,) = office.messages()
    assert (unsettled.row, unsettled.n, unsettled.start, unsettled.deadline) == (row.id, 1, row.start, row.deadline)
    assert unsettled.summary == "SMS ke PS-01: task_internal"


def test_carried_out_again_nothing_is_recorded_or_sent_again(office: Office) -> None:
    first = _attempt(office, a_report(), 1)
    assert [_attempt(office, a_report(), number) for number in (2, 3)] == [first, first]
    assert len(office.sent()) == 1
    assert len(office.messages()) == 1


def test_killed_between_recording_and_sending_it_is_sent_by_the_next_attempt(office: Office) -> None:
    died_after = recorder(office.database).record(a_report())
    assert [row.state for row in office.messages()] == ["READY"]
    assert _attempt(office, a_report(), 2).terms == died_after.terms
    assert [row.state for row in office.messages()] == ["ACCEPTED"]
    assert len(office.sent()) == 1


def test_killed_while_sending_its_fate_is_unknown_and_nobody_sends_it_again(office: Office) -> None:
    office.fail = _die
    with pytest.raises(Killed):
        _attempt(office, a_report(), 1)
    office.fail = lambda _: None
    for number in (2, 3):
        (unsettled,) = _attempt(office, a_report(), number).unsettled
        row = found(office.database, unsettled.row)
        assert (row.state, row.error_code) == ("AMBIGUOUS", "interrupted")
    assert office.sent() == []


def test_a_slow_request_goes_on_by_itself_and_writes_its_own_result(office: Office) -> None:
    release, begun = Event(), Event()
    beats: list[int] = []

    def slowly(_: Outgoing) -> None:
        begun.set()
        assert release.wait(PATIENCE)

    office.fail = slowly
    recorder(office.database).record(a_report())
    (row,) = office.messages()
    office.parts.sender.try_all([row], 0.1, lambda: beats.append(1))
    assert begun.wait(PATIENCE)
    assert found(office.database, row.id or 0).state == "INTENT"
    assert beats
    release.set()
    office.parts.sender.close()
    assert found(office.database, row.id or 0).state == "ACCEPTED"


def test_threads_that_send_one_message_at_once_send_it_once(office: Office) -> None:
    recorder(office.database).record(a_report())
    (row,) = office.messages()
    at_once(*[lambda: office.parts.sender.send(row.id or 0)] * 5)
    assert len(office.sent()) == 1
    assert found(office.database, row.id or 0).state == "ACCEPTED"


@pytest.mark.parametrize("error, state", [(PASSING, "READY"), (BAD_NUMBER, "REFUSED"), (NOBODY_KNOWS, "AMBIGUOUS")])
def test_what_a_provider_says_is_written_down(office: Office, error: DeliveryError, state: str) -> None:
    office.fail = lambda _: error
    office.life()
    (row,) = office.messages()
    assert row.state == state
    assert row.error_code


def test_a_seq_that_another_change_has_fails_for_good(office: Office) -> None:
    life = office.life()
    life.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    with pytest.raises(ApplicationError) as caught:
        office.record(replace(life.changes[1], id="another"))
    assert (caught.value.type, caught.value.non_retryable) == ("seq_taken", True)


def test_a_message_is_valid_no_longer_than_it_is_of_use(office: Office) -> None:
    office.life()
    (row,) = office.messages()
    assert office.sent()[0].validity_seconds == (row.deadline - row.start).total_seconds()


def _together(office: Office, changes: list[Change]) -> Recorded:
    return office.activities.carry_out(Changes(tuple(changes)))


def _life(office: Office) -> list[Change]:
    """The changes of a case up to its referral, decided with the same people and codes by a twin office."""
    life = office.life("AAAAAAA").referred()
    return [replace(change, id=f"x-{change.id}", case="BBBBBBB") for change in life.changes]


def test_changes_recorded_together_are_what_they_would_have_been_alone(office: Office) -> None:
    changes = _life(office)
    alone = [(row.template, row.person, row.text.replace("AAAAAAA", "")) for row in office.messages(code="AAAAAAA")]
    recorded = _together(office, changes)
    together = [(row.template, row.person) for row in office.messages(code="BBBBBBB")]
    assert recorded.seq == len(changes)
    assert together == [(template, person) for template, person, _ in alone]
    assert {row.state for row in office.messages(code="BBBBBBB")} == {"ACCEPTED"}
    with office.database.read() as session:
        twins = [record.load_case(session, code) for code in ("AAAAAAA", "BBBBBBB")]
        assert list(differences(session)) == []
    stages = [(case.stage, case.seq, [(t.n, t.state, t.person) for t in case.handovers]) for case in twins if case]
    assert stages[0] == stages[1]


def test_of_changes_recorded_together_all_are_written_or_none(office: Office) -> None:
    changes = _life(office)
    taken = [*changes[:2], replace(changes[2], seq=1), *changes[3:]]
    with pytest.raises(ApplicationError, match="seq"):
        _together(office, taken)
    assert office.messages(code="BBBBBBB") == []
    with office.database.read() as session:
        assert record.load_case(session, "BBBBBBB") is None


def test_changes_carried_out_again_together_are_recorded_and_sent_once(office: Office) -> None:
    changes = _life(office)
    first = _together(office, changes[:2])
    sent = len(office.sent())
    assert _together(office, changes[:2]) == first
    assert len(office.sent()) == sent
    assert _together(office, changes[2:]).seq == len(changes)


def test_messages_to_one_number_leave_in_the_order_of_their_changes(office: Office) -> None:
    life = office.life("AAAAAAA").referred()
    n = life.known.open_handovers[-1].n
    life.do(Reply, DINSOS, n=n, verb=Verb.ACCEPT)
    life.do(Reply, DINSOS, n=n, verb=Verb.START)
    changes = [replace(change, id=f"x-{change.id}", case="BBBBBBB") for change in life.changes]
    _together(office, changes)
    kept = office.messages(code="BBBBBBB")
    to_worker = [row.notification_id for row in kept if row.person == "PS-01"]
    left = [each.notification_id for each in office.sent()]
    assert len(to_worker) >= 3
    assert [each for each in left if each in to_worker] == to_worker
