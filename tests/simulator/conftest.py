"""One simulator and one listening product for the tests of this folder; each test uses numbers of its own."""

from collections.abc import Callable, Iterator
from itertools import count

import httpx
import pytest
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from simulator.config import Config
from simulator.embedded import Running, running
from tests.patience import PATIENCE
from tests.simulator.product import Product, listening

SID = "AC" + "1" * 32
TOKEN = "a-secret"
SENDER = "+6281100000000"


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    with listening() as found:
        yield found


@pytest.fixture(scope="session")
def config(product: Product, tmp_path_factory: pytest.TempPathFactory) -> Config:
    return Config(
        account_sid=SID,
        auth_token=TOKEN,
        sender=SENDER,
        inbound_url=f"{product.url}/inbound",
        data=tmp_path_factory.mktemp("simulator"),
        receipt_delay_seconds=0.001,
    )


@pytest.fixture(scope="session")
def simulator(config: Config) -> Iterator[Running]:
    with running(config) as up:
        yield up


@pytest.fixture(scope="session")
def client(simulator: Running) -> Client:
    made = Client(SID, TOKEN, http_client=TwilioHttpClient(timeout=PATIENCE, pool_connections=False))
    made.api.base_url = simulator.url
    return made


@pytest.fixture
def web(simulator: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=simulator.url, trust_env=False, timeout=PATIENCE) as found:
        yield found


@pytest.fixture(scope="session")
def new_number() -> Callable[[], str]:
    """A maker of mobile numbers nobody else in this session has."""
    numbers = count(81200000000)
    return lambda: f"+62{next(numbers)}"
