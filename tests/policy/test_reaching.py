"""A message goes by a contact that the person has not stopped and that is not dead, in the person's order."""

from policy.people import Contact
from policy.reaching import Way, usable
from policy.words import Channel

SMS, WHATSAPP = Contact(Channel.SMS, "+62811"), Contact(Channel.WHATSAPP, "+62812")
MAIL = Contact(Channel.EMAIL, "a@contoh.invalid")
ALL = (SMS, WHATSAPP, MAIL)


def _way(contact: Contact, person: str = "P-1", unit: str = "contoh") -> Way:
    return unit, person, contact.channel.value, contact.address


def _left(blocked: dict[Way, bool]) -> tuple[Contact, ...]:
    return usable("contoh", "P-1", ALL, blocked)


def test_without_anything_known_the_persons_order_holds() -> None:
    assert _left({}) == ALL


def test_a_dead_contact_and_a_stopped_one_are_passed_over() -> None:
    assert _left({_way(SMS): False, _way(MAIL): True}) == (WHATSAPP,)


def test_what_is_known_of_another_person_or_unit_says_nothing_of_this_one() -> None:
    assert _left({_way(SMS, "P-2"): True, _way(WHATSAPP, unit="lain"): True}) == ALL


def test_if_nobody_is_at_any_contact_the_first_is_tried_all_the_same() -> None:
    assert _left({_way(each): False for each in ALL}) == (SMS,)
    assert _left({_way(SMS): True} | {_way(each): False for each in ALL[1:]}) == (WHATSAPP,)


def test_who_has_stopped_every_contact_gets_nothing() -> None:
    assert _left({_way(each): True for each in ALL}) == ()
    assert usable("contoh", "P-1", (), {}) == ()
