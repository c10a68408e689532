"""The body of a request, as it came, unless it is larger than anybody has reason to send."""

from fastapi import Request

TOO_LARGE = "Terlalu besar / too large\n"


async def read_body(request: Request, largest: int) -> bytes | None:
    """The bytes; None as soon as there are more than `largest`."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > largest:
            return None
    return body
