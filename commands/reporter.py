"""Who reports, and the safe contact they agreed to: nobody is reached otherwise (domain.md §4 rule 4)."""

import re
from dataclasses import dataclass
from typing import Any

from commands.context import Context
from commands.find import agency
from commands.say import BadInput
from notifications.phones import PhoneError, reachable
from policy.reporters import Hours, SafeContact, hours_of

MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")
LONGEST_MAIL = 254


@dataclass(frozen=True)
class Reporter:
    """As typed; an empty name is an anonymous reporter, `sender` the agency that reports."""

    name: str = ""
    sender: str = ""
    child_alone: bool = False
    contact: str = ""
    may_call: bool = False
    may_leave_word: bool = False
    hours: str = ""

    def facts(self, context: Context) -> dict[str, Any]:
        """What is kept of the reporter, all of it personal but the agency's code. BadInput."""
        if self.sender and self.child_alone:
            raise BadInput(
                "child_and_agency",
                "Laporan dari anak sendiri bukan laporan instansi. Pakai salah satu: --child-alone atau --agency.",
                "A report by the child itself is no agency's report. Use either --child-alone or --agency.",
            )
        if not self.contact and (self.may_call or self.may_leave_word or self.hours):
            raise BadInput(
                "contact_missing",
                "Izin menelepon, meninggalkan pesan atau jam perlu kontaknya. Tambahkan --safe-contact.",
                "Leave to call, to leave word, or hours need a contact. Add --safe-contact.",
            )
        hours = _hours(self.hours)
        return {
            "reporter": context.text(self.name),
            "sender": agency(context, self.sender).code if self.sender else "",
            "child_alone": self.child_alone,
            "contact": _address(self.contact),
            "may_call": self.may_call,
            "may_leave_word": self.may_leave_word,
            "contact_hours": str(hours) if hours else "",
        }


def safe_contact(facts: dict[str, Any]) -> SafeContact:
    """The agreed contact as it was kept; older reports agreed to nothing."""
    return SafeContact(
        address=str(facts.get("contact", "")),
        may_call=facts.get("may_call") is True,
        may_leave_word=facts.get("may_leave_word") is True,
        hours=hours_of(str(facts.get("contact_hours", ""))),
    )


def _address(text: str) -> str:
    """A number as E.164, a landline too, or a mail address."""
    if not text or (MAIL.fullmatch(text) and len(text) <= LONGEST_MAIL):
        return text
    try:
        return reachable(text)
    except PhoneError as error:
        raise BadInput(
            "bad_contact", f"--safe-contact {text}: {error.indonesian}", f"--safe-contact {text}: {error.english}"
        ) from None


def _hours(text: str) -> Hours | None:
    hours = hours_of(text)
    if text and hours is None:
        raise BadInput(
            "bad_hours",
            f"{text!r}: jam tidak terbaca. Tulis misalnya 08.00-16.00.",
            f"{text!r}: no hours. Write for example 08.00-16.00.",
        )
    return hours
