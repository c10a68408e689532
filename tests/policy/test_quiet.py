"""Few messages, the right ones: what is held together, what waits for room, what the telephone and the digest take.

The simulated week at the end is the figure of messages.md §7.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from policy.case import Rung
from policy.ladder import LADDERS
from policy.limits import HOUR, Limits, Past, Says, Verdict, Wish, heard_on, verdict
from policy.merging import HOLD, REMINDERS, along_until, leaves_at, may_wait
from policy.reckon import Row, by_calendar, make_plan
from policy.words import Action, Urgency
from policy.worktime import is_open, next_opening
from tests.sample import OFFICE

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WIB = "Asia/Jakarta"
LIMITS = Limits()


def wish(start: datetime = NOW, template: str = "reminder", *, pressing: bool = False, channel: str = "SMS") -> Wish:
    return Wish(template, "DINSOS-1", channel, "+62811", start, pressing)


def past(*starts: datetime, person: str = "DINSOS-1", channel: str = "SMS") -> list[Past]:
    return [Past(person, channel, "+62811", start) for start in starts]


def test_a_reminder_alone_leaves_at_once_and_near_another_two_minutes_later() -> None:
    assert leaves_at(NOW, [], []) == NOW
    assert leaves_at(NOW, [NOW + HOLD + MINUTE], []) == NOW
    assert leaves_at(NOW, [NOW + MINUTE], []) == NOW + HOLD
    assert leaves_at(NOW, [NOW - MINUTE], []) == NOW + HOLD


def test_a_reminder_joins_those_that_wait_and_nobody_waits_for_more_than_two_minutes() -> None:
    assert leaves_at(NOW, [NOW], [NOW + MINUTE]) == NOW + MINUTE
    assert leaves_at(NOW, [], [NOW + HOLD + MINUTE]) == NOW
    assert along_until(NOW) == NOW + HOLD


@pytest.mark.parametrize("template", sorted(REMINDERS))
def test_only_reminders_wait_and_pressing_ones_never(template: str) -> None:
    assert may_wait(template, pressing=False)
    assert not may_wait(template, pressing=True)
    assert not may_wait("task_referral", pressing=False)


def test_the_eleventh_message_of_a_day_is_left_to_the_digest() -> None:
    heard = past(*(NOW - 15 * MINUTE * n for n in range(1, 10)))
    assert verdict(wish(), heard, LIMITS, WIB).says is Says.SEND
    full = [*heard, *past(NOW - timedelta(hours=3))]
    assert verdict(wish(), full, LIMITS, WIB) == Verdict(Says.DIGEST, NOW)
    assert verdict(wish(NOW + timedelta(days=1)), full, LIMITS, WIB).says is Says.SEND


def test_a_day_is_a_local_day() -> None:
    late, early = datetime(2026, 11, 24, 16, 59, tzinfo=UTC), datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert (heard_on(past(late, early), "DINSOS-1", date(2026, 11, 24), WIB)) == 1
    assert (heard_on(past(late, early), "DINSOS-1", date(2026, 11, 25), WIB)) == 1


def test_what_presses_keeps_no_daily_limit() -> None:
    full = past(*(NOW - HOUR * n for n in range(1, 12)))
    assert verdict(wish(pressing=True), full, LIMITS, WIB).says is Says.SEND


def test_the_seventh_text_of_an_hour_waits_and_an_emergency_goes_on_by_telephone() -> None:
    texts = past(*(NOW - 5 * MINUTE * n for n in range(1, 7)))
    assert verdict(wish(), texts[1:], LIMITS, WIB).says is Says.SEND
    assert verdict(wish(), texts, LIMITS, WIB) == Verdict(Says.HOLD, texts[-1].start + HOUR)
    assert verdict(wish(pressing=True), texts, LIMITS, WIB) == Verdict(Says.CALL, NOW)


@pytest.mark.parametrize("channel", ["WHATSAPP", "SMS_LOKAL"])
def test_a_number_has_its_hour_by_whichever_channel_its_texts_come(channel: str) -> None:
    texts = past(*(NOW - 5 * MINUTE * n for n in range(1, 7)), channel=channel)
    assert verdict(wish(channel=channel), texts, LIMITS, WIB).says is Says.HOLD


def test_a_number_shared_by_two_people_has_one_hour_and_each_their_own_day() -> None:
    texts = past(*(NOW - MINUTE * n for n in range(1, 7)), person="DINSOS-2")
    assert verdict(wish(), texts, LIMITS, WIB).says is Says.HOLD
    assert heard_on(texts, "DINSOS-1", date(2026, 11, 24), WIB) == 0


def test_mail_fills_no_number_and_has_no_hour() -> None:
    texts = past(*(NOW - MINUTE * n for n in range(1, 9)))
    assert verdict(wish(channel="EMAIL"), texts, LIMITS, WIB).says is Says.SEND
    assert verdict(wish(), past(*(NOW - MINUTE * n for n in range(1, 9)), channel="EMAIL"), LIMITS, WIB).says is (
        Says.SEND
    )


@pytest.mark.parametrize(
    "template",
    ["reply_ok", "list", "digest_agency", "enrol_code", "passcode", "pin_locked", "resumed", "reply_desk"],
)
def test_an_answer_and_the_digest_itself_are_never_held(template: str) -> None:
    full = past(*(NOW - MINUTE * n for n in range(1, 30)))
    assert verdict(wish(template=template), full, LIMITS, WIB) == Verdict(Says.SEND, NOW)


def test_a_unit_may_have_no_limit() -> None:
    full = past(*(NOW - MINUTE * n for n in range(1, 30)))
    assert verdict(wish(), full, Limits(0, 0), WIB).says is Says.SEND


def test_no_hour_ever_has_more_than_its_texts_whatever_comes() -> None:
    """1,000 messages at random instants, some of them held for later: any hour that is looked at has six at most."""
    random = Random(5)  # noqa: S311 - repeatable, not secret
    texts: list[Past] = []
    for _ in range(1_000):
        at = NOW + MINUTE * random.randrange(60 * 24)
        said = verdict(wish(at), texts, Limits(0, 6), WIB)
        if said.says in {Says.SEND, Says.HOLD}:
            assert said.start >= at
            texts.append(Past("DINSOS-1", "SMS", "+62811", said.start))
    starts = sorted(text.start for text in texts)
    assert all(later - first >= HOUR for first, later in zip(starts, starts[6:], strict=False))


@dataclass(frozen=True)
class Told:
    """What one focal point was told: when, about which tasks, in which template."""

    start: datetime
    tasks: tuple[int, ...]
    template: str
    says: Says


BEGIN = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
"""Monday 07.30 WIB."""


def plans(random: Random, count: int) -> Iterator[tuple[int, Urgency, datetime, tuple[Rung, ...]]]:
    """Referrals that come in at office hours through the week and that nobody ever answers."""
    for n in range(count):
        urgency = random.choice([Urgency.EMERGENCY, Urgency.URGENT, Urgency.URGENT, Urgency.ROUTINE])
        start = next_opening(OFFICE, BEGIN + MINUTE * random.randrange(5 * 24 * 60))
        row = Row(f"RUJUKAN/{urgency}", LADDERS[f"RUJUKAN/{urgency}"])
        yield n, urgency, start, make_plan(1, row, start, by_calendar(OFFICE)).rungs


def wishes(random: Random, count: int) -> list[tuple[datetime, int, str, bool]]:
    """Everything the ladders of these tasks would tell their one holder, in order."""
    found = []
    for n, urgency, start, rungs in plans(random, count):
        pressing = urgency is Urgency.EMERGENCY
        found.append((start, n, "task_referral", pressing))
        found += [
            (next_opening(OFFICE, at), n, "reminder", pressing) for action, at in rungs if action is Action.REMIND
        ]
    return sorted(found)


def week(count: int, seed: int) -> list[Told]:
    """A week of one focal point with so many unanswered tasks, by the rules the product uses."""
    asked = wishes(Random(seed), count)  # noqa: S311 - repeatable, not secret
    rings: dict[int, list[datetime]] = {}
    for at, n, template, _ in asked:
        rings.setdefault(n, []).extend([at] if template == "reminder" else [])
    told: list[Told] = []
    for at, n, template, pressing in asked:
        start = at
        if may_wait(template, pressing=pressing):
            others = [ring for other, rung in rings.items() if other != n for ring in rung]
            waiting = [each for each in told if each.template == "reminder" and at <= each.start <= at + HOLD]
            start = leaves_at(at, others, [each.start for each in waiting])
            if together := next((each for each in waiting if each.start == start), None):
                told[told.index(together)] = Told(start, (*together.tasks, n), "reminder", together.says)
                continue
        heard = [Past("DINSOS-1", "SMS", "+62811", each.start) for each in told if each.says in {Says.SEND, Says.HOLD}]
        said = verdict(Wish(template, "DINSOS-1", "SMS", "+62811", start, pressing), heard, LIMITS, WIB)
        told.append(Told(said.start, (n,), template if not pressing else "darurat", said.says))
    return told


def texts_of(told: list[Told]) -> list[Told]:
    return [each for each in told if each.says in {Says.SEND, Says.HOLD}]


@pytest.mark.parametrize("count", [5, 40, 200])
@pytest.mark.parametrize("seed", range(3))
def test_in_a_week_of_many_tasks_nobody_hears_more_than_they_can_bear(count: int, seed: int) -> None:
    """messages.md §7: at most 3 texts per task before escalation, 6 texts an hour to a number, 10 messages a day."""
    told = week(count, seed)
    texts = texts_of(told)
    assert max(Counter(n for each in texts for n in each.tasks).values()) <= 3
    starts = sorted(each.start for each in texts)
    assert all(later - first >= HOUR for first, later in zip(starts, starts[6:], strict=False))
    calm = Counter(each.start.astimezone(UTC).date() for each in texts if each.template != "darurat")
    assert max(calm.values(), default=0) <= LIMITS.a_day
    assert all(each.says is not Says.DIGEST for each in told if each.template == "darurat")
    assert all(each.says is not Says.CALL for each in told if each.template != "darurat")


def test_a_busy_week_merges_holds_telephones_and_leaves_to_the_digest() -> None:
    """A planted check of the simulation: every one of the rules has something to do in it."""
    told = [each for seed in range(3) for each in week(200, seed)]
    assert {each.says for each in told} == set(Says)
    assert any(len(each.tasks) > 1 for each in texts_of(told))
    assert all(is_open(OFFICE, each.start) for each in told if each.says is Says.SEND)


def test_without_the_rules_the_same_week_is_unbearable() -> None:
    """The control: the bare ladders of 200 tasks break both figures."""
    asked = wishes(Random(0), 200)  # noqa: S311 - repeatable, not secret
    starts = sorted(at for at, *_ in asked)
    assert any(later - first < HOUR for first, later in zip(starts, starts[6:], strict=False))
    assert max(Counter(at.date() for at in starts).values()) > 3 * LIMITS.a_day
    assert all(first <= later for first, later in pairwise(starts))
