"""The tables of reaching people: how each contact fares, who may act from which device, channels, the desk's list."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Column, Index, Text
from sqlmodel import Field, SQLModel

from models.columns import instant

METADATA = SQLModel.metadata
"""All tables of this program, for the migrations."""


class Reach(SQLModel, table=True):
    """What is known of one way to one person; the way itself stands in the unit's pack.

    `proved_at`: a code sent there came back (again every 90 days). `stopped_at`: they want no more messages there.
    `failed_at`: the provider says that nobody is there. `window_until`: WhatsApp takes free text until then.
    """

    __tablename__: ClassVar[Any] = "reach"
    unit: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    address: str = Field(primary_key=True)
    proved_at: datetime | None = instant(null=True)
    stopped_at: datetime | None = instant(null=True)
    failed_at: datetime | None = instant(null=True)
    failed_code: str | None = None
    window_until: datetime | None = instant(null=True)
    answered_at: datetime | None = instant(null=True)


class Passcode(SQLModel, table=True):
    """A code of a few digits sent to a known address, hashed: to prove the address, set a PIN, or see a detail."""

    __tablename__: ClassVar[Any] = "passcode"
    __table_args__ = (
        Index("passcode_of", "unit", "person", "purpose"),
        Index("passcode_over", "purpose", "expires_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    unit: str
    person: str
    purpose: str
    channel: str
    address: str
    hash: str
    case_code: str = ""
    n: int = 0
    created_at: datetime = instant()
    expires_at: datetime = instant()
    wrong: int = 0
    used_at: datetime | None = instant(null=True)


class Pin(SQLModel, table=True):
    """A person's own PIN, hashed; wrong ones are counted and lock it. `locks`: how often since the last good one."""

    __tablename__: ClassVar[Any] = "pin"
    unit: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    hash: str
    set_at: datetime = instant()
    wrong: int = 0
    locked_until: datetime | None = instant(null=True)
    locks: int = 0


class Device(SQLModel, table=True):
    """A telephone or browser remembered for one person; `id` is the hash of what its cookie carries."""

    __tablename__: ClassVar[Any] = "device"
    id: str = Field(primary_key=True)
    unit: str
    person: str = Field(index=True)
    created_at: datetime = instant()
    expires_at: datetime = instant()
    seen_at: datetime = instant()
    ended_at: datetime | None = instant(null=True)


class Opening(SQLModel, table=True):
    """Who opened the detail of which hand-over, when: kept for ever."""

    __tablename__: ClassVar[Any] = "opening"
    id: int | None = Field(default=None, primary_key=True)
    unit: str
    case_code: str = Field(index=True)
    n: int
    person: str
    device: str = ""
    at: datetime = instant()


class ChannelState(SQLModel, table=True):
    """How a channel fares: tripped after errors in a row, closed again by a probe; a gateway's last heartbeat."""

    __tablename__: ClassVar[Any] = "channel_state"
    channel: str = Field(primary_key=True)
    failures: int = 0
    down_since: datetime | None = instant(null=True)
    reason: str = ""
    told_at: datetime | None = instant(null=True)
    probed_at: datetime | None = instant(null=True)
    beat_at: datetime | None = instant(null=True)


class DeskItem(SQLModel, table=True):
    """Something a person at the desk does: call somebody, read a text nobody understood, see to a lost message.

    `key` makes it one however often it is asked for; `words` are what to say or what was written (personal).
    """

    __tablename__: ClassVar[Any] = "desk_item"
    __table_args__ = (Index("desk_item_open", "unit", "done_at", "due"),)
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    unit: str
    kind: str
    case_code: str = Field(default="", index=True)
    n: int = 0
    code: str = ""
    person: str = ""
    channel: str = ""
    address: str = ""
    words: str = Field(default="", sa_column=Column(Text, nullable=False))
    made_at: datetime = instant()
    due: datetime = instant()
    done_at: datetime | None = instant(null=True)
    done_by: str = ""
    result: str = ""


class Heartbeat(SQLModel, table=True):
    """When a process was last alive, for `doctor`."""

    __tablename__: ClassVar[Any] = "heartbeat"
    process: str = Field(primary_key=True)
    at: datetime = instant()
