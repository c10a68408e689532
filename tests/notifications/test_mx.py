"""Whether a domain takes mail is asked of a real name server over UDP; no answer is no answer, never a no."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.mx import Found, is_invented, named, read, resolver, takes_mail
from tests.patience import PATIENCE

Server = tuple[str, int]
HEADER = struct.Struct("!HHHHHH")
POINTER = b"\xc0\x0c"


def record(kind: int, data: bytes) -> bytes:
    return POINTER + struct.pack("!HHIH", kind, 1, 60, len(data)) + data


MAIL = record(15, struct.pack("!H", 10) + b"\x02mx" + POINTER)
NO_MAIL = record(15, struct.pack("!H", 0) + b"\0")
ADDRESS = record(1, b"\xc0\x00\x02\x01")
ADDRESS_6 = record(28, bytes(16))
ALIAS = record(5, b"\x05other" + POINTER)


@contextmanager
def name_server(code: int, *records: bytes, wrong_number: bool = False) -> Iterator[Server]:
    """Says of every domain the same, of each kind of record what is asked for (and aliases); until it is let go."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        wire.bind(("127.0.0.1", 0))

        def answer() -> None:
            while len(packet := wire.recvfrom(512)) and packet[0]:
                question, asker = packet
                number = HEADER.unpack_from(question)[0] ^ wrong_number
                said = [each for each in records if each[2:4] in {question[-4:-2], ALIAS[2:4]}]
                head = HEADER.pack(number, 0x8180 | code, 1, len(said), 0, 0)
                wire.sendto(head + question[HEADER.size :] + b"".join(said), asker)

        thread = threading.Thread(target=answer)
        thread.start()
        yield wire.getsockname()
        wire.sendto(b"", wire.getsockname())
        thread.join()


@pytest.mark.parametrize(
    "code, records, expected",
    [
        (0, (MAIL,), Found.YES),
        (0, (ALIAS, MAIL), Found.YES),
        (0, (NO_MAIL,), Found.NO),
        (0, (), Found.NO),
        (0, (ADDRESS,), Found.YES),
        (0, (ADDRESS_6,), Found.YES),
        (0, (NO_MAIL, ADDRESS), Found.NO),
        (3, (), Found.NO),
        (2, (), Found.UNKNOWN),
        (5, (), Found.UNKNOWN),
    ],
    ids=[
        "mx",
        "alias and mx",
        "takes none",
        "nothing",
        "address only",
        "address of IPv6",
        "takes none for all its address",
        "no such domain",
        "failed",
        "refused",
    ],
)
def test_what_the_name_server_says_is_taken_at_its_word(code: int, records: tuple[bytes, ...], expected: Found) -> None:
    with name_server(code, *records) as server:
        assert takes_mail("dinsos.example", server, 7, PATIENCE) is expected


def test_an_answer_to_another_question_is_none() -> None:
    with name_server(0, MAIL, wrong_number=True) as server:
        assert takes_mail("dinsos.example", server, 7) is Found.UNKNOWN


def test_a_name_server_that_is_silent_is_waited_for_briefly() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        assert takes_mail("dinsos.example", silent.getsockname(), 7, seconds=0.1) is Found.UNKNOWN


@pytest.mark.parametrize("domain", ["", ".", "a..b", "x" * 64 + ".id", "a\n.id" + "y" * 70])
def test_what_is_no_domain_takes_no_mail(domain: str) -> None:
    assert takes_mail(domain, ("127.0.0.1", 9), 7) is Found.NO


@given(st.binary(max_size=80))
def test_any_answer_is_read_without_a_fault(answer: bytes) -> None:
    assert read(answer, b"\0\x07" + bytes(20)) in {*Found, None}


@pytest.mark.parametrize(
    "text, expected", [("search x\nnameserver 192.0.2.1\nnameserver 192.0.2.2\n", "192.0.2.1"), ("nameserver\n", "")]
)
def test_the_resolver_is_the_first_one_named(text: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "resolv.conf").write_text(text, encoding="utf-8")
    assert resolver(tmp_path / "resolv.conf") == expected
    assert resolver(tmp_path / "none") == ""


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("", ("192.0.2.1", 53)),
        ("192.0.2.7", ("192.0.2.7", 53)),
        ("127.0.0.1:5353", ("127.0.0.1", 5353)),
        ("2001:db8::1", ("2001:db8::1", 53)),
    ],
)
def test_a_setting_names_another_one(typed: str, expected: Server, tmp_path: Path) -> None:
    (tmp_path / "resolv.conf").write_text("nameserver 192.0.2.1\n", encoding="utf-8")
    assert named(typed, tmp_path / "resolv.conf") == expected


@pytest.mark.parametrize(
    "domain, expected",
    [("psai.example", True), ("contoh.invalid.", True), ("localhost", True), ("example.go.id", False), ("a.id", False)],
)
def test_domains_that_can_never_be_are_known(domain: str, expected: bool) -> None:  # noqa: FBT001 - a column
    assert is_invented(domain) is expected
