"""A provider that hangs holds up nobody's answer: the line back goes on in its thread."""

from threading import Event

from notifications.channels import DeliveryError, Outgoing
from tests.activities.letters import Desk
from tests.activities.office import Office
from tests.patience import PATIENCE


def test_an_answer_is_read_while_the_line_to_the_one_before_hangs(office: Office) -> None:
    desk, answers = Desk(office), Event()
    waited_for: list[bool] = []

    def hangs(_: Outgoing) -> DeliveryError | None:
        waited_for.append(answers.wait(PATIENCE))
        return None

    sent, office.fail = len(office.sent()), hangs
    assert desk.write("halo") == []
    desk.write(f"TERIMA {desk.code}")
    assert waited_for == []
    assert len(desk.replies()) == 1
    answers.set()
    office.parts.sender.close()
    assert len(office.sent()) == sent + 1
