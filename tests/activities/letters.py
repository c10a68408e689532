"""An office, a case with a referral to DINSOS, and a reader of what people write to it."""

from activities.inbound import Reader
from activities.wiring import opaque_id
from models import desk, inbox
from models.reach import DeskItem, Reach
from models.tables import Inbox
from notifications.channels import Outgoing
from policy.refusals import refuse
from policy.words import Channel
from tests.activities.office import Office
from tests.lives import Life

DINSOS, DINSOS_2, STRANGER = "+6281200000011", "+6281200000012", "+6281299999999"


class Desk:
    """An office, a case with a referral to DINSOS, and a reader of what is written to it."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.life: Life = office.life().planned()
        self.code = self.life.refer().code
        self.reader = Reader(office.database, office.parts.sender, lambda: office.now, opaque_id, "contoh")
        self._texts = 0

    def store(self, body: str, sender: str = DINSOS, channel: Channel = Channel.SMS) -> str:
        """A text that has come in and was not read yet."""
        self._texts += 1
        payload = {"from": sender, "channel": channel, "provider_id": f"SM{self._texts}"}
        row = Inbox(
            id=f"in-{self._texts}",
            kind="Inbound",
            payload=payload,
            facts={"body": body},
            created_at=self.office.now,
        )
        with self.office.database.write() as session:
            return inbox.put(session, row)[0].id

    def write(self, body: str, sender: str = DINSOS) -> list[str]:
        """What comes back at once."""
        before = len(self.office.sent())
        self.reader.read(self.store(body, sender))
        return [sent.text for sent in self.office.sent()[before:]]

    def replies(self) -> list[Inbox]:
        """Answers that wait for the relay."""
        with self.office.database.read() as session:
            return [row for row in inbox.waiting(session) if row.kind == "Reply"]

    def items(self, kind: str = "") -> list[DeskItem]:
        """What lies open on the desk's list."""
        with self.office.database.read() as session:
            return list(desk.open_items(session, "contoh", kind))

    def rows(self, kind: str) -> list[Inbox]:
        """Rows of a kind that wait for the relay."""
        with self.office.database.read() as session:
            return [row for row in inbox.waiting(session) if row.kind == kind]

    def reach(self, person: str = "DINSOS-1", channel: Channel = Channel.SMS, address: str = DINSOS) -> Reach | None:
        """What is known of a way to somebody."""
        with self.office.database.read() as session:
            return session.get(Reach, ("contoh", person, channel.value, address))

    def refuse(self, row: Inbox, code: str, times: int = 1) -> list[Outgoing]:
        """The case refuses an answer; what is sent then."""
        before = len(self.office.sent())
        for _ in range(times):
            self.reader.answered(row.id, refuse(code, task=self.code, state="SELESAI"))
        return self.office.sent()[before:]
