"""docker-compose.yml is checked as far as can be without a Docker daemon: its form, promises and commands.

What the images themselves do is validated only; the product's own commands of the file run in CI.
"""

import importlib.util
import json
import re
import subprocess
import sys
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from tests.house.tree import ROOT, project

SCHEMA = ROOT / "tests" / "house" / "schema" / "compose-spec.json"
COMPOSE: dict[str, Any] = YAML(typ="safe").load(ROOT / "docker-compose.yml")
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PRODUCT = [name for name, service in SERVICES.items() if "build" in service]
ONCE = [name for name, service in SERVICES.items() if service["restart"].startswith("on-failure")]
LASTING = [name for name in SERVICES if name not in ONCE]
SECRET_WORDS = re.compile(r"PASSWORD|PWD|TOKEN|SECRET|DATABASE_URL|KEY")


def test_the_file_is_what_the_compose_specification_allows() -> None:
    checker = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [f"{e.json_path}: {e.message}" for e in checker.iter_errors(COMPOSE)] == []


def test_a_planted_mistake_is_seen_by_the_schema() -> None:
    checker = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert list(checker.iter_errors({"services": {"web": {"imagge": "x"}}}))


@pytest.mark.parametrize("name", SERVICES)
def test_every_image_is_pinned_to_a_full_version(name: str) -> None:
    assert re.fullmatch(r"[a-z/-]+:\d+\.\d+(\.\d+)?(-[a-z]+)?", SERVICES[name]["image"])


def test_the_product_image_carries_the_product_version() -> None:
    assert {SERVICES[name]["image"] for name in PRODUCT} == {f"rujukan:{project()['project']['version']}"}


def test_temporal_server_and_its_tools_are_of_one_minor_version() -> None:
    versions = [SERVICES[n]["image"].partition(":")[2].split(".")[:2] for n in ("temporal", "temporal-schema")]
    assert versions == [["1", "32"], ["1", "32"]]


@pytest.mark.parametrize("name", SERVICES)
def test_no_secret_stands_in_the_file(name: str) -> None:
    given = SERVICES[name].get("environment", {})
    assert [key for key in given if SECRET_WORDS.search(key) and not key.endswith("_FILE")] == []


def test_every_secret_is_a_file_outside_the_repository() -> None:
    assert all(secret["file"].startswith("./secrets/") for secret in COMPOSE["secrets"].values())
    assert "/secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", SERVICES)
def test_every_port_is_bound_to_this_machine_only(name: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", ()))


@pytest.mark.parametrize("name", LASTING)
def test_what_stays_up_is_started_again_and_watched(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", ONCE)
def test_what_runs_once_is_waited_for(name: str) -> None:
    waiting = [service.get("depends_on", {}).get(name, {}) for service in SERVICES.values()]
    assert {"condition": "service_completed_successfully"} in waiting


@pytest.mark.parametrize("name", PRODUCT)
def test_the_product_runs_read_only_and_without_privileges(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]


def test_data_lives_in_named_volumes() -> None:
    used = {v.partition(":")[0] for s in SERVICES.values() for v in s.get("volumes", ()) if v[0] != "."}
    assert used == set(COMPOSE["volumes"]) == {"postgres", "product"}


def test_a_finished_case_is_kept_in_temporal_for_ninety_days() -> None:
    assert SERVICES["bootstrap"]["command"][-2:] == ["--retention-days", "90"]


def _commands() -> list[list[str]]:
    checks = [SERVICES[name]["healthcheck"]["test"][1:] for name in PRODUCT if "healthcheck" in SERVICES[name]]
    return [*(SERVICES[name]["command"] for name in PRODUCT), *checks]


@pytest.mark.parametrize("name", sorted({c[1] for c in _commands() if c[0] == "rujukan"}))
def test_every_rujukan_command_of_the_file_exists(name: str) -> None:
    told = subprocess.run([sys.executable, "-m", "cli", name, "--help"], cwd=ROOT, capture_output=True, check=False)
    assert told.returncode == 0, told.stderr.decode()


@pytest.mark.parametrize("name", sorted({c[2] for c in _commands() if c[:2] == ["python", "-m"]}))
def test_every_python_module_of_the_file_exists(name: str) -> None:
    assert importlib.util.find_spec(name)


def test_every_setting_of_the_file_is_one_the_product_reads() -> None:
    written = (ROOT / "settings.py").read_text(encoding="utf-8").casefold()
    given = {key for name in PRODUCT for key in SERVICES[name]["environment"]}
    names = {key.removeprefix("RUJUKAN_").removesuffix("_FILE").casefold() for key in given}
    assert sorted(name for name in names if name not in written) == []
