"""What worker and relay have in common as composition roots: database, channels, unit, plain errors."""

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from activities.deliver import Sender
from activities.digests import Digests
from activities.own_link import Links
from activities.own_message import Post
from activities.settle import Settler
from activities.wiring import Parts, build, opaque_id
from models import units
from models.db import Database, DatabaseProblem, check
from notifications.channels import Channel as Way
from notifications.mail import Mail, MailConfig
from notifications.sms import Sms
from notifications.twilio_api import TwilioConfig
from notifications.whatsapp import WhatsApp
from policy.unit import Unit
from policy.words import Channel
from settings import CannotStartError, Settings

SYSTEM_PROBLEM = 4


def now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


def told(work: Callable[[], int]) -> int:
    """What this process ends with; 4 with two plain sentences if it cannot start or go on."""
    try:
        return work()
    except (CannotStartError, DatabaseProblem) as problem:
        sys.stderr.write(f"{problem.id}\n{problem.en}\n")
        return SYSTEM_PROBLEM


def database(settings: Settings) -> Database:
    """The database, checked. DatabaseProblem."""
    check(settings.database_url)
    return Database(settings.database_url)


def unit(db: Database, settings: Settings) -> Unit:
    """The unit this instance serves. CannotStartError if it is not loaded or may not send there."""
    with db.read() as session:
        found = units.current(session, settings.unit, now())
    if found is None:
        raise CannotStartError(
            f"Unit {settings.unit} belum dimuat. Jalankan: rujukan unit load data/units/{settings.unit}",
            f"Unit {settings.unit} is not loaded. Run: rujukan unit load data/units/{settings.unit}",
        )
    if found.sample and not settings.simulated:
        raise CannotStartError(
            f"Paket unit {found.code} bertanda contoh: orangnya rekaan; hanya boleh ke simulator.",
            f"Pack {found.code} is marked as a sample: its people are invented; simulator only.",
        )
    return found


def ways(settings: Settings, served: Unit) -> Mapping[Channel, Way]:
    """The channels, built from the settings."""
    twilio = TwilioConfig(
        account_sid=settings.twilio_account_sid,
        auth_token=settings.twilio_auth_token,
        sender=settings.twilio_sender,
        base_url=settings.twilio_base_url or None,
    )
    mail = MailConfig(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.mail_sender,
        sender_name=served.sender,
        reply_to=settings.mail_sender,
    )
    return {Channel.SMS: Sms(twilio), Channel.WHATSAPP: WhatsApp(twilio), Channel.EMAIL: Mail(mail, now)}


def parts(db: Database, settings: Settings, served: Unit) -> Parts:
    """The activities and their sender."""
    return build(
        db,
        ways(settings, served),
        callback_base=settings.public_url,
        link_key=settings.link_key,
        can_receive=lambda channel: receives(settings, channel),
    )


def digests(db: Database, settings: Settings, sender: Sender) -> Digests:
    """The daily digests of the unit this instance serves; `look(now)` may be called as often as one likes."""
    links = Links(settings.link_key, settings.public_url)
    return Digests(db, Settler(db, sender, now, opaque_id, links), Post(opaque_id, links), settings.unit)


def receives(settings: Settings, channel: Channel) -> bool:
    """Whether an answer by this channel comes back to us."""
    return channel is Channel.WHATSAPP or (channel is Channel.SMS and settings.two_way_sms)
