"""Units in the database: every version whole, the one in force by its day, parsed once per process."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.tables import UnitVersion
from policy.unit import Unit
from units.stored import content_hash, from_json, to_json

_NAMES = (
    select(UnitVersion.hash)
    .where(UnitVersion.unit == bindparam("unit"))
    .order_by(col(UnitVersion.valid_from).desc(), col(UnitVersion.id).desc())
)


def store(session: Session, unit: Unit, now: datetime) -> bool:
    """Keep a new version; False if the newest version has the same content."""
    content = to_json(unit)
    name = content_hash(content)
    newest = _newest(session, unit.code)
    if newest and newest.hash == name:
        return False
    session.add(
        UnitVersion(
            unit=unit.code,
            hash=name,
            label=unit.version,
            valid_from=unit.valid_from,
            loaded_at=now,
            content=content,
        )
    )
    session.flush()
    return True


def _newest(session: Session, unit: str) -> UnitVersion | None:
    versions = select(UnitVersion).where(UnitVersion.unit == unit)
    return session.exec(versions.order_by(col(UnitVersion.id).desc()).limit(1)).first()


def current(session: Session, unit: str, at: datetime) -> Unit | None:
    """The unit as it holds on the local day of `at`: the latest version whose first day has come, else the first.

    Of two with the same first day the one loaded last holds: it corrects the other.
    """
    names = session.connection().execute(_NAMES, {"unit": unit}).scalars().all()
    for name in names:
        version = _parsed(session, unit, name)
        if version.valid_from <= version.local(at).date():
            return version
    return _parsed(session, unit, names[-1]) if names else None


def codes(session: Session) -> Sequence[str]:
    """The units this database knows."""
    return session.exec(select(UnitVersion.unit).distinct().order_by(UnitVersion.unit)).all()


_PARSED: dict[str, Unit] = {}


def _parsed(session: Session, unit: str, name: str) -> Unit:
    """A content is parsed once; two threads may do it twice, which harms nobody."""
    if name not in _PARSED:
        version = select(UnitVersion.content).where(UnitVersion.unit == unit, UnitVersion.hash == name)
        _PARSED[name] = from_json(session.exec(version.limit(1)).one())
    return _PARSED[name]
