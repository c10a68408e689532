"""The table of lawful moves: complete, with final states empty, and the same as the picture in docs."""

from policy.case import ENDED
from policy.table import FHIR, STAGES, STATES
from policy.words import Stage, State
from scripts.states import ROOT, page


def test_the_picture_in_docs_is_printed_from_the_table() -> None:
    assert (ROOT / "docs" / "states.md").read_text(encoding="utf-8") == page(), "run: python scripts/states.py"


def test_every_state_has_a_row_and_final_ones_are_empty() -> None:
    assert set(STATES) == set(State) == set(FHIR)
    assert {state for state, row in STATES.items() if not row} == ENDED


def test_every_stage_can_be_reached_and_left() -> None:
    assert {move.target for move in STAGES} | {Stage.REPORTED} == set(Stage)
    assert {move.source for move in STAGES} == set(Stage)
