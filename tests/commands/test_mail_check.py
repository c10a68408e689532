"""Domains of the unit that take no mail are named with their people; a name server that is silent accuses nobody."""

from dataclasses import replace

from commands.mail_check import domains, refused
from policy.people import Contact
from policy.unit import Unit
from policy.words import Channel
from tests.notifications.test_mx import MAIL, name_server
from tests.sample import unit


def with_mail(*domains_: str) -> Unit:
    base = unit()
    people = list(base.people.values())
    pairs = zip(people, domains_, strict=False)
    written = {p.code: replace(p, channels=(Contact(Channel.EMAIL, f"a@{domain}"),)) for p, domain in pairs}
    rest = {p.code: replace(p, channels=(Contact(Channel.SMS, "+6281200000001"),)) for p in people[len(domains_) :]}
    return replace(base, people=written | rest)


def test_a_domain_that_takes_no_mail_is_named_with_its_people() -> None:
    given = with_mail("salah.example", "Salah.example")
    with name_server(3) as server:
        none, silent = refused(given, server)
    assert (none, silent) == ({"salah.example": list(given.people)[:2]}, [])


def test_a_domain_that_takes_mail_is_not_named() -> None:
    with name_server(0, MAIL) as server:
        assert refused(with_mail("dinsos.example"), server) == ({}, [])


def test_without_a_name_server_nobody_is_accused() -> None:
    assert refused(with_mail("dinsos.example"), ("", 53)) == ({}, ["dinsos.example"])


def test_each_domain_is_asked_once() -> None:
    assert list(domains(with_mail("a.example", "A.EXAMPLE", "b.example"))) == ["a.example", "b.example"]
