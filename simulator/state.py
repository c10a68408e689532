"""What the routes of the simulator share: the book, the planted faults, the postman, the names."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from simulator.book import Book
from simulator.config import Config
from simulator.contents import Contents
from simulator.directory import Directory
from simulator.faults import Faults
from simulator.post import Postman


@dataclass(frozen=True)
class State:
    """Everything a route needs."""

    book: Book
    config: Config
    faults: Faults
    postman: Postman
    directory: Directory
    contents: Contents


def state_of(request: Request) -> State:
    """The state of the running application."""
    return cast("State", request.app.state.simulator)


Shared = Annotated[State, Depends(state_of)]
