"""What lies on the desk's list: each kind with its words, and how often a machine may answer a number. Pure."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum


class DeskKind(StrEnum):
    """What a person at the desk does."""

    CALL = "call"
    UNCLEAR = "unclear"
    STRANGER = "stranger"
    MAIL = "mail"
    STOPPED = "stopped"
    LOOP = "loop"
    MESSAGE = "message"
    FILTERED = "filtered"
    TEMPLATE = "template"
    CHANNEL = "channel"
    PRIVACY = "privacy"
    PIN = "pin"
    STUCK = "stuck"


WORDS: Mapping[str, tuple[str, str]] = {
    DeskKind.CALL: ("Telepon", "Telephone"),
    DeskKind.UNCLEAR: ("Baca: balasan tidak dipahami dua kali", "Read: a reply not understood twice"),
    DeskKind.STRANGER: ("Baca: nomor tidak dikenal", "Read: a number we do not know"),
    DeskKind.MAIL: ("Baca: surel masuk", "Read: a mail that came in"),
    DeskKind.STOPPED: ("Hubungi: minta BERHENTI", "Contact: asked for no more messages"),
    DeskKind.LOOP: ("Periksa: balasan otomatis berputar", "See to: automatic replies in a circle"),
    DeskKind.MESSAGE: ("Sampaikan: pesan tidak sampai", "Pass on: a message did not arrive"),
    DeskKind.FILTERED: ("Periksa: pesan disaring jaringan", "See to: a network filtered a text"),
    DeskKind.TEMPLATE: ("Periksa: templat ditolak", "See to: a template was refused"),
    DeskKind.CHANNEL: ("Periksa: saluran putus", "See to: a channel is down"),
    DeskKind.PRIVACY: ("Periksa: isi pesan disembunyikan", "See to: a text had something to hide"),
    DeskKind.PIN: ("Hubungi: PIN terkunci berulang", "Contact: a PIN was locked again and again"),
    DeskKind.STUCK: ("Kabari administrator: masukan macet", "Tell the administrator: an input is stuck"),
}
TO_WRITERS = "penulis"
"""The audience of a line back to whoever wrote; such a line leaves also where messages are stopped."""
CALLED_FOR = frozenset({"call_desk", "help_desk"})
"""Messages that ask the desk to telephone the holder: each is an item of the list as well."""
OF_A_SILENCE = frozenset({"call_desk", "to_superior", "to_supervisor", "to_manager", "to_manager_again", "silent"})
"""What others hear of a silence; with its task it has ended."""
LAST_WORDS = frozenset({"withdrawn", "entered_in_error", "reply_ok", "help_ok"})
"""What a holder still hears of a task that has ended."""

READ_WITHIN = timedelta(hours=1)
"""A text nobody could read is read by a person within the hour: it may be an answer, or a child."""
MOST_LINES = 6
"""Automatic lines to one number in an hour; above that two machines may be talking to each other."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
UNCLEAR_TIMES = 2
"""From this many texts of one number in a day that were not understood on, a person reads them."""
LOOP_CODES = frozenset({"14107"})
"""A provider's word for automatic replies that go in a circle."""


def label(kind: str, language: str = "id") -> str:
    """The words of a kind; an unknown one is itself."""
    indonesian, english = WORDS.get(kind, (kind, kind))
    return english if language == "en" else indonesian
