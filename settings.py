"""What the environment says, read once by the composition roots; nothing below them imports this."""

import json
import os
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "RUJUKAN_"
INSTANCE = "instance.json"
DEFAULT_DATA = Path("var")


class CannotStartError(Exception):
    """Why a process cannot start and what to do: a sentence in Indonesian (`id`) and in English (`en`)."""

    def __init__(self, indonesian: str, english: str) -> None:
        self.id, self.en = indonesian, english
        super().__init__(english)


class Settings(BaseSettings):
    """Every setting, by the name of its variable in lower case without `RUJUKAN_`.

    RUJUKAN_DATA, RUJUKAN_DATABASE_URL, RUJUKAN_TEMPORAL_ADDRESS, RUJUKAN_TEMPORAL_NAMESPACE, RUJUKAN_UI_URL,
    RUJUKAN_UNIT, RUJUKAN_HOUR_SECONDS, RUJUKAN_TWILIO_ACCOUNT_SID, RUJUKAN_TWILIO_AUTH_TOKEN,
    RUJUKAN_TWILIO_BASE_URL, RUJUKAN_TWILIO_SENDER, RUJUKAN_TWO_WAY_SMS, RUJUKAN_SMTP_HOST, RUJUKAN_SMTP_PORT,
    RUJUKAN_MAIL_SENDER, RUJUKAN_PUBLIC_URL, RUJUKAN_WEB_HOST, RUJUKAN_WEB_PORT, RUJUKAN_WORKER_PROCESSES,
    RUJUKAN_MAX_CACHED_WORKFLOWS, RUJUKAN_GRACEFUL_SECONDS, RUJUKAN_ANSWER_SECONDS (how long a command or a page waits
    for the answer of a case before it says that it is stored and being delivered),
    RUJUKAN_SIMULATOR_URL (where this installation's simulator is), RUJUKAN_LINK_KEY (without it no message carries a
    link). With RUJUKAN_DATABASE_URL_FILE, RUJUKAN_TWILIO_AUTH_TOKEN_FILE and RUJUKAN_LINK_KEY_FILE the value is read
    from that file. The simulator itself reads RUJUKAN_SIMULATOR_HOST, RUJUKAN_SIMULATOR_PORT,
    RUJUKAN_SIMULATOR_INBOUND_URL.

    RUJUKAN_NAME_SERVER (`address` or `address:port`) is asked whether a mail domain takes mail; else the first one of
    /etc/resolv.conf.

    Mail: RUJUKAN_SMTP_USERNAME, RUJUKAN_SMTP_PASSWORD, RUJUKAN_SMTP_ENCRYPTION (none, starttls, tls),
    RUJUKAN_MAIL_REPLY_TO (the desk; else the sender), RUJUKAN_MAIL_KEY (signs return paths and the mail that comes
    back or is posted to the desk; without it neither is believed). The telephone with a local SIM: RUJUKAN_GATEWAY_URL,
    RUJUKAN_GATEWAY_USER, RUJUKAN_GATEWAY_PASSWORD, RUJUKAN_GATEWAY_KEY (its signing key; without it nothing it sends
    is believed). RUJUKAN_DESK_KEY opens /meja/panggilan to a browser on this machine (without it there is no page;
    `rujukan up` makes one). Each secret also by its name with _FILE.
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
    smtp_username: str = ""
    smtp_password: str = Field(default="", repr=False)
    smtp_encryption: Literal["none", "starttls", "tls"] = "none"
    mail_sender: str = "ult-psai@psai.example"
    mail_reply_to: str = ""
    name_server: str = ""
    mail_key: str = Field(default="", repr=False)
    gateway_url: str = ""
    gateway_user: str = ""
    gateway_password: str = Field(default="", repr=False)
    gateway_key: str = Field(default="", repr=False)
    public_url: str = "http://127.0.0.1:8400"
    link_key: str = Field(default="", repr=False)
    desk_key: str = Field(default="", repr=False)
    web_host: str = "127.0.0.1"
    web_port: int = 8400
    simulator_host: str = "127.0.0.1"
    simulator_port: int = 8402
    simulator_url: str = ""
    worker_processes: int = Field(default=1, ge=1, le=32)
    max_cached_workflows: int = 2_000
    graceful_seconds: float = 20
    answer_seconds: float = 2

    @classmethod
    def load(cls, data: Path | None = None) -> Self:
        """From the environment, else from the instance that `rujukan up` described in its data folder.

        CannotStartError.
        """
        folder = data or Path(os.environ.get(f"{PREFIX}DATA", str(DEFAULT_DATA)))
        known = _instance(folder) | _secrets() | {"data": folder}
        given = {name for name in known if f"{PREFIX}{name.upper()}" in os.environ and name != "data"}
        try:
            settings = cls(**{name: value for name, value in known.items() if name not in given})
        except ValidationError as error:
            raise _invalid(error) from None
        return settings if settings.database_url else settings.model_copy(update=_default_database(folder))

    @property
    def simulated(self) -> bool:
        """Whether all messages, texts and mail, go to the simulator: the only place for a pack of examples."""
        mail_too = urlsplit(self.simulator_url).hostname == self.smtp_host
        gateway_too = not self.gateway_url or urlsplit(self.gateway_url).netloc == urlsplit(self.simulator_url).netloc
        texts_too = self.twilio_base_url == self.simulator_url and gateway_too
        return bool(self.simulator_url) and texts_too and mail_too


def _default_database(folder: Path) -> dict[str, str]:
    return {"database_url": f"sqlite:///{(folder / 'rujukan.db').absolute()}"}


def _instance(folder: Path) -> dict[str, Any]:
    path = folder / INSTANCE
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise _unreadable(path, error) from None
    except ValueError:
        described = None
    if not isinstance(described, dict):
        raise CannotStartError(
            f"Berkas {path} rusak. Hapus, lalu jalankan lagi: rujukan up",
            f"The file {path} is damaged. Delete it, then run again: rujukan up",
        )
    return described


def _secrets() -> dict[str, str]:
    """Values whose variable names a file."""
    sealed = ("smtp_password", "mail_key", "gateway_password", "gateway_key", "desk_key")
    names = ("database_url", "twilio_auth_token", "link_key", *sealed)
    paths = {name: os.environ.get(f"{PREFIX}{name.upper()}_FILE") for name in names}
    return {name: _secret(Path(path)) for name, path in paths.items() if path}


def _secret(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError) -> CannotStartError:
    return CannotStartError(
        f"Berkas {path} tidak dapat dibaca ({error.strerror}). Periksa letak dan hak aksesnya.",
        f"The file {path} cannot be read ({error.strerror}). Check its place and its rights.",
    )


def _invalid(error: ValidationError) -> CannotStartError:
    names = ", ".join(sorted({f"{PREFIX}{str(each['loc'][0]).upper()}" for each in error.errors()}))
    return CannotStartError(f"Setelan tidak sah: {names}.", f"A setting is not valid: {names}.")
