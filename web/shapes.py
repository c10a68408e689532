"""Whether posted fields can be read in one way only.

Twilio signs names and values run together, without a mark between them: `Body` `TERIMA` has the signature of `BodyTER`
`IMA`, and a `MessageSid` that swallows its neighbour is a new message under an old signature. So a field's name must
look like one, none comes twice, known fields must have their shape, and a known field that is missing must not be
found inside the one it would follow. What is left to whoever could catch a signed request: to cut a text before a
capitalised word.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

Pairs = list[tuple[str, str]]
_NAME = re.compile(r"[A-Z][A-Za-z]+\d{0,2}")
_KEYWORD = re.compile(r"[A-Z]{2}")
"""How the keyword of a text begins that was cut off as a field of its own."""
_SID = re.compile(r"[A-Z]{2}[0-9a-f]+")
_NUMBER = re.compile(r"\d*")
_WORD = re.compile(r"[a-z_]*")
_ADDRESS = re.compile(r"(?:[a-z]+:)?(?:\+?\d+|[A-Z]{2}\.\w+)|[A-Za-z0-9 +_&.-]{1,11}")
"""A number, what WhatsApp has for a person without one, or a name."""
_SHAPES: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("AccountSid", "MessageSid", "SmsSid", "SmsMessageSid", "MessagingServiceSid"), _SID),
    **dict.fromkeys(("NumMedia", "NumSegments", "ErrorCode"), _NUMBER),
    **dict.fromkeys(("MessageStatus", "SmsStatus"), _WORD),
    **dict.fromkeys(("From", "To"), _ADDRESS),
    "ApiVersion": re.compile(r"\d{4}-\d\d-\d\d"),
}


NEEDED: Mapping[str, tuple[str, ...]] = {"/twilio/inbound": ("Body", "From")}
"""What the provider never leaves out, by the address it posts to."""
_KNOWN = {**_SHAPES, "ProfileName": re.compile(r".*", re.DOTALL)}


def unmistakable(pairs: Iterable[tuple[str, str]], needed: Iterable[str] = ()) -> bool:
    """Whether each name is one, comes once, has a value of its shape and hides no other; `needed` ones are there."""
    pairs = sorted(pairs)
    fields = dict(pairs)
    shaped = all(_NAME.fullmatch(name) and _fits(name, value) for name, value in pairs)
    missing = _KNOWN.keys() - fields.keys() | set(needed) - fields.keys()
    hidden = any(_cut(each, fields) or _swallowed(each, pairs) for each in missing) or _cut_off(list(fields))
    return shaped and not hidden and len(fields) == len(pairs) and fields.keys() >= set(needed)


def _cut(missing: str, fields: Iterable[str]) -> bool:
    """Whether a missing field's name was cut elsewhere."""
    return any(name.startswith(missing) or missing.startswith(name) for name in fields)


def _swallowed(missing: str, pairs: Pairs) -> bool:
    """Whether the field that stands before a missing one, as they are signed, has swallowed it with its value."""
    before = next((value for name, value in reversed(pairs) if name < missing), "")
    shape = _KNOWN.get(missing)
    return shape is not None and re.search(f"{missing}(?:{shape.pattern})$", before, shape.flags) is not None


def _cut_off(names: list[str]) -> bool:
    """Whether a keyword stands behind the text it may have been cut off from."""
    return any(before == "Body" and _KEYWORD.match(name) for before, name in pairwise(names))


def _fits(name: str, value: str) -> bool:
    shape = _SHAPES.get(name)
    return shape is None or not value or shape.fullmatch(value) is not None
