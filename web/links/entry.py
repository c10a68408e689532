"""The way in: a code sent to the person's known number, a PIN of their own, a device that is remembered."""

import secrets
from dataclasses import dataclass

from fastapi import Response
from sqlmodel import Session

from models import access, inbox
from models.access import Checked, Purpose
from notifications.links import code_of
from policy.entry import good_pin, names
from policy.people import Contact, Person
from policy.words import Channel
from web.links import show
from web.links.desk import Desk, Form
from web.links.pages import Pages
from web.links.seals import COOKIE
from web.links.visit import Asked, Visit

PIN, DETAIL = "pin", "rincian"
THIRTY_DAYS = 30 * 24 * 3600
SENDABLE = (Channel.SMS, Channel.GATEWAY, Channel.EMAIL, Channel.WHATSAPP)
WRONG = {
    Checked.WRONG: ("wrong_code", 403),
    Checked.NONE: ("no_code", 403),
}
WRONG_PIN = {Checked.WRONG: ("wrong_pin", 403), Checked.LOCKED: ("locked", 429), Checked.JUST_LOCKED: ("locked", 429)}
Notice = tuple[str, int]


@dataclass(frozen=True)
class Entry:
    """Codes, PINs and devices. What is wrong is counted, and tells nobody whether a number or person was right."""

    desk: Desk
    pages: Pages

    def code_page(self, asked: Asked, notice: str = "", status: int = 200) -> Response:
        """Where the code is typed and the PIN is chosen."""
        found = self._may_enter(asked)
        if found is None:
            return self.desk.closed(self.desk.meet(asked), asked)
        return self.desk.page("code.html", found, status, notice=notice)

    def ask_code(self, asked: Asked, form: Form) -> Response:
        """A code for a PIN, to the number or address whose end was typed."""
        found = self._may_enter(asked)
        if found is None:
            return self.desk.closed(self.desk.meet(asked), asked)
        if refused := self._refused(found, form):
            return self.pages.enter(found, *refused)
        to = next((way for way in ways(found.person) if names(way.address, form.get("tail", ""))), None)
        if to is None:
            self._wrong(found)
        elif to.shared and self._has_pin(found):  # whoever reads it too would make a colleague's PIN their own
            return self.pages.enter(found, "shared_pin", 403)
        elif not self.send(found, Purpose(found.unit.code, found.person.code, PIN), to):
            return self.pages.enter(found, "many_codes", 429)
        return show.go(found, "/kode")

    def set_pin(self, asked: Asked, form: Form) -> Response:
        """The code and a new PIN, typed twice: the device is remembered."""
        found = self._may_enter(asked)
        if found is None:
            return self.desk.closed(self.desk.meet(asked), asked)
        if refused := self._refused(found, form):
            return self.code_page(asked, *refused)
        pin = form.get("pin", "")
        if not good_pin(pin) or pin != form.get("again"):
            return self.code_page(asked, "bad_pin", 400)
        asked_for = Purpose(found.unit.code, found.person.code, PIN)
        if refused := self.code_refused(found, asked_for, form.get("code", "")):
            return self.code_page(asked, *refused)
        hashed = self.desk.seals.pin(pin)
        with self.desk.db.write() as session:
            access.set_pin(session, found.unit.code, found.person.code, hashed, found.now)
        return self._remembered(found)

    def go_in(self, asked: Asked, form: Form) -> Response:
        """The PIN: the device is remembered."""
        found = self._may_enter(asked)
        if found is None:
            return self.desk.closed(self.desk.meet(asked), asked)
        refused = self._refused(found, form) or self.pin_refused(found, form.get("pin", ""))
        return self.pages.enter(found, *refused) if refused else self._remembered(found)

    def forget(self, asked: Asked, form: Form) -> Response:
        """This device is not remembered any longer."""
        found = self.desk.meet(asked)
        if found is None:
            return self.desk.closed(found, asked)
        if not found.known or not self.desk.genuine(found, form):
            return self.desk.page("notice.html", found, 403, notice="stale")
        with self.desk.db.write() as session:
            access.forget(session, found.device, found.now)
        answer = show.go(found)
        answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
        return answer

    def send(self, found: Visit, asked: Purpose, to: Contact) -> bool:
        """A new code is on its way, by the relay; False if this person has had too many."""
        name = secrets.token_urlsafe(16)
        secret = self._keyed(asked, code_of(self.desk.seals.key, name))
        with self.desk.db.write() as session:
            if not access.may_have_code(session, asked, found.now):
                return False
            access.new_code(session, asked, to, secret, found.now)
            inbox.put(session, access.code_row(asked, to, name, found.now))
        return True

    def code_refused(self, found: Visit, asked: Purpose, typed: str) -> Notice | None:
        """Why a code does not count; None if it does, and then never again."""
        secret = self._keyed(asked, "".join(filter(str.isdigit, typed)))
        with self.desk.db.write() as session:
            result = access.use_code(session, asked, secret, found.now)
            if result is Checked.WRONG:
                access.count_wrong(session, found.unit.code, found.place, found.now)
        return WRONG.get(result)

    def pin_refused(self, found: Visit, typed: str) -> Notice | None:
        """Why a PIN does not count; None if it does. The fifth wrong one locks it and tells the person."""
        with self.desk.db.read() as session:
            kept = access.pin_of(session, found.unit.code, found.person.code)
        good = kept is not None and self.desk.seals.is_pin(typed, kept.hash)
        with self.desk.db.write() as session:
            pin = access.pin_of(session, found.unit.code, found.person.code, to_write=True)
            if kept is None or pin is None:
                return "wrong_pin", 403
            result = access.checked(session, pin, found.now, good=good and pin.hash == kept.hash)
            if result is not Checked.GOOD:
                self._count(session, found)
            if result is Checked.JUST_LOCKED:
                inbox.put(session, access.locked_row(pin, found.now))
        return WRONG_PIN.get(result)

    def _may_enter(self, asked: Asked) -> Visit | None:
        """A link that still leads somewhere: it has ended for whoever holds nothing by it."""
        found = self.desk.meet(asked)
        return found if found and (found.about or found.of_no_case) else None

    def _refused(self, found: Visit, form: Form) -> Notice | None:
        with self.desk.db.read() as session:
            if access.too_many(session, found.place, found.now):
                return "too_often", 429
        return None if self.desk.genuine(found, form) else ("stale", 403)

    def _remembered(self, found: Visit) -> Response:
        """A new device from now on; the page it goes on to sees that the person has come."""
        cookie = self.desk.seals.new_cookie()
        with self.desk.db.write() as session:
            device = self.desk.seals.device(cookie)
            access.remember(session, device, found.unit.code, found.person.code, found.now)
        answer = show.go(found)
        answer.set_cookie(COOKIE, cookie, THIRTY_DAYS, path="/", secure=True, httponly=True, samesite="lax")
        return answer

    def _keyed(self, asked: Purpose, digits: str) -> str:
        about = f"{asked.case_code}/{asked.n}"
        return self.desk.seals.code(f"{asked.unit}/{asked.person}", asked.name, about, digits)

    def _has_pin(self, found: Visit) -> bool:
        with self.desk.db.read() as session:
            return access.pin_of(session, found.unit.code, found.person.code) is not None

    def _wrong(self, found: Visit) -> None:
        with self.desk.db.write() as session:
            self._count(session, found)

    def _count(self, session: Session, found: Visit) -> None:
        access.count_wrong(session, found.unit.code, found.place, found.now)


def ways(person: Person) -> list[Contact]:
    """The ways to a person that can carry a code, texts first."""
    sendable = [way for way in person.channels if way.channel in SENDABLE]
    return sorted(sendable, key=lambda way: SENDABLE.index(way.channel))
