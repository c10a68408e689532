"""The channels are built as the settings say: who can be answered, who skips, and whether a telephone is watched."""

import pytest

from models.db import Database
from notifications.channels import Askable, DeliveryError, Outgoing
from policy.words import Channel
from roots import gateways, receives, ways
from settings import Settings
from tests.activities.office import Office
from tests.databases import database, migrated_file, migrated_postgres
from tests.notifications.gateway_server import PASSWORD, USER, telephone
from tests.sample import unit

__all__ = ["database", "migrated_file", "migrated_postgres"]
SERVED = unit()
TEXT = Outgoing("n-1", "+6281200000011", "ULT PSAI: tugas K7M4", "", 600)


def settings(**more: object) -> Settings:
    return Settings(unit=SERVED.code, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "channel, more, expected",
    [
        (Channel.SMS, {}, False),
        (Channel.SMS, {"two_way_sms": True}, True),
        (Channel.WHATSAPP, {}, True),
        (Channel.GATEWAY, {"gateway_url": "http://hp:8080"}, False),
        (Channel.GATEWAY, {"gateway_url": "http://hp:8080", "gateway_key": "kunci"}, True),
        (Channel.EMAIL, {}, False),
    ],
)
def test_reply_is_asked_for_only_where_an_answer_comes_back(
    channel: Channel, more: dict[str, object], *, expected: bool
) -> None:
    assert receives(settings(**more), channel) is expected


def test_a_text_leaves_by_the_telephone_of_the_settings(database: Database) -> None:
    with telephone() as phone:
        given = settings(gateway_url=phone.url, gateway_user=USER, gateway_password=PASSWORD)
        way = ways(database, given, SERVED)[Channel.GATEWAY]
        assert way.send(TEXT).provider_id in phone.messages
        assert isinstance(way, Askable)


def test_without_a_telephone_its_channel_is_skipped_and_nothing_is_watched(database: Database) -> None:
    office = Office(database, SERVED)
    with pytest.raises(DeliveryError, match="RUJUKAN_GATEWAY_URL"):
        ways(database, settings(), SERVED)[Channel.GATEWAY].send(TEXT)
    assert gateways(database, settings(), office.parts.sender) is None
    assert gateways(database, settings(gateway_url="http://hp:8080"), office.parts.sender) is None


def test_a_telephone_that_speaks_to_us_is_watched(database: Database) -> None:
    office = Office(database, SERVED)
    watch = gateways(database, settings(gateway_url="http://hp:8080", gateway_key="kunci"), office.parts.sender)
    assert watch is not None
    assert not watch.look(watch.since)


def test_outside_the_24_hours_whatsapp_without_a_template_sends_nothing(database: Database) -> None:
    with pytest.raises(DeliveryError, match=r"whatsapp\.yaml"):
        ways(database, settings(), SERVED)[Channel.WHATSAPP].send(TEXT)
