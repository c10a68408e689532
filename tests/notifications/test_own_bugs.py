"""Codes that would be our own bug (21617, 21602, 30019, 63005): no text of ours can be empty or too long for them."""

import pytest

from notifications.gallery import Shown, gallery
from notifications.twilio_codes import refused

MOST = 1_600
"""Characters the provider takes."""
SHOWN = list(gallery())


@pytest.mark.parametrize(
    "shown", SHOWN, ids=lambda each: f"{each.template}-{each.language}-{each.values}-{each.variant}"
)
def test_no_text_is_empty_or_longer_than_the_provider_takes(shown: Shown) -> None:
    assert 20 <= len(shown.text) <= MOST
    assert shown.text == shown.text.strip()


@pytest.mark.parametrize("code", [21617, 21602, 30019, 63005])
def test_were_one_to_come_it_is_named_as_our_own(code: int) -> None:
    assert refused(code).remedy == "bug"
