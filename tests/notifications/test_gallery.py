"""The gallery shows every message that can leave, in both languages, with ordinary and longest values."""

from notifications.catalogue import CATALOGUE, LONGEST, Template
from notifications.gallery import gallery
from notifications.render import LANGUAGES
from notifications.samples import SAMPLE
from policy.tariff import Content

SHOWN = list(gallery())


def test_every_message_is_there_in_both_languages_with_both_kinds_of_values() -> None:
    wanted = {
        (row.name, language, kind) for row in CATALOGUE for language in LANGUAGES for kind in ("sample", "longest")
    }
    assert {(each.template, each.language, each.values) for each in SHOWN} == wanted


def test_none_is_over_and_each_is_one_part() -> None:
    assert [each for each in SHOWN if each.fault] == []
    assert {each.segments for each in SHOWN} == {1}


def test_a_message_that_asks_for_a_reply_is_shown_with_and_without_it() -> None:
    variants = [each.variant for each in SHOWN if (each.template, each.values) == ("reminder", "longest")]
    assert {"", "reply"} <= set(variants)


def test_ordinary_values_are_no_longer_than_the_longest() -> None:
    assert set(SAMPLE) <= set(LONGEST)
    assert [name for name, value in SAMPLE.items() if len(str(value)) > len(str(LONGEST[name]))] == []


def test_a_message_that_does_not_exist_is_a_fault_and_not_a_crash() -> None:
    (first, *_) = gallery((), (Template("nobody", frozenset({"unit"})),))
    assert first.fault
    assert (first.text, first.segments) == ("", 0)


def test_the_approved_words_stand_beside_the_free_ones() -> None:
    content = Content("stop_told", "id", "HX" + "1" * 32, ("unit", "holder"), "Dari {{1}}: {{2}} berhenti.")
    approved = {each.language: each.approved for each in gallery([content]) if each.template == "stop_told"}
    assert approved["en"] == ""
    assert approved["id"].endswith(" berhenti.")
