"""A mail that came back is read as servers write it; what was never ours, or is not final, changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications import verp
from notifications.bounces import Bounce, read
from notifications.verp import ForgedReturnPathError
from tests.notifications import dsns

KEY, ID = "kunci-surel", "AbC-12_x"
OURS = verp.address(KEY, ID, "psai.example")


def came(mail: str, to: str = OURS) -> Bounce | None:
    return read(mail.format(to=to).encode(), KEY)


@pytest.mark.parametrize(
    "mail, status, code, permanent",
    [
        (dsns.POSTFIX, "undelivered", "5.1.1", True),
        (dsns.POSTFIX_NO_ROUTE, "undelivered", "5.4.4", False),
        (dsns.POSTFIX_GIVEN_UP, "undelivered", "4.4.1", False),
        (dsns.POSTFIX_TAKEN, "delivered", "2.0.0", False),
        (dsns.EXIM, "undelivered", "5.2.1", True),
        (dsns.EXIM_OLD, "undelivered", "5.0.0", True),
        (dsns.EXCHANGE, "undelivered", "5.1.10", True),
        (dsns.GMAIL, "undelivered", "5.2.2", True),
        (dsns.INDONESIAN_ISP, "undelivered", "5.7.1", True),
    ],
    ids=["postfix", "no-route", "given-up", "taken", "exim", "exim-old", "exchange", "gmail", "isp"],
)
def test_a_report_says_what_became_of_the_message(mail: str, status: str, code: str, *, permanent: bool) -> None:
    assert came(mail) == Bounce(ID, status, code, permanent)


@pytest.mark.parametrize("mail", [dsns.POSTFIX_WAITING, dsns.HOLIDAY, dsns.ANSWER], ids=["waiting", "absent", "answer"])
def test_what_is_not_final_or_no_report_changes_nothing(mail: str) -> None:
    assert came(mail) is None


def test_a_report_with_the_line_ends_of_mail_reads_the_same() -> None:
    raw = dsns.POSTFIX.format(to=OURS).replace("\n", "\r\n").encode()
    assert read(raw, KEY) == Bounce(ID, "undelivered", "5.1.1", permanent=True)


@pytest.mark.parametrize(
    "to",
    [
        OURS.replace("AbC", "AbD"),
        "bounce+AbC-12_x.00000000@psai.example",
        verp.address("kunci lain", ID, "psai.example"),
    ],
)
def test_a_forged_return_path_is_refused(to: str) -> None:
    with pytest.raises(ForgedReturnPathError):
        came(dsns.POSTFIX, to)


def test_without_a_key_no_return_path_is_ours() -> None:
    with pytest.raises(ForgedReturnPathError):
        read(dsns.POSTFIX.format(to=verp.address("", ID, "psai.example")).encode(), "")


def test_a_report_to_another_address_is_not_about_a_message_of_ours() -> None:
    assert came(dsns.POSTFIX, "ult-psai@psai.example") is None


def test_the_return_path_names_the_message_and_nobody() -> None:
    assert verp.message_of(KEY, f"<{OURS}>") == ID
    assert OURS.startswith("bounce+AbC-12_x.")
    assert len(OURS.partition("@")[0]) <= 64


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_a_fault(raw: bytes) -> None:
    assert read(b"To: " + raw, KEY) is None


@given(st.integers(0, len(dsns.EXIM) - 1), st.characters(codec="latin-1"))
def test_a_report_with_one_character_changed_is_read_or_refused(place: int, other: str) -> None:
    spoiled = dsns.EXIM.format(to=OURS)
    spoiled = spoiled[:place] + other + spoiled[place + 1 :]
    try:
        found = read(spoiled.encode("latin-1"), KEY)
    except ForgedReturnPathError:
        return
    assert found is None or found.notification_id == ID
