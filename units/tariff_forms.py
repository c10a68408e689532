"""The forms of what a unit agreed with those who carry its messages: WhatsApp templates and prices."""

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationInfo, field_validator

from policy.words import Channel
from units.fields import Day, Words, printable
from units.forms import Form

MILLION = 1_000_000
_PLACE = re.compile(r"\{\{(.*?)\}\}")
_DEAREST = 10**9


def _micros(value: object) -> object:
    """A price as people write it, in millionths: exact, not a floating number."""
    if not isinstance(value, str):
        return value
    try:
        found = Decimal(value) * MILLION
    except InvalidOperation as error:
        raise ValueError(value) from error
    if not found.is_finite() or found != found.to_integral_value():
        raise ValueError(value)
    return int(found)


Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=32)]
Micros = Annotated[int, BeforeValidator(_micros), Field(ge=0, le=_DEAREST * MILLION)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=1024), AfterValidator(printable)]


class ContentForm(Form):
    """A WhatsApp template as it was approved."""

    template: Name
    language: Literal["id", "en"]
    content_sid: Annotated[str, StringConstraints(pattern=r"^HX[0-9a-fA-F]{32}$")]
    variables: Annotated[list[Name], Field(min_length=1, max_length=12)]
    text: Text

    @field_validator("text")
    @classmethod
    def _has_its_places(cls, text: str, info: ValidationInfo) -> str:
        """Each variable has its place (else Twilio answers 63028), none at either end (else Meta does not approve)."""
        wanted = {str(place + 1) for place in range(len(info.data.get("variables", ("",))))}
        if {found.strip() for found in _PLACE.findall(text)} != wanted or text.startswith("{{") or text.endswith("}}"):
            raise ValueError(text)
        return text


class PriceForm(Form):
    """What one part costs by a channel to numbers that begin so; who says so, and when somebody looked."""

    channel: Literal[Channel.SMS, Channel.WHATSAPP, Channel.GATEWAY, Channel.EMAIL]
    prefix: Annotated[str, StringConstraints(pattern=r"^(\+[1-9][0-9]{0,6})?$")] = ""
    price: Micros
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    source: Words
    checked: Day
