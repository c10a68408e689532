"""A message and an error as Twilio's REST API writes them (2010-04-01, Messages)."""

from collections.abc import Mapping
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

from notifications import gsm7
from simulator.book import Message

VERSION = "2010-04-01"
_MEANINGS = {
    20001: "Invalid parameter",
    20003: "Authenticate",
    20404: "The requested resource was not found",
    21211: "Invalid 'To' Phone Number",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21606: "The 'From' phone number is not a valid, SMS-capable phone number for this account.",
    21610: "Attempt to send to unsubscribed recipient",
    21614: "'To' number is not a valid mobile number",
    21617: "The concatenated message body exceeds the 1600 character limit.",
}
_STATUSES = {20003: 401, 20404: 404, 20429: 429}
PRICES = {"SMS": 0.4414, "WHATSAPP": 0.0433}
"""US dollars a segment, or a message; round figures of 2026, only to have something to add up."""
_INBOUND_PRICE = 0.005
_UNPRICED = frozenset({"queued", "accepted", "failed", "receiving"})
_UCS2_SINGLE, _UCS2_PART = 70, 67


def parts(body: str) -> int:
    """Segments the text is charged for, in GSM-7 or else in UCS-2."""
    if gsm7.is_gsm7(body):
        return gsm7.segments(body)
    units = len(body.encode("utf-16-le")) // 2
    return 1 if units <= _UCS2_SINGLE else -(-units // _UCS2_PART)


def price(message: Message) -> str | None:
    """What it costs, negative as Twilio writes it; nothing is known before it has left, nor if it did not."""
    if message.status in _UNPRICED:
        return None
    each = _INBOUND_PRICE if message.inbound else PRICES.get(message.channel, 0)
    return f"-{each * (parts(message.body) if message.channel == 'SMS' else 1):.5f}"


def error(code: int, status: int | None = None) -> tuple[int, dict[str, Any]]:
    """The HTTP status and the body of an error."""
    http = status or _STATUSES.get(code, 400)
    return http, {
        "code": code,
        "message": _MEANINGS.get(code, "The request was refused."),
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": http,
    }


def resource(message: Message, account: str) -> dict[str, Any]:
    """The JSON of a message."""
    uri = f"/{VERSION}/Accounts/{account}/Messages/{message.sid}"
    written = format_datetime(message.at)
    return {
        "account_sid": account,
        "api_version": VERSION,
        "body": message.body,
        "date_created": written,
        "date_sent": None if message.status == "queued" else written,
        "date_updated": written,
        "direction": "inbound" if message.inbound else "outbound-api",
        "error_code": message.error_code,
        "error_message": None,
        "from": message.sender,
        "messaging_service_sid": message.service,
        "num_media": "0",
        "num_segments": str(parts(message.body)),
        "price": price(message),
        "price_unit": "USD",
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": message.to,
        "uri": f"{uri}.json",
    }


def page(messages: list[Message], account: str, query: tuple[Mapping[str, str], int, int]) -> dict[str, Any]:
    """One page of a list: `messages` newest first, `query` as (parameters of the question, size, page)."""
    wanted, size, number = query
    start, end = number * size, (number + 1) * size
    shown = messages[start:end]

    def address(of: int) -> str:
        return f"/{VERSION}/Accounts/{account}/Messages.json?{urlencode({**wanted, 'PageSize': size, 'Page': of})}"

    return {
        "messages": [resource(message, account) for message in shown],
        "end": start + len(shown) - 1 if shown else start,
        "first_page_uri": address(0),
        "next_page_uri": address(number + 1) if len(messages) > end else None,
        "page": number,
        "page_size": size,
        "previous_page_uri": address(number - 1) if number else None,
        "start": start,
        "uri": address(number),
    }
