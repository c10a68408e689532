"""A person who is no longer in the unit's data: their devices, PIN and open codes end at once."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.reach import Device, Passcode, Pin
from policy.unit import Unit


def left_open(session: Session, unit: Unit) -> bool:
    """Whether somebody who is gone still has a device or a PIN."""
    devices = select(Device.id).where(Device.unit == unit.code, col(Device.ended_at).is_(None))
    pins = select(Pin.person).where(Pin.unit == unit.code, col(Pin.person).not_in(unit.people))
    device = session.exec(devices.where(col(Device.person).not_in(unit.people)).limit(1)).first()
    return device is not None or session.exec(pins.limit(1)).first() is not None


def end(session: Session, unit: Unit, now: datetime) -> None:
    """End what they still have. A code is read out or typed by nobody any more."""
    devices = select(Device).where(Device.unit == unit.code, col(Device.ended_at).is_(None))
    for device in session.exec(devices.where(col(Device.person).not_in(unit.people))).all():
        device.ended_at = now
        session.add(device)
    codes = select(Passcode).where(Passcode.unit == unit.code, col(Passcode.used_at).is_(None))
    for code in session.exec(codes.where(Passcode.expires_at > now, col(Passcode.person).not_in(unit.people))).all():
        code.expires_at = now
        session.add(code)
    for pin in session.exec(select(Pin).where(Pin.unit == unit.code, col(Pin.person).not_in(unit.people))).all():
        session.delete(pin)
