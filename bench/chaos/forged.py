"""Signed requests that somebody changed on their way, and the same once more: what the real web application takes."""

import asyncio
import hmac
from base64 import b64encode
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass, replace
from hashlib import sha256
from random import Random
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI

from bench.chaos.ground import ACCOUNT, utc
from models.db import Database
from models.tables import METADATA
from notifications import signature
from web.app import create_app
from web.receive import Receiver

TOKEN, PUBLIC = "rahasia-uji", "https://contoh.invalid"
GOOD = range(200, 300)
Pairs = tuple[tuple[str, str], ...]
Change = Callable[["Signed", Random], "Signed"]


@dataclass(frozen=True)
class Signed:
    """One request as it arrives."""

    path: str
    pairs: Pairs
    signature: str


def genuine(number: int) -> Signed:
    """A request of the provider: a text, a WhatsApp text or a receipt by turns."""
    sid = f"SM{number:032x}"
    kind = number % 3
    shared = {"AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", "MessageSid": sid, "SmsSid": sid}
    prefix = "whatsapp:" if kind == 1 else ""
    text = {
        "Body": f"TERIMA K7M4 {number}",
        "From": f"{prefix}+62812{number:08d}",
        "NumMedia": "0",
        "NumSegments": "1",
        "ProfileName": "",
        "SmsStatus": "received",
        "To": f"{prefix}+6281100000000",
    }
    receipt = {"From": "+6281100000000", "MessageStatus": "delivered", "SmsStatus": "delivered", "To": "+6281200000001"}
    path = "/twilio/inbound" if kind < 2 else f"/twilio/status?n=n{number}"
    return signed(path, tuple((shared | (text if kind < 2 else receipt)).items()))


def signed(path: str, pairs: Pairs, token: str = TOKEN) -> Signed:
    """With the signature of whoever has this token."""
    return Signed(path, pairs, signature.sign(token, f"{PUBLIC}{path}", pairs))


def mutated(request: Signed, random: Random) -> Signed:
    """The request with one thing changed; never the same fields, address and signature."""
    while True:
        found = random.choice(CHANGES)(request, random)
        if (found.path, sorted(found.pairs), found.signature) != (
            request.path,
            sorted(request.pairs),
            request.signature,
        ):
            return found


def _letter(text: str, random: Random) -> str:
    """Another character somewhere."""
    if not text:
        return random.choice(["x", " ", "\u202e", "0"])
    place = random.randrange(len(text))
    return text[:place] + random.choice("aZ9 +\u00a0\u202e=") + text[place + random.randrange(2) :]


def _with(request: Signed, place: int, *pairs: tuple[str, str]) -> Signed:
    return replace(request, pairs=(*request.pairs[:place], *pairs, *request.pairs[place + 1 :]))


def _value(request: Signed, random: Random) -> Signed:
    place = random.randrange(len(request.pairs))
    name, value = request.pairs[place]
    return _with(request, place, (name, _letter(value, random)))


def _name(request: Signed, random: Random) -> Signed:
    place = random.randrange(len(request.pairs))
    name, value = request.pairs[place]
    return _with(request, place, (_letter(name, random), value))


def _gone(request: Signed, random: Random) -> Signed:
    return _with(request, random.randrange(len(request.pairs)))


def _one_more(request: Signed, random: Random) -> Signed:
    return replace(request, pairs=(*request.pairs, (random.choice(["Extra", "Body", "From"]), random.choice("ab1"))))


def _twice(request: Signed, random: Random) -> Signed:
    return replace(request, pairs=(*request.pairs, random.choice(request.pairs)))


def _cut_elsewhere(request: Signed, random: Random) -> Signed:
    """The boundary of a name and its value moved: the signature does not notice."""
    place = random.randrange(len(request.pairs))
    whole, length = "".join(request.pairs[place]), len(request.pairs[place][0])
    at = random.randrange(1, len(whole) + 1)
    return _with(request, place, (whole[:at], whole[at:])) if at != length else _value(request, random)


