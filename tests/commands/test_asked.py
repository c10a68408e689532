"""Who did not wait for the answer of a case finds on its page what became of what they typed."""

from tests.commands.answering import Answering
from tests.commands.desk import WORKER, Desk
from tests.patience import until


def asked(desk: Desk, code: str) -> list[str | None]:
    """The code of the refusal of each thing that was typed; None of what is on its way."""
    rows = desk.done("case", code, "--json").json["asked"]
    return [row["refused"] and row["refused"]["code"] for row in rows]


def test_what_is_on_its_way_is_on_the_page_of_the_case_until_it_is_answered(quiet_desk: Desk) -> None:
    with Answering(quiet_desk.db):
        code = quiet_desk.planned()
    assert asked(quiet_desk, code) == []
    assert quiet_desk("visit", code, *WORKER).code == 3
    assert asked(quiet_desk, code) == [None]
    assert "Masih diantar: Visit oleh PS-01" in quiet_desk.done("case", code).out
    with Answering(quiet_desk.db):
        until(lambda: asked(quiet_desk, code) == [])


def test_a_refusal_that_came_later_is_on_the_page_of_the_case_with_its_way_out(quiet_desk: Desk) -> None:
    with Answering(quiet_desk.db):
        code = quiet_desk.planned()
        first = quiet_desk.referred(code)
        second = quiet_desk.referred(code, "--after", first, to="LPA", service="KONSULTASI")
        quiet_desk.done("answer", first, "TOLAK", "--reason", "2", "--said-by", "DINSOS-1")
        decision = quiet_desk.task(code, "PUTUSKAN")
    said = quiet_desk("answer", decision, "SELESAI", "--outcome", "A", *WORKER)
    assert (said.code, f"rujukan case {code}" in said.out) == (3, True)
    with Answering(quiet_desk.db):
        until(lambda: asked(quiet_desk, code) != [None])
    for words in ((), ("--en",)):
        assert f"rujukan send {second}" in " ".join(quiet_desk.done("case", code, *words).out.split())


def test_what_was_done_leaves_nothing_to_say(desk: Desk) -> None:
    assert asked(desk, desk.planned()) == []
