"""Every template with the values it needs and the longest those may be; a new template adds its row here."""

from collections.abc import Mapping
from dataclasses import dataclass

LONGEST: Mapping[str, object] = {
    "unit": "ULT PSAI ABC",
    "code": "K7M4",
    "case": "K7M4Q2X",
    "due": "Sab 24/11 10.00 WITA",
    "until": "Sab 24/11 10.00 WITA",
    "holder": "PUSKESMAS-ABCDEF",
    "by": "PUSKESMAS-ABCD-1",
    "channel": "WHATSAPP",
    "phone": "+628123456789012",
    "agency": "PUSKESMAS-ABCDEF",
    "report": "L-1A2B3C4D/50",
    "other": "K7M4Q2X",
    "days": 14,
    "day": "24/11/2026",
    "count": 99,
    "kind": "LENGKAPI",
    "state": "TERKIRIM",
    "reason": "keluarga sulit dihubungi kini",
    "outcome": "dirujuk ke pihak lain di luar",
    "verb": "SELESAI",
    "agencies": ("PUSKESMAS-ABCDEF", "PUSKESMAS-ABCDEG", "DINSOS", "LPA", "UPTD-PPA"),
    "open": 999,
    "today": 999,
    "late": 999,
    "done": 999,
    "held": 999,
    "needs": 999,
    "late_high": 999,
    "late_medium": 999,
    "late_low": 999,
    "unreached": 999,
    "down": ("WHATSAPP", "EMAIL", "SMS"),
    "codes": ("K7M4", "S8M3", "9TGB", "Q2X7", "W3E4", "R5T6", "Y7P8", "A9S2", "D3F4"),
    "passcode": "######",
    "link": "https://contoh-tulungagung.go.id/t/" + "0" * 25,
    "sentence": "Jawaban tidak dapat dicatat sebab tugas ini sudah berakhir dan kasusnya telah ditutup.",
}
"""The longest value of each name; a unit's pack stays within `unit` 12, `holder`, `by` and `phone` 16."""


@dataclass(frozen=True)
class Template:
    """A template, the values it needs, and whether it can ask for a reply (then `reply` is needed too)."""

    name: str
    needs: frozenset[str]
    asks_reply: bool = False

    def longest(self, *, reply: bool) -> dict[str, object]:
        """The longest values this template can be given."""
        values = {name: LONGEST[name] for name in self.needs}
        return values | {"reply": reply} if self.asks_reply else values


def _row(name: str, needs: str, *, asks_reply: bool = False) -> Template:
    return Template(name, frozenset(needs.split()), asks_reply)


CATALOGUE: tuple[Template, ...] = (
    _row("task_referral", "unit code holder due phone", asks_reply=True),
    _row("task_internal", "unit code holder kind case due phone", asks_reply=True),
    _row("reminder", "unit code holder due phone", asks_reply=True),
    _row("reminder_internal", "unit code holder kind case due"),
    _row("reminder_outcome", "unit code holder due phone", asks_reply=True),
    _row("reminders", "unit count codes due link phone"),
    _row("digest_agency", "unit open today late done held codes link phone"),
    _row("digest_manager", "unit needs late_high late_medium late_low unreached down held phone"),
    _row("digest_rest", "unit held codes link phone"),
    _row("over_limit", "unit holder count codes phone"),
    _row("enrol_code", "unit holder passcode phone", asks_reply=True),
    _row("enrolled", "unit holder until phone"),
    _row("unproved", "unit holder due phone"),
    _row("call_desk", "unit code holder due"),
    _row("to_superior", "unit code holder due phone"),
    _row("to_supervisor", "unit code case holder due"),
    _row("to_manager", "unit code case holder due"),
    _row("to_manager_again", "unit code case holder due"),
    _row("manager_task", "unit code case holder due"),
    _row("clock_running", "unit code case holder due"),
    _row("clock_late", "unit code case holder due"),
    _row("not_arrived", "unit code holder due phone"),
    _row("gap_ahead", "unit code holder kind day due"),
    _row("backstop", "unit code case holder due"),
    _row("accepted", "unit code case holder due"),
    _row("started", "unit code case holder due"),
    _row("refused", "unit code case holder reason agencies"),
    _row("refused_unsaid", "unit code case holder"),
    _row("completed", "unit code case holder outcome"),
    _row("unserved", "unit code case holder outcome"),
    _row("not_received", "unit code case holder due"),
    _row("failed", "unit code case holder reason"),
    _row("postponed", "unit code case holder days until"),
    _row("silent", "unit code case holder due"),
    _row("closed_door", "unit code case holder due"),
    _row("before_closure", "unit due until count codes"),
    _row("withdrawn", "unit code holder phone"),
    _row("replanned", "unit code holder due phone"),
    _row("replanned_late", "unit code holder due phone"),
    _row("whereabouts_unknown", "unit code case holder by due"),
    _row("undone", "unit code case holder due"),
    _row("reassigned", "unit code case holder by due"),
    _row("closure_asked", "unit code case holder by due"),
    _row("closure_approved", "unit case by phone"),
    _row("closure_refused", "unit case by phone"),
    _row("reopened", "unit case holder by due"),
    _row("transfer_accepted", "unit code case phone"),
    _row("consent_noted", "unit case by"),
    _row("decided", "unit code case by kind"),
    _row("entered_in_error", "unit code holder by phone"),
    _row("reporter_taken", "unit report agency phone"),
    _row("reporter_refused", "unit report agency phone"),
    _row("reporter_ended", "unit report agency phone"),
    _row("reporter_unreached", "unit case phone"),
    _row("second_report", "unit case phone"),
    _row("joined", "unit case other by phone"),
    _row("no_holder", "unit code case holder due"),
    _row("message_failed", "unit code case holder due"),
    _row("reply_ok", "unit verb code holder due"),
    _row("reply_unclear", "unit phone"),
    _row("reply_refused", "unit sentence phone"),
    _row("ask_reason", "unit code"),
    _row("ask_outcome", "unit code"),
    _row("ask_days", "unit code phone"),
    _row("list", "unit codes phone"),
    _row("status", "unit code holder state due phone"),
    _row("help_ok", "unit code holder phone"),
    _row("help_desk", "unit code holder due"),
    _row("stopped", "unit phone"),
    _row("resumed", "unit phone"),
    _row("stop_told", "unit holder"),
    _row("channel_down", "unit channel reason due"),
    _row("new_number", "unit holder channel phone"),
    _row("passcode", "unit passcode phone"),
    _row("pin_locked", "unit until phone"),
    _row("stop_taken", "unit holder by count"),
    _row("reply_desk", "unit phone"),
    _row("gateway_silent", "unit due phone"),
)
LINKED = frozenset(
    {
        "task_referral",
        "task_internal",
        "reminder",
        "reminder_internal",
        "reminder_outcome",
        "manager_task",
        "replanned",
        "replanned_late",
    }
)
"""What goes to somebody who has something to answer: with a link it has words of its own (`<name>.link.txt`)."""
BY_NAME: Mapping[str, Template] = {template.name: template for template in CATALOGUE}