def _swallowed(request: Signed, random: Random) -> Signed:
    """A value that has swallowed the field behind it: the signature does not notice."""
    pairs = sorted(request.pairs)
    place = random.randrange(len(pairs) - 1)
    name, value = pairs[place]
    merged = (name, value + "".join(pairs[place + 1]))
    return replace(request, pairs=(*pairs[:place], merged, *pairs[place + 2 :]))


def _address_swallows(request: Signed, _random: Random) -> Signed:
    """The address has swallowed the name of the first field."""
    (name, value), *rest = sorted(request.pairs)
    return replace(request, path=request.path + name, pairs=((value, ""), *rest))


def _path(request: Signed, random: Random) -> Signed:
    other = "/twilio/status" if "inbound" in request.path else "/twilio/inbound"
    choices = [other, f"{request.path}&x=1", f"{request.path}?n=n1", f"{request.path}0", request.path.partition("?")[0]]
    return replace(request, path=random.choice(choices))


def _seal(request: Signed, random: Random) -> Signed:
    own = request.signature
    choices = ["", own[:-1], f"{own}=", own.swapcase(), own.rstrip("="), f" {own}", _letter(own, random), own[::-1]]
    return replace(request, signature=random.choice(choices))


def _other_key(request: Signed, random: Random) -> Signed:
    return signed(request.path, request.pairs, random.choice(["", TOKEN[:-1], f"{TOKEN} ", ACCOUNT]))


def _other_algorithm(request: Signed, _random: Random) -> Signed:
    told = f"{PUBLIC}{request.path}" + "".join(name + value for name, value in sorted(request.pairs))
    digest = hmac.new(TOKEN.encode(), told.encode(), sha256).digest()
    return replace(request, signature=b64encode(digest).decode())


def _of_another(request: Signed, random: Random) -> Signed:
    return replace(request, signature=genuine(random.randrange(10**6, 10**7)).signature)


CHANGES: tuple[Change, ...] = (
    _value,
    _value,
    _name,
    _gone,
    _one_more,
    _twice,
    _cut_elsewhere,
    _swallowed,
    _address_swallows,
    _path,
    _seal,
    _seal,
    _other_key,
    _other_algorithm,
    _of_another,
)


class Door:
    """The real web application on a database, in this process."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._app: FastAPI = create_app(Receiver(db, TOKEN, PUBLIC, utc))

    async def knock(self, request: Signed) -> int:
        """Its answer's status."""
        told: list[int] = []
        path, _, query = request.path.partition("?")
        body = urlencode(request.pairs).encode()
        scope: MutableMapping[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "https",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [
                (b"content-type", b"application/x-www-form-urlencoded"),
                (b"x-twilio-signature", request.signature.encode()),
            ],
            "server": ("contoh.invalid", 443),
            "client": ("192.0.2.1", 1),
        }

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                told.append(message["status"])

        await self._app(scope, receive, send)
        return told[0]

    def rows(self) -> dict[str, list[object]]:
        """Everything in the database."""
        with self.db.read() as session:
            connection = session.connection()
            return {name: list(connection.execute(table.select()).all()) for name, table in METADATA.tables.items()}


def forged(db: Database, count: int, seed: int) -> tuple[int, bool]:
    """How many of `count` mutated requests were taken, and whether anything in the database is another."""
    door, random = Door(db), Random(seed)  # noqa: S311 - repeatable, not secret
    before = door.rows()
    taken = asyncio.run(_knock_all(door, _mutants(count, random)))
    return taken, door.rows() != before


def replayed(db: Database, count: int) -> tuple[int, bool]:
    """How many of `count` requests sent a second time were answered well, and whether a row changed by it."""
    door = Door(db)
    first = asyncio.run(_knock_all(door, map(genuine, range(count))))
    before = door.rows()
    again = asyncio.run(_knock_all(door, map(genuine, range(count))))
    assert first == count, "the provider's own requests are refused"
    return again, door.rows() != before


def _mutants(count: int, random: Random) -> Iterator[Signed]:
    return (mutated(genuine(number), random) for number in range(count))


async def _knock_all(door: Door, requests: Iterator[Signed]) -> int:
    return sum([await door.knock(request) in GOOD for request in requests])
