"""The algorithm of a signature is ours: what a header of the request names is not believed (messages.md §1)."""

import pytest
from httpx import Response
from twilio.request_validator import HMAC_SHA1, HMAC_SHA256, SIGNATURE_SETTINGS_HEADER, RequestValidator

from models.db import Database
from notifications import signature
from tests.databases import SQLITE
from tests.web.test_webhooks import PUBLIC, TEXT, TOKEN, Provider

NAMED = (f"key=webhooks_sharedkey_1,algorithm={HMAC_SHA256}", "algorithm=none", f"algorithm={HMAC_SHA1}", "")


def status(database: Database, algorithm: str, header: str) -> int:
    signed = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/twilio/inbound", dict(TEXT), algorithm)
    headers = {signature.HEADER: signed, SIGNATURE_SETTINGS_HEADER: header}
    answer: Response = Provider(database).client.post("/twilio/inbound", data=dict(TEXT), headers=headers)
    return answer.status_code


@pytest.mark.parametrize("header", NAMED)
@pytest.mark.parametrize("database", [SQLITE], indirect=True)
def test_another_algorithm_is_refused_whatever_a_header_says(database: Database, header: str) -> None:
    assert status(database, HMAC_SHA256, header) == 403
    assert Provider(database).texts() == []


@pytest.mark.parametrize("header", NAMED)
@pytest.mark.parametrize("database", [SQLITE], indirect=True)
def test_ours_is_taken_whatever_a_header_says(database: Database, header: str) -> None:
    assert status(database, HMAC_SHA1, header) == 200
    assert len(Provider(database).texts()) == 1
