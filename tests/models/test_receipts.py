"""Any order of words and answers, any number of copies: one fate, never backwards, no code erased."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import fates, inbox, outbox
from models.db import Database
from models.receipts import FATES, RANK
from models.tables import Receipt
from tests.databases import NOW
from tests.models.rows import found, outbox_row, stored
from tests.policy.runs import runs

WORDS = st.lists(st.tuples(st.sampled_from(sorted(RANK)), st.sampled_from([None, "30005", "63024"])), max_size=8)
FINAL = frozenset(FATES.values())
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=runs(20), deadline=None)


def _history(database: Database, name: str, words: list[tuple[str, str | None]], answer_at: int) -> list[str]:
    """The states of a message while these words come, and our own line of its acceptance among them."""
    (row_id,) = stored(database, outbox_row(name))
    states = []
    with database.write() as session:
        outbox.take(session, row_id, NOW)
    for place, (status, code) in enumerate([*words, ("", None)]):
        with database.write() as session:
            if place == min(answer_at, len(words)):
                outbox.accepted(session, row_id, f"SM-{name}", NOW)
            if status:
                word = Receipt(provider_id=f"SM-{name}", status=status, code=code, at=NOW)
                outbox.receive(session, word, name)
        states.append(found(database, row_id).state)
    return states


_NAMES = iter(range(10**9))


@SHARED
@given(words=WORDS, answer_at=st.integers(0, 8))
def test_words_in_any_order_lead_to_the_highest_and_never_back(
    database: Database, words: list[tuple[str, str | None]], answer_at: int
) -> None:
    states = _history(database, f"h{next(_NAMES)}", words, answer_at)
    first = next((place for place, state in enumerate(states) if state == "DELIVERED"), len(states))
    assert set(states[first:]) <= {"DELIVERED"}
    top = max((RANK[status] for status, _ in words), default=-1)
    assert (states[-1] in FINAL) == (top >= RANK["delivered"])


@SHARED
@given(words=WORDS, answer_at=st.integers(0, 8), data=st.data())
def test_copies_in_another_order_lead_to_the_same_fate(
    database: Database, words: list[tuple[str, str | None]], answer_at: int, data: st.DataObject
) -> None:
    statuses = list(dict(words))
    shuffled = data.draw(st.permutations([*statuses, *statuses]))
    one = _history(database, f"h{next(_NAMES)}", [(each, None) for each in statuses], answer_at)
    two = _history(database, f"h{next(_NAMES)}", [(each, None) for each in shuffled], 0)
    assert one[-1] == two[-1]


def test_a_code_is_not_erased_by_a_later_word_without_one(database: Database) -> None:
    name = f"h{next(_NAMES)}"
    _history(database, name, [("undelivered", "30005"), ("failed", None), ("sent", None)], 0)
    (again,) = stored(database, outbox_row(f"{name}-2"))
    assert found(database, again - 1).error_code == "30005"


def test_a_receipt_ten_hours_late_still_counts(database: Database) -> None:
    (row_id,) = stored(database, outbox_row("spät", state="ACCEPTED", provider_id="SM-late", deadline=NOW))
    with database.write() as session:
        late = Receipt(provider_id="SM-late", status="delivered", at=NOW + timedelta(hours=10))
        outbox.receive(session, late)
    row = found(database, row_id)
    assert (row.state, row.fate_by, row.settled_at) == ("DELIVERED", None, NOW + timedelta(hours=10))


def test_a_message_adopted_by_its_callback_has_a_time_for_its_fate(database: Database) -> None:
    (row_id,) = stored(database, outbox_row("adopted", state="AMBIGUOUS", intent_at=NOW, urgency="darurat"))
    with database.write() as session:
        outbox.receive(session, Receipt(provider_id="SM-adopted", status="sent", at=NOW), "adopted")
    row = found(database, row_id)
    assert (row.state, row.accepted_at, row.fate_by) == ("ACCEPTED", NOW, NOW + timedelta(minutes=3))


def test_a_word_of_a_loss_and_what_it_asks_for_are_kept_in_one_transaction_and_once(database: Database) -> None:
    (row_id,) = stored(database, outbox_row("n-hilang", state="ACCEPTED", provider_id="SM-hilang"))
    for status in ("sent", "undelivered", "undelivered", "failed"):
        with database.write() as session:
            fates.heard(session, Receipt(provider_id="SM-hilang", status=status, code="30005", at=NOW))
    with database.read() as session:
        assert [(row.kind, row.payload) for row in inbox.waiting(session)] == [(fates.UNDELIVERED, {"row": row_id})]
