"""The detail of a task: behind a fresh one-time code each time, only what the unit's table shares, always logged."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import Response

from models import links
from models.access import Purpose
from models.links import Held
from notifications.when import wib
from policy.people import Contact
from policy.sharing import Shown, detail, may_see
from web.links import show
from web.links.desk import Desk, Form
from web.links.entry import DETAIL, Entry, ways
from web.links.visit import Asked, Visit
from web.links.words import WORDS, say


@dataclass(frozen=True)
class Detail:
    """The page that shows something of a child. `entry` asks for codes and PINs."""

    desk: Desk
    entry: Entry

    def ask(self, asked: Asked, *, sent: bool = False) -> Response:
        """Where a code is asked for and typed."""
        found = self.desk.meet(asked)
        if found is None or found.about is None:
            return self.desk.closed(found, asked)
        if not found.known:
            return show.go(found)
        return self._form(found, found.about, sent=sent)

    def send(self, asked: Asked, form: Form) -> Response:
        """A fresh code, to the address the link came to if it is still theirs."""
        found = self.desk.meet(asked)
        if found is None or found.about is None or not found.known:
            return self.ask(asked)
        to = _way(found)
        if not self.desk.genuine(found, form) or to is None or not self._allowed(found, found.about):
            return self._form(found, found.about, "stale", 403)
        if not self.entry.send(found, _purpose(found, found.about), to):
            return self._form(found, found.about, "many_codes", 429)
        return show.go(found, "/rincian", kirim="1")

    def open(self, asked: Asked, form: Form) -> Response:
        """The detail itself, once for each code, and kept in the log of openings before it leaves."""
        found = self.desk.meet(asked)
        if found is None or found.about is None or not found.known:
            return self.ask(asked)
        about = found.about
        if not self.desk.genuine(found, form) or not self._allowed(found, about):
            return self._form(found, about, "stale", 403)
        if refused := self._refused(found, about, form):
            return self._form(found, about, *refused)
        with self.desk.db.write() as session:
            links.log_opening(session, about, found.person.code, found.device, found.now)
            facts = links.facts_of(session, about.case.code)
        agency = found.agency
        given = detail(about.case, found.person, found.unit.sharing, agency.group, facts) if agency else ()
        rows = [_row(found, each) for each in given]
        return self.desk.page("detail.html", found, rows=rows, service=_service(found, about), code=about.task.code)

    def _refused(self, found: Visit, about: Held, form: Form) -> tuple[str, int] | None:
        """A number that several people read needs the person's own PIN as well."""
        refused = self.entry.pin_refused(found, form.get("pin", "")) if _shared(found) else None
        return refused or self.entry.code_refused(found, _purpose(found, about), form.get("code", ""))

    def _allowed(self, found: Visit, about: Held) -> bool:
        return found.agency is not None and may_see(about.case, about.task.n, found.person)

    def _form(self, found: Visit, about: Held, notice: str = "", status: int = 200, *, sent: bool = False) -> Response:
        if not self._allowed(found, about) or _way(found) is None:
            return self.desk.page("notice.html", found, 403, notice="not_shown")
        values = {"shared": _shared(found), "code": about.task.code, "sent": sent}
        return self.desk.page("ask_detail.html", found, status, **values, notice=notice)


def _purpose(found: Visit, about: Held) -> Purpose:
    return Purpose(found.unit.code, found.person.code, DETAIL, about.case.code, about.task.n)


def _way(found: Visit) -> Contact | None:
    known = ways(found.person)
    return next((way for way in known if way.address == found.message.address), next(iter(known), None))


def _shared(found: Visit) -> bool:
    return any(way.shared for way in found.person.channels)


def _service(found: Visit, about: Held) -> str:
    service = next((each for each in found.unit.services if each.code == about.task.service), None)
    if service is None:
        return about.task.service
    return service.id if found.language == "id" else service.en


def _row(found: Visit, shown: Shown) -> tuple[str, str]:
    """Field and value as a person reads them."""
    label = say(shown.field, found.language) if shown.field in WORDS else shown.field
    values = ", ".join(_value(found, shown.field, each) for each in shown.values)
    missing = "contact_desk" if shown.field == "safe_contact" else "missing"
    return label, values or say(missing, found.language, phone=found.unit.desk_phone)


def _value(found: Visit, field: str, value: str) -> str:
    if field == "injuries" and value in WORDS:
        return say(value, found.language)
    return _instant(found, value) if field == "event_date" else value


def _instant(found: Visit, value: str) -> str:
    try:
        return wib(datetime.fromisoformat(value), found.unit.tz, found.language)
    except ValueError:
        return value
