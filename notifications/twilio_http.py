"""Twilio's HTTP client, with an ear for `Retry-After`: the client library drops the headers of an error."""

import threading
from datetime import timedelta
from typing import Any

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response

_LONGEST = 3600
_HEADER = "Retry-After"


class Http(TwilioHttpClient):  # type: ignore[misc]  # the library is untyped
    """Remembers, for each thread, how long its last answer asked us to wait."""

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 - the library's own arguments
        super().__init__(**more)
        self._last = threading.local()

    def request(self, *args: Any, **more: Any) -> Response:  # noqa: ANN401 - as above
        """One request, never repeated by itself."""
        self._last.wait = ""
        answer = super().request(*args, **more)
        self._last.wait = str((answer.headers or {}).get(_HEADER, ""))
        return answer

    def asked_to_wait(self) -> timedelta:
        """What the last answer of this thread asked for; nothing if it did not, at most an hour. Dates are not read."""
        said = str(getattr(self._last, "wait", ""))
        return timedelta(seconds=min(int(said), _LONGEST)) if said.isascii() and said.isdigit() else timedelta(0)
