"""The count itself: what is lost, what is doubled, and where nobody could know."""

from typing import Any

import pytest

from bench.chaos.memory import Looked, Memory
from bench.chaos.tally import Story
from models.tables import Outbox
from tests.models.rows import outbox_row

DONE, TOLD = Looked(1, done=True), Looked(1, done=True, told="pemegang")


def copy(channel: str = "SMS", fault: str = "") -> dict[str, Any]:
    return {"channel": channel, "fault": fault}


def row(channel: str = "SMS", state: str = "ACCEPTED", *, resent: bool = False) -> Outbox:
    return outbox_row("m", channel=channel, state=state, resent=resent)


MAIL = row("EMAIL", "AMBIGUOUS", resent=True)
SMS, LOST, AGAIN = row(), row(state="AMBIGUOUS"), row("WHATSAPP", resent=True)


@pytest.mark.parametrize(
    "copies, rows, looked, verdict",
    [
        ([copy()], [SMS], DONE, "fine"),
        ([], [SMS], DONE, "lost"),
        ([copy()], [SMS], Looked(1), "lost"),
        ([], [row(state="UNDELIVERED")], TOLD, "told"),
        ([copy()], [LOST], TOLD, "feared"),
        ([copy(), copy("WHATSAPP")], [LOST, AGAIN], DONE, "doubled"),
        ([copy(fault="accept_500 lost"), copy("WHATSAPP")], [LOST, AGAIN], DONE, "doubled"),
        ([copy(fault="too_late"), copy("WHATSAPP")], [LOST, AGAIN], DONE, "unknowable"),
        ([copy(fault="too_late"), copy("WHATSAPP")], [LOST, row("WHATSAPP")], DONE, "doubled"),
        ([copy("EMAIL", "dot_hang"), copy()], [row("EMAIL", "AMBIGUOUS"), row(resent=True)], DONE, "unknowable"),
        ([copy("EMAIL"), copy()], [row("EMAIL"), row(resent=True)], DONE, "doubled"),
        ([copy(fault="too_late")] * 3, [LOST, AGAIN, AGAIN], DONE, "doubled"),
        ([copy("EMAIL"), copy("EMAIL"), copy()], [MAIL, MAIL, row(resent=True)], DONE, "unknowable"),
        ([copy("EMAIL"), copy("EMAIL"), copy()], [MAIL, row("EMAIL"), row(resent=True)], DONE, "doubled"),
    ],
)
def test_a_message_is_judged_by_its_copies_its_rows_and_the_last_look(
    copies: list[dict[str, Any]], rows: list[Outbox], looked: Looked, verdict: str
) -> None:
    assert Story(copies, rows, looked).verdict == verdict


def test_the_memory_outlives_a_line_that_was_cut_off(tmp_path: Any) -> None:
    memory = Memory(tmp_path)
    memory.write(Looked(1, again=2.0))
    memory.write(Looked(1, done=True))
    with (tmp_path / "looks.jsonl").open("a", encoding="utf-8") as out:
        out.write('\n{"row": 2, "aga')
    memory.write(Looked(3))
    assert memory.read() == {1: Looked(1, done=True), 3: Looked(3)}
    memory.shorten(memory.read().values())
    assert memory.read() == {1: Looked(1, done=True), 3: Looked(3)}
