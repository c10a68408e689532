"""What the processes of one run share: database, addresses, and a clock that runs faster than the world's."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from notifications.channels import Channel as Way
from notifications.mail import Mail, MailConfig
from notifications.sms import Sms
from notifications.twilio_api import TwilioConfig
from notifications.whatsapp import WhatsApp
from policy.words import Channel
from simulator.clock import faster

FASTER = 30.0
"""How fast the clock runs: the wait of 120 s for an unknown fate lasts four, a time-out of 30 s one."""
PATIENCE = 30.0
SENDER = "+6281100000000"
ACCOUNT = "AC" + "0" * 32
NOWHERE = "http://penyedia-tidak-ada.invalid"
FILE = "ground.json"


@dataclass(frozen=True)
class Ground:
    """Where a run takes place; `since` is ISO, `token` signs callbacks."""

    folder: str
    database_url: str
    provider: str
    smtp_port: int
    public_url: str
    token: str
    since: str
    times: float = FASTER

    @classmethod
    def read(cls, folder: Path) -> "Ground":
        """As another process has written it."""
        return cls(**json.loads((folder / FILE).read_text(encoding="utf-8")))

    def write(self) -> None:
        """For the other processes."""
        (Path(self.folder) / FILE).write_text(json.dumps(asdict(self)), encoding="utf-8")

    @property
    def clock(self) -> Callable[[], datetime]:
        """The same instant in every process."""
        return faster(datetime.fromisoformat(self.since), self.times)

    def ways(self, provider: str = "") -> Mapping[Channel, Way]:
        """The real channels, their time-outs as much shorter as the clock is faster. `provider`: another address."""
        patience = PATIENCE / self.times
        twilio = TwilioConfig(ACCOUNT, self.token, SENDER, provider or self.provider, patience)
        desk = "meja@psai.example"
        mail = MailConfig("127.0.0.1", self.smtp_port, desk, "ULT", desk, timeout_seconds=patience)
        return {Channel.SMS: Sms(twilio), Channel.WHATSAPP: WhatsApp(twilio), Channel.EMAIL: Mail(mail, self.clock)}


def utc() -> datetime:
    """The world's clock."""
    return datetime.now(UTC)
