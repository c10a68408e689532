"""Rule 8, in random lives: no suspect and nobody of the household is ever holder, worker or recipient."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from policy import evolve, matching, recording
from policy.awaited import drafts
from policy.commands import Assign, MessageFailed, Refer
from policy.hard_commands import Bar, Unbar
from policy.hard_words import Conflict
from policy.people import Absence
from policy.words import Audience, Kind, Risk, Verb
from tests.policy.cases import CONSENT, DESK, SUPERVISOR, WORKER
from tests.policy.keeping import Office, addresses, reached, referred
from tests.policy.machine import PICK, AlwaysHeld
from tests.policy.machine_closing import PEOPLE
from tests.policy.runs import runs
from tests.sample import unit

CODES = st.sampled_from(list(unit().people))
NUMBERS = st.sampled_from([f"+62812000000{n:02d}" for n in (1, 2, 3, 4, 5, 6, 7, 11, 12, 19, 21)])
AWAY = timedelta(days=2)


class NeverKeptOut(AlwaysHeld):
    """The machine of law 1, in a unit whose people are suspects, share telephones, are away and come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.office = self.world = Office()
        self.read = 0

    @rule(code=CODES, relation=st.sampled_from(Conflict))
    def bar(self, code: str, relation: Conflict) -> None:
        self._ask(Bar, DESK, person=code, relation=relation)

    @rule(number=NUMBERS)
    def bar_number(self, number: str) -> None:
        self.world.sleep(timedelta(0))  # what is due by now is told before the number is known
        self.nobody_kept_out_is_written_to()
        before = len(self.world.changes)
        self.office.numbers.add(number)
        self._ask(Bar, DESK, relation=Conflict.HOUSEHOLD)
        if len(self.world.changes) == before:
            self.office.numbers.discard(number)

    @rule(number=NUMBERS)
    def take_a_number_back(self, number: str) -> None:
        self.office.numbers.discard(number)
        self._ask(Unbar, SUPERVISOR)

    @rule(code=CODES)
    def unbar(self, code: str) -> None:
        self._ask(Unbar, SUPERVISOR, person=code)

    @rule(code=CODES, number=NUMBERS)
    def a_pack_gives_somebody_this_number_too(self, code: str, number: str) -> None:
        own = unit().people[code].channels[0].address
        self.office.unit = reached(self.office.unit, code, number, own)

    @rule(code=CODES)
    def somebody_is_away(self, code: str) -> None:
        today = self.office.unit.local(self.world.now).date()
        away = Absence(today, today + AWAY)
        people = dict(self.office.unit.people)
        self.office.unit = replace(self.office.unit, people=people | {code: replace(people[code], absences=(away,))})

    @rule(to=CODES, pick=PICK, whole=st.booleans(), who=PEOPLE)
    def hand_to_anybody(self, to: str, pick: int, *, whole: bool, who: object) -> None:
        del who
        self._ask(Assign, SUPERVISOR, n=0 if whole else self._open(pick), to=to)

    @rule(pick=PICK, audience=st.sampled_from(Audience))
    def message_failed(self, pick: int, audience: Audience) -> None:
        """Only what the record has written can fail, and then to whom it was written."""
        n = self._open(pick)
        for letter in [each for each in self.office.letters if (each.n, each.to) == (n, audience)][-1:]:
            self._ask(MessageFailed, DESK, n=n, audience=audience, person=letter.person)

    @rule(person=st.sampled_from(["DINSOS-1", "DINSOS-2"]))
    def refer_to_a_person(self, person: str) -> None:
        self._ask(Refer, WORKER, to="DINSOS", service="LAIN", person=person, **CONSENT)

    @invariant()
    def nobody_kept_out_holds(self) -> None:
        for case in (self.office.case, self.office.kept):
            if case:
                held = {case.worker, *(task.person for task in case.open_handovers)}
                assert held.isdisjoint(case.kept_out)

    @invariant()
    def nobody_kept_out_is_written_to(self) -> None:
        for letter in self.office.letters[self.read :]:
            assert letter.person not in letter.kept_out
            assert letter.address not in addresses(self.office.unit, letter.kept_out) | (
                self.office.numbers if letter.kept_out else set()
            )
        self.read = len(self.office.letters)


TestNeverKeptOut = NeverKeptOut.TestCase
TestNeverKeptOut.settings = settings(max_examples=runs(60), deadline=None, suppress_health_check=list(HealthCheck))


def test_a_draft_is_the_workers_on_both_sides_however_late_the_record_answers() -> None:
    """Found by a random life: the record found somebody for the draft of a case that had no worker yet."""
    found = NeverKeptOut()
    found.report(risk=Risk.HIGH)
    found.record_late(exact=False)
    found.bar_number(number="+6281200000002")
    found.refer(to="DINSOS", urgency=None, hand=False)
    found.refer_after(pick=1, to="RSUD", service="BANTUAN")
    found.proper_answer(pick=0, verb=Verb.ACCEPT)
    found.record_late(exact=True)
    task = found.world.known.find(3)
    assert task is not None
    assert (task.waits, task.person, task.found) == (True, found.world.known.worker, False)


def test_what_waits_is_the_roles_while_a_suspect_leaves_the_case_without_a_worker() -> None:
    """Rule 8: the sweep names nobody, and a draft is looked for by nobody: its worker is, with the case."""
    office = referred()
    office.do(Refer, WORKER, to="RSUD", service="LAIN", after=5, **CONSENT)
    office.exact = False
    office.do(Bar, DESK, person="PS-01", relation=Conflict.SUSPECT)
    assert [(task.person, task.open) for task in drafts(office.known)] == [("peksos", True)]
    office.record(office.changes[-1])
    assert [task.person for task in drafts(office.known)] == [office.known.worker] != [""]
    assert [letter for letter in office.letters if letter.n == 6] == []


def test_who_was_not_reached_is_not_who_holds_it_now_on_either_side() -> None:
    """A message to PS-01 fails while the record, not heard yet, has given the task to somebody else."""
    office = Office().begin(Risk.HIGH)
    office.exact = False
    office.numbers.add("+6281200000001")
    office.do(Bar, DESK, relation=Conflict.HOUSEHOLD)
    office.do(MessageFailed, DESK, n=1, audience=Audience.HOLDER, person="PS-01")
    assert office.one(Kind.TAKE_REPORT).unreachable
    office.record(office.changes[-1])
    task = office.one(Kind.TAKE_REPORT)
    assert (task.person, task.unreachable) == ("PS-02", False)


def test_a_message_that_did_not_reach_somebody_kept_out_since_is_told_all_the_same() -> None:
    office = Office().begin(Risk.HIGH)
    office.do(Bar, DESK, person="PS-01", relation=Conflict.SUSPECT)
    office.do(MessageFailed, DESK, n=1, audience=Audience.HOLDER, person="PS-01")
    assert (office.one(Kind.TAKE_REPORT).unreachable, office.told("message_failed")) == (False, ["supervisor"])


def _search() -> None:
    quick = settings(
        max_examples=300,
        derandomize=True,
        stateful_step_count=30,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=(Phase.generate,),
    )
    run_state_machine_as_test(NeverKeptOut, settings=quick)


PLANTED = {
    "a record that sees the whole unit": (recording, "without", lambda whole, _: whole),
    "a fold that leaves them their tasks": (evolve, "swept", lambda case: case),
    "a number nobody looks up": (matching, "reached_at", lambda *_: ()),
}


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_conflict_of_interest_is_caught(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, wrong = PLANTED[bug]
    monkeypatch.setattr(module, name, wrong)
    with pytest.raises(AssertionError):
        _search()
