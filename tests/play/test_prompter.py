"""The prompter looks for everybody's answers: one who is quicker than it takes nothing away from the others."""

from concurrent.futures import Future

import pytest

from models import inbox
from models.db import Database
from play.run import Prompter, Stored
from tests.databases import SQLITE, database, migrated_file
from tests.models.rows import inbox_row
from tests.patience import PATIENCE

__all__ = ["database", "migrated_file"]


@pytest.mark.parametrize("database", [SQLITE], indirect=True)
def test_who_has_taken_their_answer_before_the_prompter_looks_again_does_not_end_it(database: Database) -> None:
    with database.write() as session:
        inbox.put(session, inbox_row("quick"), inbox_row("other"))
        for name in ("quick", "other"):
            inbox.answered(session, name, {"ok": True}, "DELIVERED")
    with Prompter(database) as prompter:
        asked = prompter._asked  # noqa: SLF001 - a thread that wakes and has gone at the worst moment
        quick: Future[Stored] = Future()
        quick.add_done_callback(lambda _: asked.pop("quick"))
        asked["quick"] = quick
        assert quick.result(PATIENCE) == {"ok": True}
        assert prompter.answer("other", "other") == {"ok": True}
