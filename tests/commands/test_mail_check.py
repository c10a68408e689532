"""Domains of the unit that take no mail are named with their people; a name server that is silent accuses nobody."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from commands.mail_check import domains, refused
from policy.people import Contact
from policy.unit import Unit
from policy.words import Channel
from tests.commands.desk import Desk
from tests.notifications.test_mx import MAIL, name_server
from tests.sample import unit
from tests.units.folders import TULUNGAGUNG, copied, edited


def with_mail(*domains_: str) -> Unit:
    base = unit()
    people = list(base.people.values())
    pairs = zip(people, domains_, strict=False)
    written = {p.code: replace(p, channels=(Contact(Channel.EMAIL, f"a@{domain}"),)) for p, domain in pairs}
    rest = {p.code: replace(p, channels=(Contact(Channel.SMS, "+6281200000001"),)) for p in people[len(domains_) :]}
    return replace(base, people=written | rest)


def test_a_domain_that_takes_no_mail_is_named_with_its_people() -> None:
    given = with_mail("salah.id", "Salah.id")
    with name_server(3) as server:
        none, silent = refused(given, server)
    assert (none, silent) == ({"salah.id": list(given.people)[:2]}, [])


def test_a_domain_that_takes_mail_is_not_named() -> None:
    with name_server(0, MAIL) as server:
        assert refused(with_mail("dinsos.go.id"), server) == ({}, [])


def test_without_a_name_server_nobody_is_accused() -> None:
    assert refused(with_mail("dinsos.go.id"), ("", 53)) == ({}, ["dinsos.go.id"])


def test_each_domain_is_asked_once() -> None:
    assert list(domains(with_mail("a.example", "A.EXAMPLE", "b.example"))) == ["a.example", "b.example"]


def test_invented_domains_are_asked_of_nobody() -> None:
    with name_server(3) as server:
        assert refused(with_mail("psai.example", "x.invalid"), server) == ({}, [])


def test_a_silent_name_server_is_waited_for_once() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.settimeout(5)
        assert refused(with_mail("a.id", "b.id", "c.id"), silent.getsockname()) == ({}, ["a.id", "b.id", "c.id"])
        silent.recvfrom(512)
        silent.settimeout(0)
        with pytest.raises(BlockingIOError):
            silent.recvfrom(512)


@pytest.fixture
def dead(quiet_desk: Desk, pack: Unit, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk whose DINSOS-1 has a number, and a mail address at a domain that is not there."""
    ways = (Contact(Channel.SMS, "+6281200000011"), Contact(Channel.EMAIL, "pic@salah.go.id"))
    quiet_desk.load(
        replace(pack, people=dict(pack.people) | {"DINSOS-1": replace(pack.people["DINSOS-1"], channels=ways)})
    )
    with name_server(3) as (host, port):
        monkeypatch.setenv("RUJUKAN_NAME_SERVER", f"{host}:{port}")
        yield quiet_desk


def test_people_check_names_the_person_the_domain_and_the_way_out(dead: Desk) -> None:
    said = dead("people", "check", "--json")
    (point,) = [each for each in said.json["points"] if each["code"] == "no_mail"]
    assert (said.code, point["who"]) == (1, "DINSOS-1")
    assert all(word in point["id"] for word in ("salah.go.id", "tidak menerima surel", "people.yaml"))
    assert "takes no mail" in dead("people", "check", "--en").out


def test_enrolling_by_such_an_address_alone_is_refused_and_with_a_number_beside_it_said(dead: Desk) -> None:
    refused_ = dead("enrol", "DINSOS-1", "--channel", "EMAIL", "--json")
    assert (refused_.code, refused_.json["refused"]["code"]) == (1, "no_mail")
    assert "salah.go.id" in refused_.json["refused"]["id"]
    said = dead.done("enrol", "DINSOS-1", "--json").json
    assert (said["channels"], len(said["mail"])) == (["SMS", "EMAIL"], 1)


def test_loading_a_pack_warns_and_loads_it_all_the_same(
    quiet_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied(tmp_path, TULUNGAGUNG)
    edited(folder, "people.yaml", "sv-01@psai.example", "sv-01@salah.go.id")
    with name_server(3) as (host, port):
        monkeypatch.setenv("RUJUKAN_NAME_SERVER", f"{host}:{port}")
        said = quiet_desk.done("unit", "load", str(folder), "--json").json
    assert [(each["who"], "salah.go.id" in each["id"]) for each in said["mail"]] == [("SV-01", True)]
    assert said["changed"]


def test_without_a_name_server_nothing_is_wrong(dead: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUJUKAN_NAME_SERVER", "127.0.0.1:1")
    assert [each for each in dead("people", "check", "--json").json["points"] if each["code"] == "no_mail"] == []
    assert dead.done("enrol", "DINSOS-1", "--channel", "EMAIL", "--json").json["mail"] == []
