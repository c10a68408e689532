"""From the report to the plan: who takes it, who assesses, what risk, and the rhythm of visits."""

from dataclasses import dataclass
from datetime import datetime

from policy.case import Case, Handover
from policy.checks import VISIT_LIMIT, coming_refused, staff_refused, stage_refused, when
from policy.commands import Assess, MakePlan, Reply, Report, Visit
from policy.draft import Draft, for_command
from policy.events import Change, Data, Decision, Event, Type
from policy.evolve import begin
from policy.pace import keep_pace, lengthen_refused
from policy.received import answers_refused, take_answers
from policy.refusals import Refused, refuse
from policy.reporters import tell_senders
from policy.running import clocks_follow, start_clocks
from policy.words import Audience, Kind, Risk, Role, Stage, State

WORKING = (Stage.ASSESSMENT, Stage.REOPENED, Stage.PLANNING, Stage.REFERRED, Stage.MONITORING)


@dataclass(frozen=True)
class Safety:
    """The three safety questions of a report; None means nobody knows."""

    safe_now: bool | None = None
    injured: bool | None = None
    suspect_near: bool | None = None


def initial_risk(safety: Safety) -> Risk:
    """The initial risk: what is not known counts as danger; safe, unhurt and far from the suspect is low."""
    if safety.safe_now is not True or safety.injured is None or safety.suspect_near is None:
        return Risk.HIGH
    if safety.injured and safety.suspect_near:
        return Risk.HIGH
    return Risk.MEDIUM if safety.injured or safety.suspect_near else Risk.LOW


def report(case: Case | None, command: Report, code: str, now: datetime) -> Decision | Refused:
    """A case begins: its first task is "ambil laporan", for the worker on the roster (found when it is recorded)."""
    if case is not None:
        return refuse("exists", case=code)
    first = Event(Type.REPORTED, 0, command.by, _told(command))
    draft = Draft(begin(code, first, now), now, command.by)
    n = draft.open(Kind.TAKE_REPORT, command.risk, Role.WORKER, person_of(command.worker))
    draft.tell("task_internal", Audience.HOLDER, n)
    start_clocks(draft, command.clocks)
    if draft.case.alike:
        ask_whether_one_child(draft, command.worker)
    decision = draft.done(command.id, command.happened)
    change = decision.change
    whole = Change(change.id, code, change.seq, now, (first, *change.events), change.notices, change.happened)
    return Decision(decision.case, whole)


def _told(command: Report) -> Data:
    data = Data(unit=command.unit, risk=command.risk, via=command.via)
    if command.abuse:
        data["abuse"] = True
    if command.hour != Case.hour:
        data["hour"] = command.hour
    if command.carer_suspected:
        data["carer_suspected"] = True
    if command.place:
        data["place"] = command.place
    if command.restricted:
        data["restricted"] = True
    if command.report:
        data["report"] = command.report
    if command.sender:
        data["sender"] = command.sender
    if command.alike:
        data |= Data(alike=list(command.alike), new=command.new)
    return data


def ask_whether_one_child(draft: Draft, worker: str) -> None:
    """The child never waits for a clerk: the case goes on while a person decides whether it is another's (§4)."""
    n = draft.open(Kind.DUPLICATE, draft.case.risk, Role.WORKER, person_of(worker))
    draft.tell("task_internal", Audience.HOLDER, n)


def person_of(person: str) -> Data:
    """The holder if one is named; else it is found when the hand-over is recorded."""
    return Data(person=person) if person else Data()


def take(draft: Draft, task: Handover, command: Reply) -> None:
    """The social worker takes the report: the case is theirs, and the assessment clock starts."""
    own = command.role in {Role.WORKER, Role.SUPERVISOR}
    worker = command.by if own else command.said_by or task.person or command.by
    draft.add(Type.WORKER, person=worker)
    clocks_follow(draft, worker)
    draft.end(task, State.COMPLETED)
    draft.add(Type.TAKEN, task.n)
    tell_senders(draft, "reporter_taken")
    if draft.case.stage is Stage.REPORTED:  # a closure may already wait for approval: it stands
        draft.stage(Stage.ASSESSMENT)
    draft.open(Kind.ASSESSMENT, draft.case.risk, Role.WORKER, person_of(worker))
    for watch in draft.case.open_of(Kind.WHEREABOUTS):
        if watch.person != worker:
            draft.add(Type.REASSIGNED, watch.n, person=worker)


def assess(case: Case, command: Assess, now: datetime) -> Decision | Refused:
    """The first assessment opens the plan; a later one changes the risk and with it the pace of what is open."""
    refused = staff_refused(command, "asesmen") or stage_refused(case, "asesmen", *WORKING) or lengthen_refused(command)
    if refused:
        return refused
    draft, before = for_command(case, command, now), case.risk
    first = not case.assessed
    for task in case.open_of(Kind.ASSESSMENT):
        draft.end(task, State.COMPLETED)
    draft.add(Type.ASSESSED, **assessed_data(command))
    keep_pace(draft, before, lengthen=command.lengthen)
    if first:
        draft.stage(Stage.PLANNING)
        draft.open(Kind.PLAN, command.risk, Role.WORKER, person_of(draft.case.worker))
    return draft.done(command.id, command.happened)


def assessed_data(command: Assess) -> Data:
    """What an assessment, or an alarm, says of the risk."""
    data = Data(risk=command.risk)
    if command.carer_suspected is not None:
        data["carer_suspected"] = command.carer_suspected
    if command.watch and command.risk is Risk.HIGH:
        data["watch"] = True
    if command.keep_watch and not command.lengthen and command.risk is not Risk.HIGH:
        data["kept"] = True
    return data


def plan(case: Case, command: MakePlan, now: datetime) -> Decision | Refused:
    """The plan is recorded: visits begin, and the stage follows from the open referrals."""
    refused = staff_refused(command, "rencana") or stage_refused(case, "rencana", Stage.PLANNING)
    if refused:
        return refused
    draft = for_command(case, command, now)
    for task in case.open_of(Kind.PLAN):
        draft.end(task, State.COMPLETED)
    draft.add(Type.PLANNED)
    draft.referral_stage()
    draft.open(Kind.VISIT, case.risk, Role.WORKER, person_of(case.worker))
    return draft.done(command.id, command.happened)


def visit(case: Case, command: Visit, now: datetime) -> Decision | Refused:
    """A visit ends the visit that was due and opens the next: by the risk's rhythm, or earlier or later by choice."""
    refused = staff_refused(command, "kunjungan") or stage_refused(case, "kunjungan", *WORKING)
    refused = refused or _next_refused(command, now) or answers_refused(case, command)
    if refused:
        return refused
    draft = for_command(case, command, now)
    for task in case.open_of(Kind.VISIT):
        draft.end(task, State.COMPLETED)
    draft.add(Type.VISITED)
    take_answers(draft, command)
    chosen = Data(due=command.next_visit) if command.next_visit else Data()
    if case.planned:
        chosen.update(person_of(case.worker))
        draft.open(Kind.VISIT, case.risk, Role.WORKER, chosen)
    return draft.done(command.id, command.happened)


def _next_refused(command: Visit, now: datetime) -> Refused | None:
    wanted = command.next_visit
    if wanted is None:
        return None
    if refused := coming_refused(wanted, now):
        return refused
    return refuse("visit_too_late", at=when(wanted)) if wanted > now + VISIT_LIMIT else None
