"""Prints docs/states.md from the transition table, so that the picture is never another truth than the rules."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from policy.lines import STAGES  # noqa: E402 - the tree has to be on the path first
from policy.outbox_states import NEXT  # noqa: E402 - as above
from policy.table import FHIR, diagram  # noqa: E402 - as above

HEAD = """# States

Printed from `policy/table.py` by `.venv/bin/python scripts/states.py`; a test compares. The first diagram is the case,
the second one a hand-over. "Near due", "overdue" and "escalated" are flags, never states.
"""


def page() -> str:
    """The page as it should stand in docs/."""
    stages = "\n".join(f"| {stage.name} | {stage} | {word} |" for stage, word in STAGES.items())
    states = "\n".join(f"| {state.name} | {state} | {status} |" for state, status in FHIR.items())
    first = f"| stage | value | Indonesian |\n|---|---|---|\n{stages}\n"
    second = f"| state | value | FHIR Task |\n|---|---|---|\n{states}\n"
    return f"{HEAD}\n{diagram()}\n{first}\n{second}\n{_outbox()}"


def _outbox() -> str:
    rows = "\n".join(f"| {state} | {', '.join(sorted(after)) or '-'} |" for state, after in NEXT.items())
    return f"A message in the outbox (`policy/outbox_states.py`):\n\n| state | may become |\n|---|---|\n{rows}\n"


if __name__ == "__main__":
    (ROOT / "docs" / "states.md").write_text(page(), encoding="utf-8")
