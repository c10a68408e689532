"""Answers that meet: from two channels at once, doubled, late, during a re-route, of somebody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from models import inbox
from models.tables import Inbox
from policy.commands import Assign, Reply, Withdraw
from policy.decide import decide
from policy.events import Decision
from policy.people import Contact
from policy.refusals import Refused
from policy.words import Channel, State, Verb
from tests.activities.conftest import NewOffice
from tests.activities.letters import DINSOS, DINSOS_2, Desk
from tests.activities.office import Office, with_contacts
from tests.models.rows import at_once
from tests.policy.cases import DESK, WORKER
from workflows.delivery import command_of, stored
from workflows.messages import Answer

TWO = (Contact(Channel.SMS, DINSOS), Contact(Channel.WHATSAPP, DINSOS))


class Case:
    """A desk whose replies reach the case in the order of the inbox, as the relay brings them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def deliver(self) -> list[str]:
        """What became of each waiting reply: "ok" or why it was refused."""
        return [self._one(row) for row in self.desk.replies()]

    def _one(self, row: Inbox) -> str:
        life, now = self.desk.life, self.desk.office.now
        life.now = max(life.now, now)
        decided = decide(life.known, command_of(row), life.now)
        if isinstance(decided, Decision):
            life.take(decided)
        answer = decided if isinstance(decided, Refused) else Answer(decided.change.seq, 0)
        with self.desk.office.database.write() as session:
            inbox.answered(session, row.id, stored(answer), "DELIVERED")
        self.desk.reader.answered(row.id, answer)
        return answer.code if isinstance(answer, Refused) else "ok"

    @property
    def state(self) -> State:
        task = self.desk.life.known.find(5)
        assert task is not None
        return task.state


@pytest.fixture
def case(office: Office) -> Case:
    return Case(Desk(office))


@pytest.fixture
def two_ways(new_office: NewOffice) -> Case:
    return Case(Desk(new_office(with_contacts("DINSOS-1", *TWO))))


def read_together(case: Case, *letters: tuple[str, Channel]) -> None:
    """All texts are stored first, then read at the same instant by several relays."""
    ids = [case.desk.store(body, channel=channel) for body, channel in letters]

    def reading(row_id: str) -> Callable[[], None]:
        return lambda: case.desk.reader.read(row_id)

    at_once(*(reading(row_id) for row_id in ids))


def test_the_same_answer_from_two_channels_at_once_counts_once_and_the_other_hears_so(two_ways: Case) -> None:
    words = f"TERIMA {two_ways.desk.code}"
    read_together(two_ways, (words, Channel.SMS), (words, Channel.WHATSAPP))
    before = len(two_ways.desk.office.sent()) + len(two_ways.desk.office.sent(Channel.WHATSAPP))
    assert sorted(two_ways.deliver()) == ["already", "ok"]
    assert two_ways.state is State.ACCEPTED
    after = len(two_ways.desk.office.sent()) + len(two_ways.desk.office.sent(Channel.WHATSAPP))
    assert after > before


def test_two_different_answers_at_once_are_taken_one_after_the_other(two_ways: Case) -> None:
    code = two_ways.desk.code
    read_together(two_ways, (f"TERIMA {code}", Channel.SMS), (f"TOLAK 2 {code}", Channel.WHATSAPP))
    outcomes = two_ways.deliver()
    assert outcomes.count("ok") >= 1
    assert two_ways.state in {State.ACCEPTED, State.REJECTED}
    assert two_ways.desk.life.kept() == two_ways.desk.life.known


def test_a_text_brought_by_many_relays_at_once_is_one_answer(case: Case) -> None:
    row_id = case.desk.store(f"TERIMA {case.desk.code}")
    at_once(*[lambda: case.desk.reader.read(row_id)] * 5)
    assert case.deliver() == ["ok"]


def test_an_answer_during_a_re_route_is_refused_to_the_old_holder_and_taken_from_the_new(case: Case) -> None:
    code = case.desk.code
    case.desk.write(f"TERIMA {code}")
    case.desk.life.do(Assign, DESK, n=5, to="DINSOS-2")
    assert case.deliver() == ["ok"]  # of the same agency: the answer of a colleague counts (domain.md §4)
    case.desk.life.do(Withdraw, WORKER, n=5)
    case.desk.life.refer("RSUD")
    (line,) = case.desk.write(f"SELESAI A {code}")
    assert "tidak terbuka untuk nomor ini" in line
    assert case.state is State.WITHDRAWN


def test_an_answer_on_its_way_when_the_referral_is_withdrawn_changes_nothing_and_is_told(case: Case) -> None:
    case.desk.write(f"TERIMA {case.desk.code}")
    case.desk.life.do(Withdraw, WORKER, n=5)
    before = len(case.desk.office.sent())
    assert case.deliver() == ["ended"]
    (line,) = case.desk.office.sent()[before:]
    assert line.to == DINSOS
    assert "sudah berakhir (DICABUT)" in line.text
    assert case.state is State.WITHDRAWN


def test_an_answer_days_late_still_counts_while_the_task_is_open(case: Case) -> None:
    case.desk.life.pass_time(timedelta(days=9))
    case.desk.office.now = case.desk.life.now
    case.desk.write(f"TERIMA {case.desk.code}")
    assert case.deliver() == ["ok"]
    assert case.state is State.ACCEPTED


def test_an_answer_after_the_end_is_told_so_and_changes_nothing(case: Case) -> None:
    case.desk.life.do(Reply, DESK, n=5, verb=Verb.FAIL)
    before = case.desk.life.known
    (line,) = case.desk.write(f"TERIMA {case.desk.code}")
    assert "tidak terbuka untuk nomor ini" in line
    assert case.deliver() == []
    assert case.desk.life.known == before


def test_the_code_of_somebody_else_is_no_answer_whoever_knows_it(case: Case) -> None:
    foreign = case.desk.life.refer("RSUD").code
    (line,) = case.desk.write(f"TOLAK 1 {foreign}")
    assert "tidak terbuka untuk nomor ini" in line
    (again,) = case.desk.write(f"TERIMA {case.desk.code}", DINSOS_2)
    assert "tidak terbuka untuk nomor ini" in again
    assert case.deliver() == []


@pytest.mark.parametrize("body", ["TERIMA {} " + "x" * 10_000, "TERIMA {} " * 1_000])
def test_ten_thousand_characters_are_no_answer_even_with_keyword_and_code(case: Case, body: str) -> None:
    (line,) = case.desk.write(body.replace("{}", case.desk.code))
    assert "kami belum paham" in line
    assert case.deliver() == []


def test_the_answer_of_a_number_that_left_the_units_data_is_read_by_a_person(new_office: NewOffice) -> None:
    desk = Desk(new_office(with_contacts("DINSOS-1", Contact(Channel.SMS, "+6281277700001"))))
    assert desk.write(f"TERIMA {desk.code}", DINSOS) == []
    (item,) = desk.items()
    assert (item.kind, item.address) == ("stranger", DINSOS)
