"""Column types: instants are aware UTC on every database; our own values are kept as JSON."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from policy.case import Case
from policy.events import Recorded


class Instant(TypeDecorator[datetime]):
    """An aware instant. SQLite forgets the zone: UTC goes in, UTC comes out. ValueError for a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def case_to_json(case: Case) -> dict[str, Any]:
    """A case as plain JSON values."""
    dumped: dict[str, Any] = _adapter(Case).dump_python(case, mode="json")
    return dumped


def case_from_json(value: Mapping[str, Any]) -> Case:
    """The case again, equal to the one that was put in."""
    case: Case = _adapter(Case).validate_python(value)
    return case


def recorded_to_json(recorded: Recorded) -> dict[str, Any]:
    """A record's answer as plain JSON values."""
    dumped: dict[str, Any] = _adapter(Recorded).dump_python(recorded, mode="json")
    return dumped


def recorded_from_json(value: Mapping[str, Any]) -> Recorded:
    """The record's answer again."""
    recorded: Recorded = _adapter(Recorded).validate_python(value)
    return recorded
