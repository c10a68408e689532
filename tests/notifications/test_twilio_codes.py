"""Each provider code leads to the thing that is to be done, as messages.md lists them."""

import pytest

from notifications.channels import Remedy
from notifications.twilio_codes import TABLE, from_answer, lookup, refused

EXPECTED = {
    Remedy.OURS: "20003 30002 21408 21606 21603 21703 21704 21705 30018 30024 63007 63001",
    Remedy.BAD_ADDRESS: "21211 21217 21614 21635 30005 30006 63003 63024",
    Remedy.OPTED_OUT: "21610 63033 63014",
    Remedy.FILTERED: "30004 30007 63013 63032",
    Remedy.PASSING: "30001 30003 30008 30410 21611 21612 20429 63010 63017 63018",
    Remedy.TEMPLATE: "63016 63027 63028 21654 21656",
    Remedy.BUG: "21617 21602 30019 63005",
    Remedy.LOOP: "14107",
}
ROWS = [(int(code), remedy) for remedy, codes in EXPECTED.items() for code in codes.split()]


@pytest.mark.parametrize("code, remedy", ROWS)
def test_a_listed_code_has_its_remedy(code: int, remedy: Remedy) -> None:
    assert TABLE[code].remedy is remedy
    assert refused(code).permanent is (remedy not in {Remedy.PASSING, Remedy.LOOP})


def test_unlisted_carrier_errors_pass_and_other_unlisted_codes_do_not() -> None:
    assert not lookup(30999).permanent
    assert lookup(22222).permanent


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_error_may_have_been_sent_whatever_code_it_carries(status: int) -> None:
    error = from_answer(status, 20500)
    assert error.ambiguous
    assert error.remedy is Remedy.RECONCILE


def test_too_many_requests_without_a_code_passes() -> None:
    assert not from_answer(429, None).permanent
    assert not from_answer(429, None).ambiguous


def test_a_refusal_without_a_code_is_a_refusal() -> None:
    assert from_answer(400, None).permanent
