"""What goes wrong around the product: a message that does not arrive, a server that is gone for a while."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import calling
from tests.instance.product import Product
from tests.patience import until
from tests.processes import working_in


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with Product(tmp_path_factory.mktemp("galat") / "data") as running:
        yield running


def test_a_message_that_does_not_arrive_is_the_supervisors_to_know(product: Product) -> None:
    fault = {"to": product.address("PS-04"), "undelivered": 30005, "times": 9}
    for person in ("PS-01", "PS-02", "PS-03", "PS-04"):
        planted = fault | {"to": product.address(person)}
        calling.post(f"http://127.0.0.1:{product.base + 3}/api/faults", json=planted).raise_for_status()
    code = product.json("report", "--type", "KESOS")["code"]
    until(lambda: "PESAN_GAGAL" in [event["type"] for event in product.json("case", code)["events"]])
    case = product.json("case", code)
    told = [message["to"] for message in case["messages"] if message["template"] == "message_failed"]
    failed = [event["n"] for event in case["events"] if event["type"] == "PESAN_GAGAL"]
    assert len(set(failed)) == len(failed)
    assert told == ["SV-01"] * len(failed)


def test_a_killed_server_loses_nothing_and_doubles_nothing(product: Product) -> None:
    code = product.json("report", "--type", "KESOS")["code"]
    os.kill(_server(product.data), signal.SIGKILL)
    waiting = product.json("report", "--type", "KESOS")
    assert len(waiting["code"]) == 7
    until(lambda: product.json("case", waiting["code"])["stage"] == "LAPORAN")
    until(lambda: product.json("case", code)["stage"] == "LAPORAN")
    asked = calling.get(f"http://127.0.0.1:{product.base + 3}/api/requests").json()["requests"]
    assert [each for each in asked if each["count"] > 1] == []
    assert product.json("verify")["breaches"] == []


def _server(data: Path) -> int:
    """The process id of the Temporal server of an instance."""
    for pid in working_in(data):
        if b"start-dev" in Path(f"/proc/{pid}/cmdline").read_bytes():
            return pid
    raise AssertionError("no server is running")
