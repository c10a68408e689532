"""Possible duplicates put before a person: what is shown of them, and what the person decided (domain.md §4)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import typer

from commands.context import Context
from commands.find import case_code
from commands.say import REFUSED, BadInput
from models import reports
from models.reports import Possible
from policy.alike import Birth, Name

ENGLISH: Mapping[str, str] = {
    Name.SAME: "same name",
    Name.SOUND: "name sounds the same",
    Name.PART: "part of the name is the same",
    Birth.SAME: "same birth date",
    Birth.OTHER: "another birth date",
    Birth.UNKNOWN: "birth date not known",
}


@dataclass(frozen=True)
class Decided:
    """What a person decided before the report was stored: onto an open case, an ended one, or a new one."""

    same_as: str = ""
    reopen: str = ""
    new: bool = False

    @property
    def onto(self) -> str:
        """The case to which the report is added."""
        return self.same_as or self.reopen


def decided(context: Context, same_as: str, reopen: str, children: int, *, new: bool) -> Decided:
    """One decision at most, on one child. BadInput."""
    if sum(map(bool, (same_as, reopen, new))) > 1:
        raise BadInput(
            "one_decision",
            "Pilih satu saja: --same-as, --reopen atau --new.",
            "Choose one only: --same-as, --reopen or --new.",
        )
    if (same_as or reopen) and children > 1:
        raise BadInput(
            "one_child_each",
            f"{children} anak tidak dapat masuk ke satu kasus. Catat satu laporan per anak yang sudah dikenal.",
            f"{children} children cannot go into one case. Make one report for each child that is known.",
        )
    found = case_code(context, same_as or reopen) if same_as or reopen else ""
    return Decided(same_as and found, reopen and found, new)


def search(context: Context, children: Sequence[dict[str, Any]]) -> list[list[Possible]]:
    """For each child the cases that may be of it."""
    with context.db.read() as session:
        return [reports.possible(session, context.unit.code, reports.child_of(child)) for child in children]


def values(code: str, found: Sequence[Possible]) -> list[dict[str, Any]]:
    """Possible cases in JSON; `case` is the new one ("" while there is none)."""
    return [
        {"case": code, "code": p.code, "stage": p.stage, "open": p.open, "name": p.like.name, "birth": p.like.birth}
        for p in found
    ]


def listed(found: Sequence[Possible], *, english: bool) -> str:
    """Code, stage and how alike: no more than is needed to decide."""
    return "; ".join(f"{p.code} ({', '.join(_of(p, english=english))})" for p in found)


def _of(each: Possible, *, english: bool) -> Iterator[str]:
    yield each.stage or ("on its way" if english else "sedang diantar")
    for word in (each.like.name, each.like.birth):
        yield ENGLISH[word] if english else word


def ask(context: Context, found: Sequence[Possible]) -> NoReturn:
    """A child known to be safe: the person at the desk decides first, and nothing is stored until then."""
    context.speaker.problem(
        "possible_duplicate",
        f"Mungkin anak yang sudah dikenal: {listed(found, english=False)}. Belum ada yang tersimpan. Ulangi dengan"
        " --same-as KODE (tambahkan ke kasus itu), --reopen KODE (buka kembali) atau --new (anak lain).",
        f"This may be a child that is known: {listed(found, english=True)}. Nothing is stored yet. Repeat with"
        " --same-as CODE (add to that case), --reopen CODE (reopen it) or --new (another child).",
        possible=values("", found),
    )
    raise typer.Exit(REFUSED)


def question(context: Context, code: str, found: Sequence[Possible]) -> str:
    """What is asked once the case has begun."""
    return context.speaker.pick(
        f"Kasus {code} mungkin anak yang sama dengan: {listed(found, english=False)}."
        f" Putuskan: rujukan same {code} --as KODE, atau rujukan same {code} --different",
        f"Case {code} may be the same child as: {listed(found, english=True)}."
        f" Decide: rujukan same {code} --as CODE, or rujukan same {code} --different",
    )
