"""One question for all channels: what does this code ask for? Each channel's own table answers."""

import re

from notifications.channels import DeliveryError, Remedy
from notifications.smtp_codes import remedy_of_smtp
from notifications.twilio_codes import lookup
from notifications.whatsapp import OUTSIDE

_TWILIO = frozenset({"SMS", "WHATSAPP"})
_LEAVE_IT = Remedy.PASSING
_NUMBER = re.compile(r"[0-9]{5}")


def remedy(channel: str, code: str) -> Remedy:
    """The remedy of a code that came with a refusal or a receipt; a word nobody lists is passing."""
    if channel in _TWILIO and _NUMBER.fullmatch(code):
        return lookup(int(code)).remedy
    return remedy_of_smtp(code) if code.startswith("smtp-") or code[:2] in {"4.", "5."} else _LEAVE_IT


def outside_the_window(channel: str, code: str) -> bool:
    """Whether free text was refused because the person has not written for 24 hours: only a template arrives."""
    return (channel, code) == ("WHATSAPP", OUTSIDE)


def error_of(channel: str, code: str) -> DeliveryError:
    """The error a receipt stands for."""
    found = remedy(channel, code)
    permanent = found not in {Remedy.PASSING, Remedy.LOOP}
    return DeliveryError(code, permanent=permanent, ambiguous=False, meaning="told by a receipt", remedy=found)
