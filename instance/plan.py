"""What an instance consists of: folder, ports, addresses; written down so that commands find it."""

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from policy.unit import Unit
from settings import INSTANCE

DEFAULT_PORT = 7233
HOST = "127.0.0.1"
REAL_HOUR, FAST_HOUR = 3600.0, 10.0
ACCOUNT = "AC" + "0" * 32
NUMBER = "+6281100000000"


@dataclass(frozen=True)
class Plan:
    """Where an instance lives. Five ports from `port_base`: Temporal, its UI, web, simulator, mail."""

    data: Path
    port_base: int = DEFAULT_PORT
    fast: bool = False
    pack: Path = Path("data/units/tulungagung")
    token: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    link_key: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)

    @property
    def ports(self) -> dict[str, int]:
        """Each port by what listens on it."""
        names = ("temporal", "ui", "web", "simulator", "smtp")
        return {name: self.port_base + place for place, name in enumerate(names)}

    def url(self, name: str) -> str:
        """The address of one of them."""
        return f"http://{HOST}:{self.ports[name]}"

    @property
    def database_url(self) -> str:
        """The database file of this instance."""
        return f"sqlite:///{(self.data / 'rujukan.db').absolute()}"

    @property
    def hour(self) -> float:
        """How many seconds an hour of a new case lasts."""
        return FAST_HOUR if self.fast else REAL_HOUR

    @property
    def desk_key(self) -> str:
        """What opens the desk's page; made from the token, so that a bookmark outlives a restart."""
        return hmac.new(self.token.encode(), b"meja", hashlib.sha256).hexdigest()[:32]

    def describe(self, unit: Unit) -> dict[str, str | int | float | bool]:
        """The settings of this instance, as `settings.Settings` names them."""
        return {
            "database_url": self.database_url,
            "temporal_address": f"{HOST}:{self.ports['temporal']}",
            "temporal_namespace": "rujukan",
            "ui_url": self.url("ui"),
            "unit": unit.code,
            "hour_seconds": self.hour,
            "twilio_account_sid": ACCOUNT,
            "twilio_auth_token": self.token,
            "twilio_base_url": self.url("simulator"),
            "twilio_sender": NUMBER,
            "two_way_sms": True,
            "smtp_host": HOST,
            "smtp_port": self.ports["smtp"],
            "public_url": self.url("web"),
            "link_key": self.link_key,
            "desk_key": self.desk_key,
            "web_port": self.ports["web"],
            "simulator_port": self.ports["simulator"],
            "simulator_url": self.url("simulator"),
            "graceful_seconds": 5,
        }

    def write(self, unit: Unit) -> None:
        """Write instance.json (its owner's only: it holds the simulator's token) and the handsets."""
        _put(self.data / INSTANCE, json.dumps(self.describe(unit), indent=1))
        _put(self.data / "handsets.json", json.dumps(_handsets(unit), ensure_ascii=False, indent=1))


def _put(path: Path, text: str) -> None:
    """Write a file whole or not at all: a command may read it at this moment, or we may die."""
    draft = path.with_suffix(".tmp")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    draft.replace(path)


def _handsets(unit: Unit) -> list[dict[str, str]]:
    """Who has which number or address, for the simulator's page."""
    return [
        {
            "address": contact.address,
            "label": f"{person.code} {person.name}",
            "role": person.role,
            "agency": person.agency or unit.sender,
        }
        for person in unit.people.values()
        for contact in person.channels
    ]


def known(data: Path) -> dict[str, str]:
    """The secrets of an instance that ran in this folder before, as `Plan` names them: handsets, links keep working."""
    try:
        found = json.loads((data / INSTANCE).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none, or spoilt: `up` checks the folder and writes a new one
        return {}
    kept = {"token": found.get("twilio_auth_token"), "link_key": found.get("link_key")}
    return {name: str(value) for name, value in kept.items() if value}
