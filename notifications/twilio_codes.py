"""Twilio's error codes in one table: its meaning, what to do, whether trying again helps (messages.md §1)."""

from collections.abc import Mapping
from dataclasses import dataclass

from notifications.channels import DeliveryError, Remedy, unknown_fate


@dataclass(frozen=True)
class Code:
    """One provider code: its meaning, what to do, whether it can never pass here; if it can, how often to retry."""

    meaning: str
    remedy: Remedy
    permanent: bool
    tries: int = 2


_MEANINGS: Mapping[Remedy, Mapping[int, str]] = {
    Remedy.OURS: {
        20003: "our credentials were refused",
        21408: "this account may not send to that country",
        21603: "no sender was given",
        21606: "the sender does not belong to this account",
        21703: "the messaging service has no sender",
        21704: "the messaging service has no sender for this",
        21705: "the messaging service is unknown",
        30002: "the account is suspended",
        30018: "the sender is not registered for that country",
        30024: "the sender is not registered with the carrier",
        63001: "the channel refused our credentials",
        63007: "the channel does not know our sender",
    },
    Remedy.BAD_ADDRESS: {
        21211: "not a valid number",
        21217: "the number does not exist",
        21614: "not a mobile number",
        21635: "a landline",
        30005: "the handset is unknown",
        30006: "a landline or an unreachable carrier",
        63003: "the person is not on this channel",
        63024: "the person cannot be reached on this channel",
    },
    Remedy.OPTED_OUT: {
        21610: "the person has asked for no more messages",
        63014: "the person has blocked us",
        63033: "the person has opted out",
    },
    Remedy.FILTERED: {
        30004: "blocked by the carrier",
        30007: "filtered by the carrier",
        63013: "against the channel's policy",
        63032: "restricted by the channel",
    },
    Remedy.PASSING: {
        20429: "too many requests",
        21611: "the sender's queue is full",
        21612: "no route for this pair of numbers now",
        30001: "the queue overflowed",
        30003: "the handset is off or out of reach",
        30008: "unknown carrier error",
        30410: "the carrier timed out",
        63010: "the channel failed",
        63017: "the channel failed",
        63018: "the channel's rate limit is reached",
    },
    Remedy.TEMPLATE: {
        21654: "the template is unknown",
        21656: "the template's values are invalid",
        63016: "outside the 24 hours: a template is needed",
        63027: "the template does not exist in this language",
        63028: "the template has other placeholders",
    },
    Remedy.BUG: {
        21602: "the text is empty",
        21604: "no recipient was given",
        21617: "the text is over 1600 characters",
        30019: "the content is too large",
        63005: "the channel did not accept the content",
    },
    Remedy.LOOP: {14107: "a loop of automatic replies"},
}
_PASSING = frozenset({Remedy.PASSING, Remedy.LOOP})
TABLE: Mapping[int, Code] = {
    code: Code(meaning, remedy, remedy not in _PASSING)
    for remedy, meanings in _MEANINGS.items()
    for code, meaning in meanings.items()
}
_UNLISTED_CARRIER = Code("unlisted carrier error", Remedy.PASSING, permanent=False, tries=1)
_UNLISTED = Code("refused by the provider", Remedy.OURS, permanent=True)
_CARRIER_CODES = range(30000, 31000)
_SERVER_ERROR = 500


def lookup(code: int) -> Code:
    """The row of a code; unlisted 30xxx pass once, any other unlisted code is a refusal."""
    return TABLE.get(code, _UNLISTED_CARRIER if code in _CARRIER_CODES else _UNLISTED)


def refused(code: int) -> DeliveryError:
    """The error for a code that Twilio gave, in an answer or in a receipt."""
    row = lookup(code)
    error = DeliveryError(str(code), permanent=row.permanent, ambiguous=False, meaning=row.meaning, remedy=row.remedy)
    return error.passing(row.tries)


def from_answer(status: int, code: int | None) -> DeliveryError:
    """The error for an HTTP answer: any 5xx may have been sent all the same (Twilio on 20500)."""
    if status >= _SERVER_ERROR:
        return unknown_fate(f"http-{status}", "the provider failed after taking the request")
    return refused(code) if code else refused(20429 if status == 429 else status)  # noqa: PLR2004 - HTTP's own number
