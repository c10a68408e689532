"""A case with the record that looks into the unit, as `activities.record` does: who holds, and who was written to."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from policy.case import Case
from policy.commands import Assess, MakePlan, Refer, Reply
from policy.events import Change, Notice
from policy.people import Contact, Person
from policy.recipients import recipient
from policy.recorded import on_recorded
from policy.recording import Fixed, fix
from policy.reporters import senders
from policy.unit import Unit
from policy.words import Audience, Channel, Risk, Verb
from tests.policy.cases import CONSENT, WORKER, World
from tests.sample import unit


@dataclass(frozen=True)
class Letter:
    """One message that left: to whom, at which address, and who the case kept out then."""

    template: str
    to: Audience
    n: int
    person: str
    address: str
    kept_out: tuple[str, ...]


@dataclass
class Office(World):
    """A world whose changes are recorded by the unit's data; `numbers` are those of suspects and household."""

    unit: Unit = field(default_factory=unit)
    numbers: set[str] = field(default_factory=set)
    kept: Case | None = None
    letters: list[Letter] = field(default_factory=list)
    recorded: int = 0

    def record(self, change: Change) -> None:
        """Record everything decided so far, in order; workflow and record then say the same."""
        del change
        while self.recorded < len(self.changes):
            self._record(self.changes[self.recorded])
            self.recorded += 1
        assert _as_it_goes_on(self.case) == _as_it_goes_on(self.kept)

    def _record(self, change: Change) -> None:
        fixed = fix(self.unit, self.kept, change, lambda _: self.numbers, self._code)
        self.kept = fixed.cases.after
        self.case = on_recorded(self.known, fixed.answer)
        self._send(fixed, change)

    def _code(self) -> str:
        return f"T{len(self.letters):03d}"

    def _send(self, fixed: Fixed, change: Change) -> None:
        view, case = fixed.cases.unit, fixed.cases.after
        for notice in fixed.notices:
            for person in _people(view, case, notice, change):
                for contact in person.channels[:1]:
                    self.letters.append(Letter(*notice, person.code, contact.address, case.kept_out))

    def written(self, template: str) -> list[str]:
        """Who got messages of a template, in order."""
        return [letter.person for letter in self.letters if letter.template == template]


def _people(view: Unit, case: Case, notice: Notice, change: Change) -> Iterable[Person]:
    """To whom a notice goes, as `activities.compose` finds them."""
    if notice.to is Audience.REPORTER:
        return senders(view, case, change.events, change.at)
    found = recipient(view, case, case.find(notice.n), notice.to, change.at)
    return (found,) if found else ()


def _as_it_goes_on(case: Case | None) -> Case | None:
    """Without who held what has ended: of that the events tell, and whose number it was may be found too late."""
    if case is None:
        return None
    tasks = tuple(task if task.open else replace(task, person="", found=False) for task in case.handovers)
    return replace(case, handovers=tasks)


def addresses(unit: Unit, codes: tuple[str, ...]) -> set[str]:
    """Where these people are reached."""
    return {contact.address for code in codes if code in unit.people for contact in unit.people[code].channels}


def reached(base: Unit, code: str, *numbers: str) -> Unit:
    """The unit in which somebody is reached at these numbers, in this order."""
    contacts = tuple(Contact(Channel.SMS, number) for number in numbers)
    return replace(base, people=dict(base.people) | {code: replace(base.people[code], channels=contacts)})


def referred() -> Office:
    """A case with a plan and one referral to DINSOS, number 5, whose answer is awaited."""
    office = Office().begin(Risk.MEDIUM)
    office.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    office.do(Assess, WORKER, risk=Risk.MEDIUM)
    office.do(MakePlan, WORKER)
    office.do(Refer, WORKER, to="DINSOS", service="BANTUAN", **CONSENT)
    return office
