"""What the telephone with a local SIM says, in one table: HTTP answers, states, and why a text failed."""

import re
from collections.abc import Mapping

from notifications.channels import DeliveryError, Remedy, not_sent, unknown_fate

STATES: Mapping[str, str] = {
    "Pending": "queued",
    "Cancelling": "queued",
    "Processed": "sending",
    "Sent": "sent",
    "Delivered": "delivered",
    "Failed": "failed",
    "Cancelled": "canceled",
}
"""The gateway's states in the words of the outbox (models.outbox.RANK)."""
CONFLICT = 409
_SERVER_ERROR = 500
_QUEUE_FULL = "QueueLimitExceeded"
_TOO_MANY = 429
_BAD_REQUEST = 400
_EXPIRED = "TTL expired"
_RESULT = re.compile(r"\bRESULT_[A-Z_]{2,40}\b")

_MEANINGS: Mapping[int, tuple[str, Remedy]] = {
    400: ("the gateway did not accept the number or the text", Remedy.BAD_ADDRESS),
    401: ("our credentials were refused", Remedy.OURS),
    403: ("our credentials may not send", Remedy.OURS),
    404: ("no gateway answers at this address", Remedy.OURS),
}
_OTHER = ("the gateway refused the request", Remedy.OURS)


def from_answer(status: int, error: str) -> DeliveryError:
    """The error of an HTTP answer. A full queue says so before it takes anything; any other 5xx may have been sent."""
    code = f"http-{status}"
    if status == _TOO_MANY or error == _QUEUE_FULL:
        return not_sent(code, "the gateway's queue is full")
    if status >= _SERVER_ERROR:
        return unknown_fate(code, "the gateway failed after taking the request")
    meaning, remedy = _MEANINGS.get(status, _OTHER)
    return DeliveryError(code, permanent=True, ambiguous=False, meaning=meaning, remedy=remedy)


def not_set_up() -> DeliveryError:
    """No gateway is named in the settings: this channel is skipped."""
    meaning = "no gateway is set up (RUJUKAN_GATEWAY_URL)"
    return DeliveryError("no-gateway", permanent=True, ambiguous=False, meaning=meaning, remedy=Remedy.OURS)


def failure(reason: str) -> str:
    """The code of a failed text. The reason itself may name a number and is not kept."""
    if _EXPIRED in reason:
        return "gateway-expired"
    found = _RESULT.search(reason)
    return found.group().lower().replace("_", "-") if found else "gateway-failed"
