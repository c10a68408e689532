"""What a single value of a pack must look like: codes, numbers, hours, offsets. A bad one is a ValueError."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Annotated
from zoneinfo import available_timezones

import phonenumbers
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from policy.ladder import Offset
from policy.words import Action, Channel
from units import notation

NONE = "none"
PLAIN = re.compile(r"[A-Za-z0-9 @$!\"#%&'()*+,\-./:;<=>?_]*")
"""The characters that are one septet in GSM-7 and stand on every keyboard."""
MAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[a-z]{2,}")


def written(read: Callable[[str], object]) -> BeforeValidator:
    """A reader of the notation as a validator: it is given text only."""

    def validate(value: object) -> object:
        return read(value) if isinstance(value, str) else value

    return BeforeValidator(validate)


def printable(text: str) -> str:
    """Text without control characters or marks that turn it round: it is read in terminals and stored in PostgreSQL."""
    if not text.isprintable():
        raise ValueError(text)
    return text


def _said(value: object) -> object:
    """`none` as None; an empty value says nothing."""
    if value is None:
        raise ValueError(value)
    return None if value == NONE else value


def _plain(text: str) -> str:
    if not PLAIN.fullmatch(text):
        raise ValueError(text)
    return text


def phone(text: str) -> str:
    """An Indonesian number in E.164, as given."""
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException as error:
        raise ValueError(text) from error
    canonical = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if number.country_code != 62 or canonical != text or not phonenumbers.is_valid_number(number):  # noqa: PLR2004
        raise ValueError(text)
    return text


def zone(text: str) -> str:
    """A time zone by its name."""
    if text not in available_timezones():
        raise ValueError(text)
    return text


def is_mobile(number: str) -> bool:
    """Whether a valid E.164 number can get messages."""
    return phonenumbers.number_type(phonenumbers.parse(number)) == phonenumbers.PhoneNumberType.MOBILE


def address(channel: Channel | None, text: str) -> str:
    """An address of the channel's shape; if the channel itself does not fit, of either shape."""
    if channel in {Channel.EMAIL, None} and MAIL.fullmatch(text):
        return text
    if channel is Channel.EMAIL or not is_mobile(phone(text)):
        raise ValueError(text)
    return text


UnitCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=32)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$", max_length=16)]
CodeOrNone = Annotated[Code | None, BeforeValidator(_said)]
TermCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+(_[A-Z0-9]+)*$", max_length=24)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=32)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=160), AfterValidator(printable)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=29), AfterValidator(_plain)]
Sender = Annotated[str, StringConstraints(min_length=1, max_length=12), AfterValidator(_plain)]
Phone = Annotated[str, StringConstraints(max_length=16), AfterValidator(phone)]
Day = Annotated[date, written(notation.day)]
Moment = Annotated[datetime, written(notation.moment)]
Hours = Annotated[tuple[time, time] | None, written(notation.hours)]
Days = Annotated[tuple[int, ...], written(notation.days)]
After = Annotated[Offset, written(notation.offset)]
Rung = Annotated[dict[Action, After], Field(min_length=1, max_length=1)]
Year = Annotated[int, Field(ge=2010, le=2100)]
Zone = Annotated[str, AfterValidator(zone)]
ClockHours = Annotated[int, Field(ge=1, le=8760)]
