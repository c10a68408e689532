"""The two kinds of column that every table here uses: an aware instant, and our own values as JSON."""

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from models.types import Instant


def instant(*, null: bool = False, index: bool = False) -> Any:  # noqa: ANN401 - SQLModel's field
    """An aware instant."""
    return Field(default=None, sa_column=Column(Instant, nullable=null, index=index))


def json_column(*, null: bool = False) -> Any:  # noqa: ANN401 - SQLModel's field
    """Our own values as JSON."""
    return Field(default=None, sa_column=Column(JSON, nullable=null))
