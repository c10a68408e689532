"""What is secret of a page: the cookie of a device, the token of a form, a PIN at rest. All of it hangs on one key."""

import hashlib
import secrets
from dataclasses import dataclass, field

from policy import passcodes
from web import seal

COOKIE = "__Host-rujukan"
"""Browsers take it over https only, and from this machine itself (tried with Chromium on http://127.0.0.1)."""
SHORT = 24


@dataclass(frozen=True)
class Seals:
    """Makes and checks them with the key of the links."""

    key: str = field(repr=False)

    def _sign(self, what: str, *parts: object) -> str:
        return seal.signed(self.key, "\n".join([what, *map(str, parts)]))

    def new_cookie(self) -> str:
        """The value of a new device's cookie: random, and signed so that a made-up one costs no look-up."""
        drawn = secrets.token_urlsafe(24)
        return f"{drawn}.{self._sign('perangkat', drawn)[:SHORT]}"

    def device(self, cookie: str) -> str:
        """The id of the device with this cookie; "" if the cookie is not ours."""
        drawn, _, signed = cookie.rpartition(".")
        good = seal.same(signed, self._sign("perangkat", drawn)[:SHORT])
        return hashlib.sha256(drawn.encode()).hexdigest() if drawn and good else ""

    def form(self, link_hash: str, device: str) -> str:
        """What a form carries so that nobody else's page can send it."""
        return self._sign("borang", link_hash, device)[:SHORT]

    def task(self, person: str, case_code: str, n: int) -> str:
        """How an address names another task of the same person: without its code, and useless to anybody else."""
        return self._sign("tugas", person, case_code, n)[:SHORT]

    def code(self, who: str, purpose: str, about: str, digits: str) -> str:
        """A one-time code mixed with the key and what it is for; `passcodes.kept` makes of it what is stored."""
        return self._sign("sandi", who, purpose, about, digits)

    def place(self, link_hash: str, address: str) -> str:
        """Where wrong entries come from, without keeping anybody's network address."""
        return self._sign("tempat", link_hash, address)[:SHORT]

    def answer(self, link_hash: str, *parts: object) -> str:
        """The id of an answer: pressed twice on the same page it is one answer."""
        return f"tautan-{self._sign('jawaban', link_hash, *parts)[:SHORT]}"

    def pin(self, pin: str) -> str:
        """A PIN as the database keeps it: salted, slow, and mixed with the key."""
        return passcodes.kept(self._sign("pin", pin), secrets.token_hex(16))

    def is_pin(self, pin: str, known: str) -> bool:
        """Whether this is the PIN that was kept."""
        return passcodes.is_kept(self._sign("pin", pin), known)
