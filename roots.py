"""What worker and relay have in common as composition roots: database, channels, unit, plain errors."""

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from activities.deliver import Sender
from activities.digests import Digests
from activities.gateways import Gateways
from activities.lists import Lists
from activities.missed import Missed
from activities.own_message import Post
from activities.sweeps import HARIAN, JAM, PESAN, Beat, Sweeps, Work
from activities.wiring import Parts, build, opaque_id
from models import calls, spent, units, windows
from models.db import Database, DatabaseProblem, check
from notifications import links
from notifications.channels import Channel as Way
from notifications.gateway import Gateway, GatewayConfig
from notifications.links import Links
from notifications.mail import Mail, MailConfig
from notifications.prices import rates
from notifications.sms import Sms
from notifications.twilio_api import TwilioConfig
from notifications.twilio_inbox import TwilioInbox
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


def ways(db: Database, settings: Settings, served: Unit) -> Mapping[Channel, Way]:
    """The channels, built from the settings and what the unit agreed with those who carry its messages."""

    def is_open(number: str) -> bool:
        with db.read() as session:
            return windows.is_open(session, served.code, number, now())

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
        reply_to=settings.mail_reply_to or settings.mail_sender,
        encryption=settings.smtp_encryption,
        username=settings.smtp_username or None,
        password=settings.smtp_password or None,
        bounce_key=settings.mail_key,
    )
    local = Gateway(GatewayConfig(settings.gateway_url, settings.gateway_user, settings.gateway_password))
    return {
        Channel.SMS: Sms(twilio),
        Channel.WHATSAPP: WhatsApp(twilio, served.whatsapp, is_open),
        Channel.GATEWAY: local,
        Channel.EMAIL: Mail(mail, now),
    }


def parts(db: Database, settings: Settings, served: Unit) -> Parts:
    """The activities and their sender. CannotStartError where a link would be too long for a text."""
    if settings.link_key and len(links.address(settings.public_url)) > links.LONGEST_ADDRESS:
        raise CannotStartError(
            "RUJUKAN_PUBLIC_URL terlalu panjang untuk tautan dalam SMS: paling banyak 35 huruf. Pakai alamat pendek.",
            "RUJUKAN_PUBLIC_URL is too long for a link in an SMS: at most 35 characters. Use a short address.",
        )
    return build(
        db,
        ways(db, settings, served),
        callback_base=settings.public_url,
        can_receive=lambda channel: receives(settings, channel),
        link_key=settings.link_key,
        pace=settings.hour_seconds / 3600,
        rates=rates(served.prices),
    )


def introduce(sender: Sender, settings: Settings) -> None:
    """Say in two sentences which provider does not know us. Nothing is lost: messages take another channel or wait."""
    for channel, code in sender.introduced(settings.unit).items():
        sys.stderr.write("\n".join(stranger(channel, code)) + "\n")
        sys.stderr.flush()


def stranger(channel: str, code: str) -> tuple[str, str]:
    """The sentence for a channel whose provider refuses our account, Indonesian and English."""
    names = "RUJUKAN_TWILIO_ACCOUNT_SID, RUJUKAN_TWILIO_AUTH_TOKEN"
    return (
        f"{channel}: penyedia menolak akun kita ({code}). Periksa {names}; pesan menunggu atau lewat saluran lain.",
        f"{channel}: the provider refuses our account ({code}). Check {names}; messages wait or take another channel.",
    )


def missed(db: Database, settings: Settings) -> Missed:
    """The hourly look for texts that the webhook did not bring: `missed(...).look(now)`."""
    config = TwilioConfig(
        account_sid=settings.twilio_account_sid,
        auth_token=settings.twilio_auth_token,
        sender=settings.twilio_sender,
        base_url=settings.twilio_base_url or None,
    )
    return Missed(db, TwilioInbox(config))


def sweeps(db: Database, settings: Settings, parts: Parts) -> Sweeps:
    """What is done again and again by the schedules, each job with its looks."""
    links = Links(settings.link_key, settings.public_url)
    digests = Digests(db, parts.settler, Post(opaque_id, links), settings.unit)
    lists = Lists(db, parts.settler, now, opaque_id, settings.unit)
    local = gateways(db, settings, parts.sender)
    often: list[Work] = [parts.fates.sweep, *([local.look] if local else [])]

    def tidied(at: datetime, _beat: Beat) -> int:
        return calls.look_after(db, settings.unit, at) + spent.clean(db, at)

    return Sweeps(
        {
            PESAN: often,
            HARIAN: [digests.look, lambda at, _beat: lists.look(at)],
            JAM: [parts.fates.prices, missed(db, settings).look, tidied],
        },
        now,
    )


def receives(settings: Settings, channel: Channel) -> bool:
    """Whether an answer by this channel comes back to us."""
    two_way = {Channel.SMS: settings.two_way_sms, Channel.GATEWAY: bool(settings.gateway_key)}
    return channel is Channel.WHATSAPP or two_way.get(channel, False)


def gateways(db: Database, settings: Settings, sender: Sender) -> Gateways | None:
    """The watch over the telephone with a local SIM, from now on; None where there is none that speaks to us."""
    if not (settings.gateway_url and settings.gateway_key):
        return None
    return Gateways(db, sender.send, Post(opaque_id), settings.unit, now())
