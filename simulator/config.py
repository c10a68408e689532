"""What the simulator is told once, at its start; nothing below its composition root reads the environment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from simulator.clock import real
from simulator.mix import Mix


@dataclass(frozen=True)
class Config:
    """An account, the numbers of the unit and where things go.

    `inbound_url` is the address answers are posted to, spelled as the web process knows it (it is signed);
    None keeps them here. `data` keeps the messages across a restart, None only in memory. `directory` is a
    JSON list of `{"address", "label", "role", "agency"}`. A port of 0 lets the system choose.
    `receipt_delay_seconds` is the pause before each receipt, None sends none. `retry_seconds`: an answer that the
    product did not take is posted again that often (a fallback or retry override), None posts once, as Twilio
    does. `whatsapp_window` keeps WhatsApp's rule of 24 hours. `mix` lets a share of requests go wrong.

    The gateway (a telephone with a local SIM) takes `gateway_user` with the token as password and signs with the
    token. `gateway_url` gets all its events without being registered, as by the app's own settings; one not taken
    is sent again after `gateway_retry_seconds`, then twice as long and so on, fourteen times.
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
    clock: Callable[[], datetime] = real
    whatsapp_window: bool = True
    retry_seconds: float | None = None
    mix: Mix | None = None
    gateway_url: str | None = None
    gateway_user: str = "sms"
    gateway_retry_seconds: float = 10.0
