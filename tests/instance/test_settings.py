"""Settings come from the environment, else from the instance in the data folder; a bad one is a sentence."""

import json
from pathlib import Path

import pytest

import roots
from instance.plan import Plan, known
from models.db import Database
from policy.unit import Unit
from settings import INSTANCE, CannotStartError, Settings
from tests.sample import unit

UNIT = unit()


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"RUJUKAN_{name.upper()}", raising=False)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    made = Plan(tmp_path, 7300, fast=True)
    made.write(UNIT)
    return made


def test_an_empty_folder_means_the_defaults(tmp_path: Path) -> None:
    found = Settings.load(tmp_path)
    assert found.database_url == f"sqlite:///{tmp_path / 'rujukan.db'}"
    assert (found.temporal_address, found.hour_seconds, found.simulated) == ("127.0.0.1:7233", 3600, False)
    assert found.answer_seconds == 2  # a person at the desk does not wait longer than that


def test_a_command_finds_the_instance_by_its_folder(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Settings.load(plan.data)
    assert (found.temporal_address, found.public_url) == ("127.0.0.1:7300", "http://127.0.0.1:7302")
    assert (found.hour_seconds, found.simulated, found.unit) == (10, True, UNIT.code)
    monkeypatch.setenv("RUJUKAN_DATA", str(plan.data))
    assert Settings.load() == found


def test_the_environment_wins_over_the_instance(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUJUKAN_TEMPORAL_ADDRESS", "temporal:7233")
    assert Settings.load(plan.data).temporal_address == "temporal:7233"


def test_a_secret_is_read_from_its_file_and_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text("rahasia-uji\n", encoding="utf-8")
    monkeypatch.setenv("RUJUKAN_TWILIO_AUTH_TOKEN_FILE", str(tmp_path / "token"))
    found = Settings.load(tmp_path)
    assert found.twilio_auth_token == "rahasia-uji"
    assert "rahasia-uji" not in repr(found)


def test_a_secret_whose_file_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUJUKAN_DATABASE_URL_FILE", "/tidak/ada")
    with pytest.raises(CannotStartError, match="/tidak/ada"):
        Settings.load(tmp_path)


@pytest.mark.parametrize("name, value", [("WORKER_PROCESSES", "banyak"), ("WORKER_PROCESSES", "0"), ("WEB_PORT", "x")])
def test_a_value_out_of_reason_is_named(name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"RUJUKAN_{name}", value)
    with pytest.raises(CannotStartError) as refused:
        Settings.load(tmp_path)
    assert refused.value.id == f"Setelan tidak sah: RUJUKAN_{name}."


@pytest.mark.parametrize("text", ["{", "[]", "\x00"])
def test_a_damaged_description_says_how_to_make_a_new_one(tmp_path: Path, text: str) -> None:
    (tmp_path / INSTANCE).write_text(text, encoding="utf-8")
    with pytest.raises(CannotStartError, match="rujukan up"):
        Settings.load(tmp_path)


def test_a_pack_of_examples_needs_texts_and_mail_to_stay_with_the_simulator(plan: Plan) -> None:
    here = Settings.load(plan.data)
    assert here.simulated
    assert not here.model_copy(update={"smtp_host": "mail.example"}).simulated
    assert not here.model_copy(update={"twilio_base_url": ""}).simulated
    assert not here.model_copy(update={"simulator_url": ""}).simulated


def test_an_instance_is_described_for_its_owner_only(plan: Plan) -> None:
    assert (plan.data / INSTANCE).stat().st_mode & 0o777 == 0o600
    assert list(plan.data.glob("*.tmp")) == []


def test_the_handsets_keep_their_token_and_a_damaged_description_makes_a_new_one(plan: Plan) -> None:
    assert known(plan.data).get("token") == plan.token
    (plan.data / INSTANCE).write_text("{", encoding="utf-8")
    assert known(plan.data).get("token") is None


def test_every_person_who_can_be_reached_has_a_handset(plan: Plan) -> None:
    written = json.loads((plan.data / "handsets.json").read_text(encoding="utf-8"))
    assert {each["address"] for each in written} == _addresses(UNIT)


def _addresses(unit: Unit) -> set[str]:
    return {contact.address for person in unit.people.values() for contact in person.channels}


def test_a_telephone_with_a_local_sim_is_no_simulator(plan: Plan) -> None:
    here = Settings.load(plan.data)
    assert here.model_copy(update={"gateway_url": f"{here.simulator_url}/gateway"}).simulated
    assert not here.model_copy(update={"gateway_url": "http://192.168.1.10:8080"}).simulated


@pytest.mark.parametrize("name", ["smtp_password", "mail_key", "gateway_password", "gateway_key"])
def test_each_secret_of_a_channel_may_be_a_file_and_is_never_shown(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("rahasia-uji\n", encoding="utf-8")
    monkeypatch.setenv(f"RUJUKAN_{name.upper()}_FILE", str(tmp_path / "secret"))
    found = Settings.load(tmp_path)
    assert getattr(found, name) == "rahasia-uji"
    assert "rahasia-uji" not in repr(found)


def test_an_encryption_that_does_not_exist_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUJUKAN_SMTP_ENCRYPTION", "ssl3")
    with pytest.raises(CannotStartError, match="RUJUKAN_SMTP_ENCRYPTION"):
        Settings.load(tmp_path)


def test_an_instance_keeps_its_secrets_so_that_links_sent_yesterday_still_open(plan: Plan) -> None:
    assert Settings.load(plan.data).link_key == plan.link_key
    secrets = known(plan.data)
    again = Plan(plan.data, 7300, fast=True, token=secrets["token"], link_key=secrets["link_key"])
    assert (again.token, again.link_key) == (plan.token, plan.link_key)


def test_an_address_that_leaves_no_room_in_a_text_is_refused_in_words(plan: Plan) -> None:
    long = Settings.load(plan.data).model_copy(update={"public_url": f"https://{'a' * 40}.example"})
    with pytest.raises(CannotStartError, match="RUJUKAN_PUBLIC_URL"):
        roots.parts(Database(long.database_url), long, UNIT)
