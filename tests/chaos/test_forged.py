"""What somebody changed on its way is refused, what came before changes nothing: through the real web application."""

from random import Random

import pytest

from bench.chaos.forged import CHANGES, Change, Door, Signed, forged, genuine, mutated, replayed
from models.db import Database


def test_thousands_of_mutated_requests_change_nothing(database: Database) -> None:
    assert forged(database, 3_000, seed=3) == (0, False)


def test_a_request_sent_again_is_answered_well_and_changes_no_row(database: Database) -> None:
    assert replayed(database, 60) == (60, False)


@pytest.mark.parametrize("change", dict.fromkeys(CHANGES), ids=lambda change: change.__name__.strip("_"))
async def test_each_way_of_changing_a_request_is_refused_and_the_request_itself_is_not(
    database: Database, change: Change
) -> None:
    door, random = Door(database), Random(4)  # noqa: S311 - repeatable
    tried = [(genuine(number), change(genuine(number), random)) for number in range(6)]
    assert [await door.knock(other) for one, other in tried if not _same(one, other)] != []
    for one, other in tried:
        assert _same(one, other) or await door.knock(other) in {400, 403, 404, 405}
    assert await door.knock(tried[0][0]) == 200


def test_a_mutation_is_never_the_request_itself() -> None:
    random = Random(5)  # noqa: S311 - repeatable
    assert not any(_same(genuine(number), mutated(genuine(number), random)) for number in range(500))


def _same(one: Signed, other: Signed) -> bool:
    return (one.path, sorted(one.pairs), one.signature) == (other.path, sorted(other.pairs), other.signature)
