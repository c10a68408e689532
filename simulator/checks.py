"""Why Twilio would refuse to create a message, in the order Twilio looks at it."""

from collections.abc import Mapping

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

from simulator.book import WHATSAPP, Book, bare
from simulator.config import Config
from simulator.state import State

_LONGEST = 1600
_NO_TEXTS = frozenset(
    {PhoneNumberType.FIXED_LINE, PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.UAN}
)


def refusal(form: Mapping[str, str], state: State) -> int | None:
    """The Twilio code for a form that is refused, or None."""
    if not form.get("To"):
        return 21604
    said = state.contents.refusal(form) if form.get("ContentSid") else _text(form.get("Body", ""))
    return _sender(form, state.config) or said or _recipient(form["To"], state.book)


def _sender(form: Mapping[str, str], config: Config) -> int | None:
    given = form.get("From")
    if not given:
        return None if form.get("MessagingServiceSid") else 21603
    return None if given.removeprefix(WHATSAPP) == config.sender else 21606


def _text(body: str) -> int | None:
    if not body:
        return 21602
    return 21617 if len(body) > _LONGEST else None


def _recipient(to: str, book: Book) -> int | None:
    try:
        number = phonenumbers.parse(bare(to), None)
    except NumberParseException:
        return 21211
    if not phonenumbers.is_valid_number(number):
        return 21211
    if phonenumbers.number_type(number) in _NO_TEXTS:
        return 21614
    return 21610 if bare(to) in book.opted_out else None
