"""Every word that the rules store and a manager reads is explained in docs/glossary.md."""

import re
from enum import StrEnum

import pytest

from policy import doors, hard_words, words
from tests.house.tree import ROOT

EXPLAINED: tuple[type[StrEnum], ...] = (
    words.Stage,
    words.State,
    words.Kind,
    words.Urgency,
    words.Risk,
    hard_words.Place,
    words.Role,
    words.Action,
    words.Verb,
    words.Decline,
    words.Outcome,
    words.ClosureReason,
    hard_words.Conflict,
    words.Stuck,
    doors.Way,
    doors.WaitReason,
)


@pytest.mark.parametrize("group", EXPLAINED, ids=lambda group: group.__name__)
def test_every_word_of_the_field_is_in_the_glossary(group: type[StrEnum]) -> None:
    explained = set(re.findall(r"`([^`]+)`", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")))
    assert [word.value for word in group if word.value not in explained] == []
