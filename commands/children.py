"""The children of a report: each is told with a name, sex, birth date or age and NIK of its own."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from commands.birth import precedes
from commands.context import Context
from commands.say import BadInput
from commands.times import past_day
from policy.alike import born_on

NIK_DIGITS = 16
MOST_CHILDREN = 50
UNKNOWN_CHILD, UNKNOWN = "belum diketahui", "-"
AGE = re.compile(r"\d{1,2}( ?(th|thn|tahun|bln|bulan|years?|months?))?", re.IGNORECASE)

Facts = dict[str, Any]
"""What is personal of one child; it stays in the record."""


class Sex(StrEnum):
    """As the population register writes it."""

    MALE = "L"
    FEMALE = "P"
    UNKNOWN = "-"


def told(
    context: Context, names: list[str], sexes: list[Sex], born: list[str], niks: list[str], happened: datetime
) -> list[Facts]:
    """The facts of each child, in the order told. BadInput: too many, not one each, happened before a birth."""
    if len(names) > MOST_CHILDREN:
        raise BadInput(
            "too_many_children",
            f"{len(names)} anak dalam satu laporan; paling banyak {MOST_CHILDREN}. Bagi menjadi beberapa laporan.",
            f"{len(names)} children in one report; at most {MOST_CHILDREN}. Make several reports of it.",
        )
    names = names or [UNKNOWN_CHILD]
    each = zip(
        names,
        _each("--sex", [*map(str, sexes)], len(names)),
        _each("--born", born, len(names)),
        _each("--nik", niks, len(names)),
        strict=True,
    )
    return [_child(context, happened, *values) for values in each]


def _each(option: str, given: list[str], children: int) -> list[str]:
    """One value for every child, or none at all: whose it is must never be a guess."""
    if given and len(given) != children:
        raise BadInput(
            "one_each",
            f"{option} disebut {len(given)} kali untuk {children} anak. Sebut sekali per anak, urut (tidak tahu: -).",
            f"{option} is given {len(given)} times for {children} children. Give one per child (unknown: -).",
        )
    return ["" if value == UNKNOWN else value for value in given] or [""] * children


def _child(context: Context, happened: datetime, name: str, sex: str, born: str, nik: str) -> Facts:
    day = _born(born, context.unit.local(context.now).date())
    _not_before_birth(context, day, happened)
    return {"child": context.text(name) or UNKNOWN_CHILD, "sex": sex, "born": day, "nik": _nik(nik)}


def _not_before_birth(context: Context, born: str, happened: datetime) -> None:
    if precedes(context, born_on(born), happened):
        day = context.unit.local(happened).date()
        raise BadInput(
            "before_birth",
            f"Kejadian {day} sebelum anak lahir ({born}). Periksa kedua tanggal; tidak ada yang tersimpan.",
            f"It happened on {day}, before the child was born ({born}). Check both dates; nothing was stored.",
        )


def _nik(text: str) -> str:
    if text and not (text.isascii() and text.isdigit() and len(text) == NIK_DIGITS):
        raise BadInput("bad_nik", "NIK harus 16 angka, atau kosongkan.", "A NIK has 16 digits, or leave it out.")
    return text


def _born(text: str, today: date) -> str:
    """A birth date, or an age as it was told."""
    return text if not text or AGE.fullmatch(text.strip()) else past_day(text, today).isoformat()
