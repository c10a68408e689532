"""A signed body is believed for five minutes, from whoever knows the key, and not if one thing of it is changed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.stamped import genuine, sign

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
KEY, BODY, STAMP = "kunci", b'{"event": "system:ping"}', str(int(NOW.timestamp()))
SIGNED = sign(KEY, BODY, STAMP)


def test_what_was_signed_with_the_key_is_genuine_within_five_minutes() -> None:
    assert genuine(KEY, BODY, STAMP, SIGNED, NOW)
    assert genuine(KEY, BODY, STAMP, f" {SIGNED.upper()} ", NOW + timedelta(minutes=5))


@pytest.mark.parametrize("minutes", [-6, 6, 60 * 24 * 2])
def test_an_old_or_early_stamp_is_a_replay(minutes: int) -> None:
    assert not genuine(KEY, BODY, STAMP, SIGNED, NOW + timedelta(minutes=minutes))


def test_a_retry_after_two_days_is_signed_anew_and_believed() -> None:
    later = NOW + timedelta(days=2)
    stamp = str(int(later.timestamp()))
    assert genuine(KEY, BODY, stamp, sign(KEY, BODY, stamp), later)


def test_the_signature_is_the_hmac_of_body_and_stamp_as_openssl_writes_it() -> None:
    assert sign("secret", b"payload", "1700000000") == (
        "bcc4c2120f8ceeeb26aaa0d54f6f9a191691400978cca1b7294524c1d833549b"
    )


@pytest.mark.parametrize("key, body, stamp", [("", BODY, STAMP), ("lain", BODY, STAMP), (KEY, BODY + b" ", STAMP)])
def test_another_key_no_key_or_another_body_is_refused(key: str, body: bytes, stamp: str) -> None:
    assert not genuine(key, body, stamp, SIGNED, NOW)


@given(st.text(max_size=30), st.text(max_size=80))
def test_whatever_stands_in_the_headers_is_no_fault_of_the_program(stamp: str, given_signature: str) -> None:
    assert not genuine(KEY, BODY, stamp, given_signature, NOW)
