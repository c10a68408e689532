"""The simulator put together: HTTP and SMTP in one loop, up together and down together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from simulator import gateway, handsets, messages_api
from simulator.book import Book
from simulator.config import Config
from simulator.contents import Contents
from simulator.directory import Directory
from simulator.faults import Faults
from simulator.phone import Phone
from simulator.post import Postman
from simulator.smtp import listen
from simulator.state import State


def create_app(book: Book, config: Config) -> FastAPI:
    """The application. While it runs, `app.state.smtp_port` is the port mail is taken on."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        state = State(
            book,
            config,
            Faults(config.mix),
            Postman(book, config, Phone(book, config)),
            Directory(config.directory),
            Contents(),
        )
        app.state.simulator = state
        mail = await listen(book, state.faults, config)
        app.state.smtp_port = mail.sockets[0].getsockname()[1]
        for message in tuple(book.unsettled()):
            state.postman.follow(message)
        yield
        await _down(mail, state)

    app = FastAPI(title="Simulator", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(messages_api.router)
    app.include_router(gateway.router)
    app.include_router(handsets.router)
    app.mount("/static", StaticFiles(directory=handsets.HERE / "static"), name="static")
    return app


async def _down(mail: asyncio.Server, state: State) -> None:
    mail.close()
    await mail.wait_closed()
    await state.postman.close()
    state.book.close()
