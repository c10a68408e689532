"""Every text fits one segment with the longest values, says who acts, and refuses what may not leave."""

import re
from collections.abc import Iterator
from enum import StrEnum

import pytest
from jinja2 import Environment, meta

from notifications import gsm7, labels, links
from notifications.catalogue import BY_NAME, CATALOGUE, LINKED, LONGEST, Template
from notifications.render import LANGUAGES, TEMPLATES, RenderError, clip, fit, render, render_mail
from policy.words import ClosureReason, Decline, Kind, Outcome, State

WORDED: tuple[type[StrEnum], ...] = (Kind, Decline, Outcome, ClosureReason, State)
MEMBERS = [member for enumeration in WORDED for member in enumeration]


def longest_rows() -> Iterator[tuple[Template, str, bool]]:
    for template in CATALOGUE:
        for language in LANGUAGES:
            for reply in (True, False) if template.asks_reply else (False,):
                yield template, language, reply


@pytest.mark.parametrize("template, language, reply", list(longest_rows()))
def test_every_template_fits_one_segment_with_its_longest_values(
    template: Template, language: str, *, reply: bool
) -> None:
    text = render(template.name, language, template.longest(reply=reply))
    assert gsm7.segments(text) == 1
    assert text.startswith(f"{LONGEST['unit']}: ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_and_the_folder_hold_the_same_templates(language: str) -> None:
    files = {path.name.removesuffix(".txt") for path in (TEMPLATES / language).glob("*.txt")}
    assert {name for name in files if "." not in name} == set(BY_NAME)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", CATALOGUE, ids=lambda template: template.name)
def test_a_template_uses_exactly_the_values_its_row_names(template: Template, language: str) -> None:
    environment = Environment(autoescape=True)
    environment.filters |= {"word": str, "fit": str, "clip": str}
    source = (TEMPLATES / language / f"{template.name}.txt").read_text(encoding="utf-8")
    used = meta.find_undeclared_variables(environment.parse(source))
    assert used == template.needs | ({"reply"} if template.asks_reply else set())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", [t for t in CATALOGUE if t.asks_reply], ids=lambda t: t.name)
def test_reply_with_is_said_only_where_the_sender_can_receive(template: Template, language: str) -> None:
    asks = re.compile(r"Balas|Reply|TERIMA")
    assert asks.search(render(template.name, language, template.longest(reply=True)))
    assert not asks.search(render(template.name, language, template.longest(reply=False)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", CATALOGUE, ids=lambda template: template.name)
def test_no_template_speaks_of_a_child_or_a_kind_of_case(template: Template, language: str) -> None:
    text = render(template.name, language, template.longest(reply=True)).lower()
    assert not re.search(r"\b(anak|child|korban|victim|kekerasan|violence|sekolah|school|desa|village)\b", text)


def test_a_new_referral_reads_as_a_focal_point_should_read_it() -> None:
    values = {
        "unit": "ULT PSAI",
        "code": "K7M4",
        "holder": "DINSOS",
        "due": "Sel 24/11 10.00 WIB",
        "phone": "+628123",
        "reply": True,
    }
    assert render("task_referral", "id", values) == (
        "ULT PSAI: Rujukan baru K7M4 utk DINSOS. Jawab sblm Sel 24/11 10.00 WIB. "
        "Balas: TERIMA K7M4 / TOLAK n K7M4 (n: 1 wewenang 2 penuh 3 data 9 lain)"
    )


def test_a_refusal_names_its_reason_in_words_and_who_can_take_it() -> None:
    values = BY_NAME["refused"].longest(reply=False) | {"reason": "2", "agencies": ("LPA", "UPTD-PPA")}
    text = render("refused", "id", values)
    assert "kapasitas penuh" in text
    assert text.endswith("Bisa: LPA, UPTD-PPA")


def test_a_missing_value_is_refused_and_not_left_blank() -> None:
    with pytest.raises(RenderError) as refused:
        render("accepted", "id", {"unit": "ULT PSAI"})
    assert refused.value.code == "undefined"


@pytest.mark.parametrize("alien", ["Rumah \U0001f600", "a\u00a0b", "\u202eabc", "nul\0"])
def test_a_value_outside_the_alphabet_is_refused_without_being_repeated(alien: str) -> None:
    values = BY_NAME["stop_told"].longest(reply=False) | {"holder": alien}
    if "\u00a0" in alien:  # white space collapses to one plain space
        assert "a b" in render("stop_told", "id", values)
        return
    with pytest.raises(RenderError) as refused:
        render("stop_told", "id", values)
    assert refused.value.code == "alphabet"
    assert alien not in str(refused.value)


def test_a_text_over_one_segment_is_refused() -> None:
    values = BY_NAME["silent"].longest(reply=False) | {"holder": "D" * 100}
    with pytest.raises(RenderError) as refused:
        render("silent", "id", values)
    assert refused.value.code == "length"


@pytest.mark.parametrize("template, language", [("nobody", "id"), ("accepted", "jv")])
def test_an_unknown_template_or_language_is_a_refusal(template: str, language: str) -> None:
    with pytest.raises(RenderError) as refused:
        render(template, language, LONGEST)
    assert refused.value.code == "template"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", CATALOGUE, ids=lambda template: template.name)
def test_a_mail_subject_holds_the_task_code_at_most(template: Template, language: str) -> None:
    mail = render_mail(template.name, language, template.longest(reply=False))
    allowed = {
        "ULT PSAI ABC: tugas K7M4",
        "ULT PSAI ABC: task K7M4",
        "ULT PSAI ABC: pemberitahuan",
        "ULT PSAI ABC: notice",
    }
    assert mail.subject in allowed
    assert mail.text.endswith("\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("member", MEMBERS, ids=str)
def test_every_code_has_a_short_word_in_both_languages(member: StrEnum, language: str) -> None:
    assert 0 < len(labels.label(member, language)) <= labels.MAX_WORD
    assert gsm7.is_gsm7(labels.label(member, language))
    assert labels.word(member.value, language) == labels.label(member, language)


def test_a_list_that_is_too_long_says_how_many_more_there_are() -> None:
    assert fit(["DINSOS", "LPA", "UPTD-PPA"], 14) == "DINSOS, LPA +1"
    assert fit("DINSOS, LPA", 40) == "DINSOS, LPA"
    assert fit(["X" * 50], 10) == ""


def test_a_cut_text_shows_that_it_was_cut() -> None:
    assert clip("alasan yang panjang", 10) == "alasan y.."
    assert clip("pendek", 10) == "pendek"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(LINKED))
@pytest.mark.parametrize("reply", [True, False])
def test_a_text_with_a_link_is_one_segment_with_sixty_characters_for_the_address(
    name: str, language: str, *, reply: bool
) -> None:
    values = BY_NAME[name].longest(reply=reply) | {"link": LONGEST["link"], "reply": reply}
    text = render(name, language, values)
    assert gsm7.segments(text) == 1
    assert f" {LONGEST['link']}" in text
    assert len(str(LONGEST["link"])) == links.LONGEST_ADDRESS
    assert text.startswith(f"{LONGEST['unit']}: ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_can_be_answered_has_words_with_a_link(language: str) -> None:
    files = {path.name.removesuffix(".link.txt") for path in (TEMPLATES / language).glob("*.link.txt")}
    assert files == LINKED


def test_a_link_comes_with_a_reply_where_there_is_room_and_the_sender_can_receive() -> None:
    values = {
        "unit": "ULT PSAI",
        "code": "K7M4",
        "holder": "DINSOS",
        "due": "Sel 24/11 10.00 WIB",
        "phone": "+628123",
        "reply": True,
        "link": links.address("https://psai.example"),
    }
    text = (
        "ULT PSAI: Rujukan baru K7M4 utk DINSOS. Jawab sblm Sel 24/11 10.00 WIB: https://psai.example/t/" + links.PLACE
    )
    assert render("task_referral", "id", values) == f"{text} Balas: TERIMA K7M4"
    assert render("task_referral", "id", values | {"reply": False}) == text
