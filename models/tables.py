"""The tables. Events are append-only; case and hand-over rows are projections rebuilt from them."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.columns import instant, json_column
from models.reach import METADATA as METADATA  # noqa: PLC0414 - with the tables there: all of this program


class UnitVersion(SQLModel, table=True):
    """One version of a unit's pack, whole, as canonical JSON; going back to an older content is a version too."""

    __tablename__: ClassVar[Any] = "unit_version"
    __table_args__ = (Index("unit_version_hash", "unit", "hash"),)
    id: int | None = Field(default=None, primary_key=True)
    unit: str = Field(index=True)
    hash: str
    label: str
    valid_from: date
    loaded_at: datetime = instant()
    content: str = Field(sa_column=Column(Text, nullable=False))


class Inbox(SQLModel, table=True):
    """Everything that comes in, before it is acted on: `payload` has codes only, `facts` are personal."""

    __tablename__: ClassVar[Any] = "inbox"
    __table_args__ = (Index("inbox_waiting", "state", "next_try", "place"),)
    place: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    kind: str
    case_code: str | None = Field(default=None, index=True)
    report_no: str | None = None
    payload: dict[str, Any] = json_column()
    facts: dict[str, Any] = json_column()
    source: str = ""
    dedupe: str | None = Field(default=None, unique=True)
    created_at: datetime = instant()
    state: str = "WAITING"
    answer: dict[str, Any] | None = json_column(null=True)
    attempts: int = 0
    next_try: datetime | None = instant(null=True)
    lease_until: datetime | None = instant(null=True)
    note: str = ""


class ChangeRow(SQLModel, table=True):
    """One recorded decision and what the record answered to it."""

    __tablename__: ClassVar[Any] = "change"
    __table_args__ = (UniqueConstraint("case_code", "seq"),)
    id: str = Field(primary_key=True)
    case_code: str
    seq: int
    at: datetime = instant()
    happened: datetime | None = instant(null=True)
    result: dict[str, Any] = json_column()


class EventRow(SQLModel, table=True):
    """One event, for ever. `at` is when it was recorded, `happened` when it took place."""

    __tablename__: ClassVar[Any] = "event"
    __table_args__ = (UniqueConstraint("case_code", "seq", "place"), Index("event_type", "type", "case_code"))
    id: str = Field(primary_key=True)
    change_id: str
    case_code: str
    seq: int
    place: int
    type: str
    n: int
    by: str
    at: datetime = instant()
    happened: datetime = instant()
    data: dict[str, Any] = json_column()


class CaseRow(SQLModel, table=True):
    """A case as it stands: `state` is the whole `policy.case.Case`, the columns are for queries."""

    __tablename__: ClassVar[Any] = "case_row"
    code: str = Field(primary_key=True)
    unit: str = Field(index=True)
    stage: str = Field(index=True)
    risk: str
    worker: str = Field(index=True)
    seq: int
    reported_at: datetime = instant()
    stage_since: datetime = instant()
    due_at: datetime | None = instant(null=True, index=True)
    open: bool = Field(index=True)
    rung: int
    state: dict[str, Any] = json_column()


class HandoverRow(SQLModel, table=True):
    """A hand-over as it stands. A task code is unique among the open ones of a unit."""

    __tablename__: ClassVar[Any] = "handover"
    __table_args__ = (
        Index(
            "handover_open_code",
            "unit",
            "code",
            unique=True,
            sqlite_where=text("open AND code <> ''"),
            postgresql_where=text("open AND code <> ''"),
        ),
        Index("handover_person", "person", "open"),
        Index("handover_late", "open", "due"),
    )
    case_code: str = Field(primary_key=True)
    n: int = Field(primary_key=True)
    unit: str
    code: str = Field(index=True)
    kind: str
    state: str
    party: str
    person: str
    level: str
    service: str
    parent: int
    opened: datetime = instant()
    since: datetime = instant()
    due: datetime = instant()
    next_at: datetime | None = instant(null=True)
    rung: int
    open: bool
    unreachable: bool
    seq: int


class Report(SQLModel, table=True):
    """One report; each child it names is a case of its own."""

    __tablename__: ClassVar[Any] = "report"
    no: str = Field(primary_key=True)
    unit: str
    created_at: datetime = instant()
    facts: dict[str, Any] = json_column()


class CaseFile(SQLModel, table=True):
    """What a report says of one child: its type as the list of that day had it, and the personal facts."""

    __tablename__: ClassVar[Any] = "case_file"
    code: str = Field(primary_key=True)
    unit: str = Field(index=True)
    report_no: str = Field(index=True)
    type: str
    type_version: str
    channel: str
    told_at: datetime = instant()
    happened_at: datetime = instant(index=True)
    facts: dict[str, Any] = json_column()


class Fact(SQLModel, table=True):
    """Personal details of one command, kept beside the event it became."""

    __tablename__: ClassVar[Any] = "fact"
    __table_args__ = (UniqueConstraint("inbox_id", "kind"),)
    id: int | None = Field(default=None, primary_key=True)
    case_code: str = Field(index=True)
    n: int
    inbox_id: str
    kind: str
    by: str
    at: datetime = instant()
    data: dict[str, Any] = json_column()


class Outbox(SQLModel, table=True):
    """Everything that goes out, before it is sent (design.md §6). `channels` are still to be tried.

    `filled`: what the template was filled with (codes only), so that another channel can say it its own way; `more`:
    what one channel needs besides a text. `text` never holds a link's token, only its place (`links.PLACE`).
    `fate_by`: until when a final status may be waited for. Cost in millionths of `currency`.
    """

    __tablename__: ClassVar[Any] = "outbox"
    __table_args__ = (
        UniqueConstraint("change_id", "place"),
        Index("outbox_accepted", "accepted_at", "asked_at"),
        Index("outbox_held", "case_code", "n", "person", "state"),
        Index("outbox_state", "state", "created_at"),
        Index("outbox_link", "link_hash", unique=True),
        Index("outbox_to", "address", "start"),
    )
    id: int | None = Field(default=None, primary_key=True)
    notification_id: str = Field(unique=True)
    change_id: str
    place: int
    case_code: str
    n: int
    unit: str
    template: str
    audience: str
    person: str
    channel: str
    channels: list[list[str]] = json_column()
    address: str
    language: str
    text: str
    subject: str
    state: str = "READY"
    start: datetime = instant()
    deadline: datetime = instant()
    attempts: int = 0
    provider_id: str | None = Field(default=None, index=True)
    error_code: str | None = None
    error: str | None = None
    created_at: datetime = instant()
    intent_at: datetime | None = instant(null=True)
    settled_at: datetime | None = instant(null=True)
    resent: bool = False
    urgency: str = ""
    filled: dict[str, Any] | None = json_column(null=True)
    more: dict[str, Any] | None = json_column(null=True)
    link_hash: str | None = None
    opened_at: datetime | None = instant(null=True)
    accepted_at: datetime | None = instant(null=True)
    fate_by: datetime | None = instant(null=True, index=True)
    asked_at: datetime | None = instant(null=True)
    segments: int = 0
    cost_micros: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))
    currency: str = ""


class Receipt(SQLModel, table=True):
    """A provider's word on a message; one status of one message is kept once, whatever the order."""

    __tablename__: ClassVar[Any] = "receipt"
    __table_args__ = (UniqueConstraint("provider_id", "status"),)
    id: int | None = Field(default=None, primary_key=True)
    provider_id: str = Field(index=True)
    status: str
    code: str | None = None
    at: datetime = instant()
