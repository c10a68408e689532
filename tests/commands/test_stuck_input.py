"""`rujukan doctor` names an input that fails again and again, and not what it says."""

from datetime import timedelta

from models import inbox, stuck
from models.tables import Inbox
from policy.stumbles import TOLD_FROM
from tests.commands.desk import Desk
from tests.databases import NOW
from tests.models.rows import inbox_row


def _fails(desk: Desk, times: int) -> Inbox:
    """A row of no case that has failed so often."""
    with desk.db.write() as session:
        (row,) = inbox.put(session, inbox_row("buruk-1", kind="Uji", facts={"body": "nama anak"}))
        for place in range(times):
            stuck.stumbled(session, row, "KeyError", "tulungagung", NOW + timedelta(hours=place))
    return row


def test_doctor_names_the_row_its_kind_why_and_when_it_is_tried_next(quiet_desk: Desk) -> None:
    _fails(quiet_desk, TOLD_FROM)
    checks = quiet_desk("doctor", "--json").json["checks"]
    (check,) = [each for each in checks if each["name"] == "macet / stuck"]
    assert not check["ok"]
    assert all(word in check["why"] for word in ("buruk-1", "Uji", "galat 3: KeyError", "berikut / next"))
    assert "nama anak" not in str(checks)


def test_the_desks_list_has_it_from_the_third_time_on(quiet_desk: Desk) -> None:
    _fails(quiet_desk, TOLD_FROM)
    (item,) = quiet_desk.done("desk", "--json").json["items"]
    assert (item["kind"], "buruk-1" in item["words"], "rujukan doctor" in item["words"]) == ("stuck", True, True)


def test_without_such_a_row_there_is_no_such_line(quiet_desk: Desk) -> None:
    assert "macet" not in quiet_desk("doctor").out
