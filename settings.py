"""What the environment says, read once by the composition roots; nothing below them imports this."""

import json
import os
from pathlib import Path
from typing import Any, Self

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "RUJUKAN_"
INSTANCE = "instance.json"
DEFAULT_DATA = Path("var")


class Settings(BaseSettings):
    """Every setting, by the name of its variable in lower case without `RUJUKAN_`.

    RUJUKAN_DATA, RUJUKAN_DATABASE_URL, RUJUKAN_TEMPORAL_ADDRESS, RUJUKAN_TEMPORAL_NAMESPACE, RUJUKAN_UNIT,
    RUJUKAN_TWILIO_ACCOUNT_SID, RUJUKAN_TWILIO_AUTH_TOKEN, RUJUKAN_TWILIO_BASE_URL, RUJUKAN_TWILIO_SENDER,
    RUJUKAN_TWO_WAY_SMS, RUJUKAN_SMTP_HOST, RUJUKAN_SMTP_PORT, RUJUKAN_PUBLIC_URL, RUJUKAN_WEB_HOST,
    RUJUKAN_WEB_PORT, RUJUKAN_SIMULATOR_HOST, RUJUKAN_SIMULATOR_PORT, RUJUKAN_WORKER_PROCESSES. With `_FILE`
    behind RUJUKAN_DATABASE_URL_FILE and RUJUKAN_TWILIO_AUTH_TOKEN_FILE the value is read from that file.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    data: Path = DEFAULT_DATA
    database_url: str = ""
    temporal_address: str = "127.0.0.1:7233"
    temporal_namespace: str = "rujukan"
    ui_url: str = ""
    unit: str = "tulungagung"
    hour_seconds: float = 3600
    twilio_account_sid: str = ""
    twilio_auth_token: str = Field(default="", repr=False)
    twilio_base_url: str = ""
    twilio_sender: str = ""
    two_way_sms: bool = False
    smtp_host: str = "127.0.0.1"
    smtp_port: int = 2525
    mail_sender: str = "ult-psai@psai.example"
    public_url: str = "http://127.0.0.1:8400"
    web_host: str = "127.0.0.1"
    web_port: int = 8400
    simulator_host: str = "127.0.0.1"
    simulator_port: int = 8402
    simulator_url: str = ""
    worker_processes: int = Field(default=1, ge=1, le=32)
    max_cached_workflows: int = 2_000
    graceful_seconds: float = 20

    @classmethod
    def load(cls, data: Path | None = None) -> Self:
        """From the environment, else from the instance that `rujukan up` described in its data folder."""
        folder = data or Path(os.environ.get(f"{PREFIX}DATA", str(DEFAULT_DATA)))
        known = _instance(folder) | _secrets() | {"data": folder}
        given = {name for name in known if f"{PREFIX}{name.upper()}" in os.environ and name != "data"}
        settings = cls(**{name: value for name, value in known.items() if name not in given})
        return settings if settings.database_url else settings.model_copy(update=_default_database(folder))

    @property
    def simulated(self) -> bool:
        """Whether messages go to the simulator: the only place a pack of examples may send to."""
        return bool(self.simulator_url) and self.twilio_base_url == self.simulator_url


def _default_database(folder: Path) -> dict[str, str]:
    return {"database_url": f"sqlite:///{(folder / 'rujukan.db').absolute()}"}


def _instance(folder: Path) -> dict[str, Any]:
    path = folder / INSTANCE
    if not path.exists():
        return {}
    described: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return described


def _secrets() -> dict[str, str]:
    """Values whose variable names a file."""
    names = ("database_url", "twilio_auth_token")
    paths = {name: os.environ.get(f"{PREFIX}{name.upper()}_FILE") for name in names}
    return {name: Path(path).read_text(encoding="utf-8").strip() for name, path in paths.items() if path}
