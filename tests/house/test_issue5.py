"""The bad input of issue 5 §7, each with the tests that try it: a test that is renamed or lost is missed here."""

import ast
from collections.abc import Mapping

import pytest

from tests.house.tree import ROOT

ENDED = "tests/activities/test_ended.py"
TRIED: Mapping[str, tuple[str, ...]] = {
    "a number that is a landline, or too short": (
        "tests/notifications/test_phones.py::test_a_number_that_receives_no_texts_is_refused",
        "tests/notifications/test_phones.py::test_what_is_no_number_is_refused_in_both_languages",
    ),
    "a foreign number": ("tests/notifications/test_phones.py::test_a_mobile_number_of_another_country_is_kept",),
    "a number recorded on the case as household": (
        "tests/activities/test_kept_out.py::test_a_recorded_number_takes_the_task_from_whoever_has_it",
    ),
    "a placeholder value that is a stored name": (
        "tests/policy/test_privacy.py::test_a_name_planted_in_any_value_of_any_template_never_leaves",
        "tests/activities/test_privacy.py::test_an_agency_named_after_the_childs_village_is_not_named_in_a_text",
    ),
    "an answer to a hand-over withdrawn during sending": (
        f"{ENDED}::test_a_referral_withdrawn_while_its_message_is_being_sent_is_not_sent_again",
        f"{ENDED}::test_an_answer_to_a_hand_over_withdrawn_during_sending_changes_nothing_and_is_told_why",
    ),
    "a callback for a message of last year": (
        "tests/web/test_old_callbacks.py::test_a_delivered_message_of_last_year_stays_delivered",
        "tests/web/test_old_callbacks.py::test_a_callback_for_a_message_nobody_knows_is_taken_and_moves_nothing",
    ),
    "Twilio credentials wrong": ("tests/notifications/test_channels.py::test_wrong_credentials_are_our_own_fault",),
}


@pytest.mark.parametrize("item", TRIED)
def test_each_bad_input_has_its_tests(item: str) -> None:
    missing = [name for name in TRIED[item] if not _there(*name.split("::"))]
    assert missing == []


def _there(path: str, name: str) -> bool:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body)
