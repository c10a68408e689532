"""What the simulator is told once, at its start; nothing below its composition root reads the environment."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Config:
    """An account, the numbers of the unit and where things go.

    `inbound_url` is the address answers are posted to, spelled as the web process knows it (it is signed);
    None keeps them here. `data` keeps the messages across a restart, None only in memory. `directory` is a
    JSON list of `{"address", "label", "role", "agency"}`. A port of 0 lets the system choose.
    `receipt_delay_seconds` is the pause before each receipt, None sends none.
    """

    account_sid: str
    auth_token: str
    sender: str
    inbound_url: str | None = None
    data: Path | None = None
    directory: Path | None = None
    smtp_host: str = "127.0.0.1"
    smtp_port: int = 0
    receipt_delay_seconds: float | None = 0.5
    tz: str = "Asia/Jakarta"
