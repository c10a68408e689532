"""The body of a request, as it came, unless it is larger than anybody has reason to send or its signature is wrong."""

from collections.abc import Callable, Mapping

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse

TOO_LARGE = "Terlalu besar / too large\n"
REFUSED = "Tanda tangan tidak cocok / signature does not match\n"


async def read_body(request: Request, largest: int) -> bytes | None:
    """The bytes; None as soon as there are more than `largest`."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > largest:
            return None
    return body


async def believed(
    request: Request, largest: int, genuine: Callable[[bytes, Mapping[str, str]], bool]
) -> bytes | Response:
    """The bytes if they are few enough and signed as `genuine` says, else the answer that refuses them."""
    body = await read_body(request, largest)
    if body is None:
        return PlainTextResponse(TOO_LARGE, status_code=413)
    return body if genuine(body, request.headers) else PlainTextResponse(REFUSED, status_code=403)
