"""`rujukan visit` and `rujukan attempt`: what the child says it got, and the days on which nobody found it."""

from datetime import datetime
from typing import Annotated

import typer

from commands import options
from commands.answers import finish
from commands.context import Context
from commands.find import case_code
from commands.say import BadInput
from commands.steps import Code, step
from commands.submit import ask, author, new_id
from commands.times import instant
from models import record
from policy.codes import normalise
from policy.commands import ChildSaid, Visit
from policy.gates import ATTEMPTS
from policy.hard_commands import Attempt
from policy.hard_words import Got, How

ANSWERS = ", ".join(Got)


def visit(
    code: Code,
    got: Annotated[
        list[str] | None, typer.Option(help="Anak sudah menerima? K7M4=ya, =belum, =tidak-diketahui; ulangi")
    ] = None,
    next_visit: Annotated[str, typer.Option("--next", help="Kunjungan berikut / next visit")] = "",
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Catat kunjungan, dan apakah anak menerima yang dirujuk. / Record a visit, and whether the child was served.

    Contoh: rujukan visit KODE --got K7M4=ya --next 2026-12-01 --by PS-01
    """
    context = options.context(data, json=json, by=by, english=english)
    following = instant(next_visit, context.unit.tz) if next_visit else None
    answers = _answers(context, case_code(context, code), got or [])
    step(context, code, Visit, happened, note, next_visit=following, got=answers)


def _answers(context: Context, case: str, given: list[str]) -> tuple[ChildSaid, ...]:
    """What the child says, by hand-over number; the referrals have ended, so they are looked for on the case."""
    if not given:
        return ()
    with context.db.read() as session:
        known = record.load_case(session, case)
    numbers = {task.code: task.n for task in known.handovers if task.served} if known else {}
    return tuple(_answer(each, case, numbers) for each in given)


def _answer(given: str, case: str, numbers: dict[str, int]) -> ChildSaid:
    typed, _, word = given.partition("=")
    code, answer = normalise(typed), word.strip().lower().replace(" ", "-")
    if answer not in set(Got):
        raise BadInput(
            "bad_answer",
            f"{given}: tulis kode rujukan dan jawabannya, misalnya K7M4=ya. Jawaban: {ANSWERS}.",
            f"{given}: write the code of the referral and the answer, such as K7M4=ya. Answers: {ANSWERS}.",
        )
    if code not in numbers:
        served = ", ".join(numbers) or "-"
        raise BadInput(
            "not_served",
            f"{code}: bukan rujukan kasus {case} yang berakhir terlayani. Yang terlayani: {served}.",
            f"{code}: no referral of case {case} that ended as served. Served: {served}.",
        )
    return ChildSaid(numbers[code], Got(answer))


def attempt(
    code: Code,
    how: Annotated[How, typer.Option(help="Dengan cara apa / how")],
    at: Annotated[str, typer.Option(help="Kapan; kosong = sekarang / when")] = "",
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Catat upaya menemui anak; TIDAK_DITEMUKAN perlu tiga hari. / Record an attempt to find the child.

    Contoh: rujukan attempt KODE --how kunjungan --at "2026-11-24 10:00" --by PS-01
    """
    context = options.context(data, json=json, by=by, english=english)
    when: datetime = instant(at, context.unit.tz) if at else context.now
    case, day = case_code(context, code), context.unit.local(when).date()
    command = Attempt(id=new_id(), **author(context), happened=when if at else None, how=how, day=day)
    outcome = ask(context, case, command, context.remark(note))
    days = _days(context, case)
    did = f"Upaya {day} tercatat pada kasus {case}: {days} dari {ATTEMPTS} hari."
    finish(
        context, case, outcome, did, f"Attempt of {day} recorded on case {case}: {days} of {ATTEMPTS} days.", days=days
    )


def _days(context: Context, case: str) -> int:
    """On how many days somebody tried, as the record has it."""
    with context.db.read() as session:
        known = record.load_case(session, case)
    return len(known.attempts) if known else 0
