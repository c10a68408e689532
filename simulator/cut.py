"""A connection broken as a crashed machine breaks it: TCP reset, nothing more is sent."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
PLACE = "simulator.transport"
_NOW = struct.pack("ii", 1, 0)
_A_MOMENT = 0.05


def reset(transport: asyncio.BaseTransport | None) -> None:
    """Send RST. Nothing happens if the connection is gone already."""
    if not isinstance(transport, asyncio.Transport) or transport.is_closing():
        return
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NOW)
    transport.abort()


async def reset_of(scope: Scope) -> None:
    """Break the connection of a request, and let the server notice."""
    reset(scope.get(PLACE))
    await asyncio.sleep(_A_MOMENT)


class Cuttable:
    """The outermost application: puts a request's transport into its scope (uvicorn's `send` belongs to it)."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        scope[PLACE] = getattr(getattr(send, "__self__", None), "transport", None)
        await self._app(scope, receive, send)
