"""What every test shares: profiles of the searches, and a throwaway PostgreSQL for each process of tests."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import postgres

_SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large)

# `check` searches the same lives on every machine and keeps no book of old finds: what CI says of a change is about
# that change. `nightly` draws new ones each time and prints what repeats a find. Both are said here, because hypothesis
# takes other defaults where CI is set.
settings.register_profile(
    "check",
    max_examples=200,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=_SLOW_IS_FINE,
)
settings.register_profile(
    "nightly",
    max_examples=2_000,
    stateful_step_count=40,
    deadline=None,
    derandomize=False,
    database=None,
    print_blob=True,
    suppress_health_check=_SLOW_IS_FINE,
)
settings.load_profile("check")


@pytest.fixture(scope="session")
def postgres_binaries() -> Path:
    """PostgreSQL's programs; skips with one line where they are missing, but never in CI."""
    found = postgres.binaries()
    if found is None and os.environ.get("CI"):
        pytest.fail("CI must test on PostgreSQL: .ci/run installs it")
    if found is None:
        pytest.skip("PostgreSQL is not installed here (apt-get install postgresql)")
    return found


@pytest.fixture(scope="session")
def postgres_socket(postgres_binaries: Path) -> Iterator[Path]:
    """The socket folder of a cluster that lives as long as this process of tests."""
    with postgres.cluster(postgres_binaries) as folder:
        yield folder


@pytest.fixture(scope="session")
def new_postgres_database(postgres_binaries: Path, postgres_socket: Path) -> Callable[[], str]:
    """A maker of empty databases: each call gives the address of a new one (`postgresql+psycopg://...`)."""
    numbers = count(1)
    return lambda: postgres.create(postgres_binaries, postgres_socket, f"test_{next(numbers)}")
