"""Walks the newcomer's tour on an instance of its own and writes what was seen to docs/tour.md."""

import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.instance.product import Product  # noqa: E402 - the tree has to be on the path first
from tests.instance.tour import Step, Tour  # noqa: E402 - as above
from tests.instance.tour_answering import Answering  # noqa: E402 - as above
from tests.instance.tour_reaching import Reaching  # noqa: E402 - as above

HEAD = """# The tour

A transcript: what a newcomer does after `make run FAST=1`, and what the screen or the handset says. It is written by
`.venv/bin/python scripts/tour.py`, and `tests/instance/test_tour.py` walks the same steps (with a shorter hour).
Codes differ on every run. On the page of handsets one does with the mouse what is written here as an answer; in the
Temporal UI the case is the workflow named by its code.

"""


def shown(number: int, step: Step) -> str:
    """One step as Markdown; empty cells of wide tables are squeezed."""
    seen = re.sub(r"[ \t]+\n", "\n", step.seen)
    return f"## {number}. {step.title}\n\n```console\n$ {step.command}\n{seen}\n```\n"


def main() -> int:
    """Write docs/tour.md."""
    with tempfile.TemporaryDirectory() as folder:
        product = Product(Path(folder) / "data", hour=10 if "--slow" in sys.argv else 2).start("--fast")
        try:
            steps = [*Tour(product).walk(), *Reaching(product).walk(), *Answering(product).walk()]
        finally:
            product.stop()
    text = HEAD + "\n".join(shown(number, step) for number, step in enumerate(steps, 1))
    (ROOT / "docs" / "tour.md").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
