"""The scripts around the containers do on a real PostgreSQL, and in a real folder, what they promise."""

import runpy
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.house.test_compose import COMPOSE
from tests.house.tree import ROOT


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    """The folder of secrets as a container sees it."""
    make = runpy.run_path(str(ROOT / "scripts" / "make_secrets.py"))["make"]
    make(tmp_path / "secrets")
    return tmp_path / "secrets"


def _roles_script(handed_in: Path, socket: Path) -> str:
    text = (ROOT / "deploy" / "postgres" / "roles.sh").read_text(encoding="utf-8")
    return text.replace("/run/secrets", str(handed_in)).replace("psql ", f"psql --host {socket} ")


def test_every_secret_of_the_compose_file_is_made_once_and_kept(handed_in: Path) -> None:
    before = {path.name: path.read_text(encoding="utf-8") for path in handed_in.iterdir()}
    runpy.run_path(str(ROOT / "scripts" / "make_secrets.py"))["make"](handed_in)
    assert {path.name: path.read_text(encoding="utf-8") for path in handed_in.iterdir()} == before
    assert before.keys() == COMPOSE["secrets"].keys()
    assert handed_in.stat().st_mode & 0o777 == 0o700


@pytest.mark.postgres
def test_the_product_owns_its_database_and_temporal_may_make_its_own(
    handed_in: Path, postgres_socket: Path, new_postgres_database: Callable[[], str]
) -> None:
    new_postgres_database()
    subprocess.run(["sh", "-c", _roles_script(handed_in, postgres_socket)], check=True, capture_output=True)
    with psycopg.connect(host=str(postgres_socket), user="rujukan", dbname="rujukan") as product:
        product.execute("CREATE TABLE mine (n int)")
    with psycopg.connect(host=str(postgres_socket), user="temporal", dbname="postgres", autocommit=True) as server:
        server.execute("CREATE DATABASE temporal")
