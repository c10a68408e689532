"""Whether a webhook is Twilio's: HMAC-SHA1 over our public address and every posted field, blank ones too.

The algorithm is pinned: Twilio names it in a header that whoever sends the request controls. A signature
never expires, so the receiver dedupes on the provider's id.
"""

import hmac
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlparse

from twilio.request_validator import (
    HMAC_SHA1,
    RequestValidator,
    add_port,
    remove_port,
)

HEADER = "X-Twilio-Signature"


class _Fields(dict[str, list[str]]):
    """Posted fields as the validator reads them: every value of a repeated name."""

    def getlist(self, name: str) -> list[str]:
        return self[name]


def sign(token: str, url: str, fields: Iterable[tuple[str, str]]) -> str:
    """The signature Twilio would send with these fields to this address."""
    signature: str = RequestValidator(token).compute_signature(url, _gathered(fields), HMAC_SHA1)
    return signature


def verify(token: str, url: str, fields: Iterable[tuple[str, str]], signature: str) -> bool:
    """Whether the signature fits; `url` is the configured public address, never the request's own.

    Twilio signs sometimes with and sometimes without the port, so all three spellings of the address count.
    """
    pairs = tuple(fields)
    parsed = urlparse(url)
    spellings = {url, add_port(parsed), remove_port(parsed)}
    given = signature.encode()
    return any(hmac.compare_digest(sign(token, spelling, pairs).encode(), given) for spelling in spellings)


def _gathered(fields: Iterable[tuple[str, str]]) -> _Fields:
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in fields:
        gathered[name].append(value)
    return _Fields(gathered)
