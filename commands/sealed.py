"""What an answer may say that goes to no message and no event: results, and what is missing. For staff only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from commands.context import Context
from commands.say import BadInput, Speaker
from policy.case import Case
from policy.words import Decline, Verb

RESULTS = ("certificate", "school")
WORDS = {"certificate": "nomor akta", "school": "sekolah", "missing": "data kurang"}


@dataclass(frozen=True)
class Told:
    """The sealed part of an answer as it is typed."""

    verb: Verb
    reason: Decline | None
    certificate: str
    school: str
    missing: str

    def facts(self, context: Context) -> dict[str, str]:
        """What is kept beside the answer. BadInput where it does not belong to the answer."""
        if (self.certificate or self.school) and self.verb is not Verb.COMPLETE:
            raise BadInput(
                "result_without_end",
                "Hasil (--certificate, --school) hanya dicatat bersama SELESAI.",
                "A result (--certificate, --school) is recorded with SELESAI only.",
            )
        incomplete = self.verb is Verb.DECLINE and self.reason is Decline.INCOMPLETE_DATA
        if self.missing and not incomplete:
            raise BadInput(
                "missing_without_reason",
                "Data yang kurang (--missing) hanya dicatat bersama TOLAK --reason 3.",
                "What is missing (--missing) is recorded with TOLAK --reason 3 only.",
            )
        if incomplete and not self.missing:
            context.speaker.note(
                "Belum tertulis data apa yang kurang: tanyakan, lalu catat dengan --missing.",
                "It is not written what is missing: ask, and record it with --missing.",
            )
        given = {"certificate": self.certificate, "school": self.school, "missing": self.missing}
        return {name: context.text(text) for name, text in given.items() if text}


@dataclass(frozen=True)
class Sealed:
    """The sealed facts of a case: who said what, and which referral waited for it."""

    case: Case
    facts: list[tuple[int, dict[str, Any]]]

    def values(self) -> dict[str, Any]:
        """For JSON: results, with the referrals they are handed to, and what was missing."""
        results = [
            {"task": self._code(n), "for": self._for(n), "result": found}
            for n, data in self.facts
            if (found := {name: data[name] for name in RESULTS if name in data})
        ]
        missing = [{"task": self._code(n), "missing": data["missing"]} for n, data in self.facts if "missing" in data]
        return {"results": results, "missing": missing}

    def tell(self, speaker: Speaker) -> None:
        """For a person: one table, if there is anything."""
        if rows := list(self._rows()):
            columns = ("Tugas", "Untuk", "Isi", "") if not speaker.english else ("Task", "For", "What", "")
            speaker.table(speaker.pick("Tersegel, hanya petugas", "Sealed, staff only"), columns, rows)

    def _rows(self) -> Iterator[tuple[str, str, str, str]]:
        for n, data in self.facts:
            for name in (*RESULTS, "missing"):
                if name in data:
                    yield self._code(n), ", ".join(self._for(n)) or "-", WORDS[name], data[name]

    def _for(self, n: int) -> list[str]:
        """The referrals that wait, or waited, for this one: the result is theirs to use."""
        return [task.code for task in self.case.handovers if task.after == n]

    def _code(self, n: int) -> str:
        task = self.case.find(n)
        return task.code if task else str(n)
