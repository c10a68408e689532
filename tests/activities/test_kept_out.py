"""Rule 8 in the record, on both databases: numbers stay there, holders change at once, no suspect is written to."""

from datetime import UTC, datetime

import pytest

from activities.inbound import Reader
from activities.wiring import opaque_id
from models import barred, inbox
from models.rebuild import differences
from models.tables import Inbox
from policy.commands import Reply
from policy.events import Settled
from policy.hard_commands import Bar, Unbar
from policy.hard_words import Conflict
from policy.people import Contact
from policy.words import Channel, Verb
from tests.activities.conftest import NewOffice
from tests.activities.office import Office, with_contacts
from tests.lives import Life
from tests.models.rows import inbox_row
from tests.policy.cases import DESK, SUPERVISOR, WORKER
from tests.sample import OFFICE, unit

UNCLE = "+6281299990000"
DINSOS, DINSOS_2 = "+6281200000011", "+6281200000012"
EVENING = datetime(2026, 11, 24, 13, tzinfo=UTC)


def _bar_number(office: Office, life: Life, number: str, kind: type[Bar | Unbar] = Bar) -> None:
    """The desk records a number: the command as it is, the number beside it in its inbox row."""
    name = f"{life.code}-nomor-{len(life.changes)}"
    with office.database.write() as session:
        session.add(inbox_row(name, life.code, kind=kind.__name__, facts={"number": number}))
    more = {"relation": Conflict.HOUSEHOLD} if kind is Bar else {}
    life.do(kind, DESK if kind is Bar else SUPERVISOR, id=name, **more)


@pytest.fixture
def life(office: Office) -> Life:
    """A referral to DINSOS, whose answer is awaited."""
    return office.life().referred()


def test_a_recorded_number_takes_the_task_from_whoever_has_it(office: Office, life: Life) -> None:
    """Rule 8: by the facts of the case; the new holder is told, the old one is not."""
    _bar_number(office, life, DINSOS)
    task = life.known.find(5)
    assert task is not None
    assert (task.person, life.known.matched) == ("DINSOS-2", ("DINSOS-1",))
    assert (life.kept(), life.known.barred) == (life.known, ())
    assert [row.person for row in office.messages("task_referral")] == ["DINSOS-1", "DINSOS-2"]
    with office.database.read() as session:
        assert barred.numbers(session, life.known) == {DINSOS}
        assert list(differences(session)) == []


def test_the_number_is_nowhere_in_what_goes_to_temporal(office: Office, life: Life) -> None:
    """Rule 8 and §6: codes only."""
    _bar_number(office, life, DINSOS)
    assert DINSOS not in repr(life.changes[-1])
    assert DINSOS not in repr(life.known)
    assert DINSOS not in repr(office.record(life.changes[-1]))


def test_a_number_taken_back_bars_nobody_any_more(office: Office, life: Life) -> None:
    """Rule 8."""
    _bar_number(office, life, DINSOS)
    _bar_number(office, life, UNCLE)
    _bar_number(office, life, DINSOS, Unbar)
    assert life.known.matched == ()
    with office.database.read() as session:
        assert barred.numbers(session, life.known) == {UNCLE}


def test_a_new_pack_with_the_number_counts_from_the_next_change(new_office: NewOffice) -> None:
    """Rule 8: a pack change."""
    office = new_office(unit())
    life = office.life().referred()
    _bar_number(office, life, UNCLE)
    assert not life.known.matched
    later = new_office(with_contacts("DINSOS-1", Contact(Channel.SMS, UNCLE)))
    later.now = office.now
    life.recorder = later
    life.pass_time(life.known.open_handovers[-1].plan.rungs[0].at - life.now)
    matched: tuple[str, ...] = life.known.matched
    assert matched == ("DINSOS-1",)
    assert later.messages("task_referral")[-1].person == "DINSOS-2"


def test_a_message_that_waits_for_a_barred_person_never_leaves(new_office: NewOffice) -> None:
    """Rule 8."""
    office = new_office(unit(OFFICE))
    life = office.life(at=EVENING).planned()
    before = len(life.changes)
    life.refer()
    (held,) = office.record(life.changes[before]).unsettled
    life.do(Bar, DESK, person="DINSOS-1", relation=Conflict.SUSPECT)
    old, new = office.messages("task_referral")
    assert (old.person, old.state, old.error_code) == ("DINSOS-1", "CANCELLED", "kept-out")
    assert (new.person, new.state) == ("DINSOS-2", "READY")
    office.now = held.start
    assert office.settler.look(held) == Settled()
    assert DINSOS not in {sent.to for sent in office.sent()}


def test_a_message_that_waits_for_a_shared_telephone_takes_another_channel(new_office: NewOffice) -> None:
    """Rule 8: *nomor bersama*; the colleague hears of it where the suspect does not read it."""
    shared, own = Contact(Channel.SMS, DINSOS), Contact(Channel.WHATSAPP, DINSOS_2)
    office = new_office(with_contacts("DINSOS-2", shared, own, given=unit(OFFICE)))
    life = office.life(at=EVENING).planned()
    before = len(life.changes)
    life.refer(person="DINSOS-2")
    (held,) = office.record(life.changes[before]).unsettled
    life.do(Bar, DESK, person="DINSOS-1", relation=Conflict.SUSPECT)
    old, new = office.messages("task_referral")
    assert (old.state, new.person, new.channel, new.start) == ("CANCELLED", "DINSOS-2", "WHATSAPP", old.start)
    office.now = held.start
    office.settler.look(held)
    assert [sent.to for sent in office.sent(Channel.WHATSAPP)] == [DINSOS_2]
    assert DINSOS not in {sent.to for sent in office.sent()}


def test_a_barred_person_who_writes_finds_no_task_and_changes_nothing(office: Office, life: Life) -> None:
    """Rule 8: also by a telephone shared with somebody barred."""
    task = life.known.find(5)
    assert task is not None
    life.do(Bar, DESK, person="DINSOS-1", relation=Conflict.SUSPECT)
    reader = Reader(office.database, office.parts.sender, lambda: office.now, opaque_id, "contoh")
    for number, body in enumerate((f"TERIMA {task.code}", f"STATUS {task.code}", "DAFTAR")):
        before = len(office.sent())
        payload = {"from": DINSOS, "channel": Channel.SMS, "provider_id": f"SM{number}"}
        row = Inbox(id=f"in-{number}", kind="Inbound", payload=payload, facts={"body": body}, created_at=office.now)
        with office.database.write() as session:
            inbox.put(session, row)
        reader.read(f"in-{number}")
        (line,) = office.sent()[before:]
        assert "DINSOS" not in line.text
        assert ("tidak terbuka" in line.text) == (body != "DAFTAR")
    with office.database.read() as session:
        assert [row for row in inbox.waiting(session) if row.kind == "Reply"] == []


def test_a_bar_that_is_recorded_twice_is_one(office: Office, life: Life) -> None:
    """Rule 8: the same answer and no second message."""
    change = life.do(Bar, DESK, person="DINSOS-1", relation=Conflict.SUSPECT)
    count = len(office.messages())
    first = office.record(change)
    assert office.record(change).terms == first.terms
    assert len(office.messages()) == count


def test_a_case_without_any_number_asks_the_facts_for_none(office: Office, life: Life) -> None:
    """Rule 8: an ordinary case costs nothing."""
    with office.database.read() as session:
        assert barred.numbers(session, life.known) == frozenset()
    life.do(Reply, WORKER, n=4, verb=Verb.ACCEPT)
