"""A stored name, number, place, school or type is found in whatever a text is filled with, and only there."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from notifications.catalogue import CATALOGUE, Template
from notifications.render import render, render_mail
from policy.codes import is_valid, normalise
from policy.privacy import COMMON, HIDDEN, NAMES, PLACES, leak, secrets, veiled
from policy.words import Kind

FACTS = {
    "child": "An. Siti Nur'aini",
    "carer": "Bu Ani, nenek",
    "where": "Dusun Sendang RT 2, Ngunut",
    "nik": "3504014107120003",
    "contact": "+6281234567890",
    "certificate": "3504-LT-10022015-0012",
    "text": "Anak putus sekolah, tugas rumah terbengkalai",
}
KEPT = secrets([FACTS], ["KEKERASAN_SEKSUAL", "Kekerasan Seksual"], ("ULT PSAI", "+62355000001", "DINSOS"))


@pytest.mark.parametrize(
    "text, field",
    [
        ("Siti", "child"),
        ("SITI NURAINI", "child"),
        ("nur'aini", "child"),
        ("DINSOS-SITI", "child"),
        ("utk bu Ani", "carer"),
        ("PUSKESMAS-NGUNUT", "where"),
        ("3504014107120003", "nik"),
        ("350401 410712 0003", "nik"),
        ("telp 0812-3456-7890", "contact"),
        ("+62 812 3456 7890.", "contact"),
        ("kekerasan_seksual", "type"),
        ("Kasus kekerasan seksual baru", "type"),
        ("\uff53\uff49\uff54\uff49", "child"),
        ("Sití", "child"),
    ],
)
def test_what_tells_who_the_child_is_is_found(text: str, field: str) -> None:
    assert leak(KEPT, text) == field


@pytest.mark.parametrize(
    "text",
    [
        "DINSOS",
        "PS-04",
        "PUSKESMAS-KAUMAN",
        "RUMAH-AMAN",
        "Sel 24/11 10.00 WIB",
        "+62355000001",
        "ULT PSAI",
        "situasi",
        "nuraini2",
        "kekerasan",
        "tugas sekolah",
        "",
    ],
)
def test_words_of_every_day_tell_nothing(text: str) -> None:
    assert leak(KEPT, text) == ""


def test_a_child_nobody_knows_the_name_of_hides_nothing() -> None:
    assert secrets([{"child": "belum diketahui"}]).words == {}


def test_what_the_unit_says_in_every_text_is_no_secret() -> None:
    theirs = secrets([{"contact": "0355-000001", "child": "Psai"}], (), ("ULT PSAI", "+62355000001"))
    assert (theirs.words, theirs.numbers) == ({}, {})


def test_a_code_drawn_at_random_passes_whatever_it_spells() -> None:
    code = next(name for name in ("ANDY", "YATY", "BAYY", "DEWY", "KATE", "WATY", "MAYA", "SARY") if not is_valid(name))
    drawn = next(f"{code[:3]}{last}" for last in "ABCDEFGHJKMNPQRSTVWXYZ23456789" if is_valid(f"{code[:3]}{last}"))
    kept = secrets([{"child": f"{drawn} {code}"}])
    assert veiled(kept, {"code": drawn}, {"code"}).hidden == ()
    assert veiled(kept, {"code": code}, {"code"}).hidden == (("code", "child"),)
    assert veiled(kept, {"holder": drawn}, {"holder"}).hidden == (("holder", "child"),)


def test_a_word_of_the_program_is_no_value_of_a_case() -> None:
    kept = secrets([{"child": "Rencana"}])
    assert veiled(kept, {"kind": Kind.PLAN}, {"kind"}).hidden == ()
    assert veiled(kept, {"kind": str(Kind.PLAN.value)}, {"kind"}).hidden == (("kind", "child"),)


def test_only_what_tells_something_is_hidden() -> None:
    values = {"holder": "PUSKESMAS-NGUNUT", "code": "K7M4", "agencies": ("DINSOS", "DESA-SENDANG"), "days": 14}
    found = veiled(KEPT, values, values)
    assert found.values == values | {"holder": HIDDEN, "agencies": ("DINSOS",)}
    assert found.hidden == (("agencies", "where"), ("holder", "where"))


def test_a_value_the_template_does_not_say_is_left() -> None:
    assert veiled(KEPT, {"holder": "DESA-SENDANG"}, {"code"}).hidden == ()


NAME = st.text("abcdefghijklmnopqrstuvwxyz", min_size=5, max_size=12)
AROUND = st.sampled_from(["{}", "{}-1", "PUSKESMAS-{}", "Bu {} (wali)", "  {}.", "utk {}, segera"])
FIELDS = st.sampled_from(sorted(NAMES | PLACES))


@given(
    template=st.sampled_from(CATALOGUE),
    name=NAME,
    around=AROUND,
    field=FIELDS,
    spelt=st.sampled_from([str.upper, str.lower, str.title]),
)
def test_a_name_planted_in_any_value_of_any_template_never_leaves(
    template: Template, name: str, around: str, field: str, spelt: Callable[[str], str]
) -> None:
    """Whatever the value, the texts of every channel and language say the name nowhere."""
    assume(name not in COMMON)
    planted = around.format(spelt(name))
    assume(not is_valid(normalise(planted)))
    kept = secrets([{field: f"Bu {name.title()}"}])
    for value in sorted(template.needs):
        values = template.longest(reply=True) | {value: _like(template.longest(reply=True)[value], planted)}
        if not isinstance(values[value], int):
            _never_says(template, veiled(kept, values, template.needs), value, name, field)


def _like(value: object, planted: str) -> object:
    return value if isinstance(value, int) else (planted,) if isinstance(value, tuple) else planted


def _never_says(template: Template, found: Any, value: str, name: str, field: str) -> None:
    assert (value, field) in found.hidden
    for language in ("id", "en"):
        mail = render_mail(template.name, language, found.values)
        said = [render(template.name, language, found.values), mail.text, mail.subject]
        assert leak(secrets([{field: name}]), str(found.values[value])) == ""
        assert not any(name in text.lower().split() for text in said) or name in _own_words(template, language)


def _own_words(template: Template, language: str) -> set[str]:
    """The words a template says of itself: a child may be called Batas."""
    return set(render(template.name, language, template.longest(reply=True)).lower().split())


@given(st.text(max_size=60))
def test_reading_a_text_never_fails(text: str) -> None:
    assert leak(KEPT, text) in {"", *FACTS, "type"}
    assert isinstance(secrets([{"child": text, "nik": text}], [text], [text]).words, dict)
