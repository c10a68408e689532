"""Answering: what was pressed becomes one inbox row of a holder on their own device; the rules say what it does."""

from dataclasses import dataclass

from fastapi import Response

from models.links import Held
from policy.commands import Command, Reply, Undo
from policy.words import Decline, Outcome, Verb, Via
from web.links import show
from web.links.desk import Desk, Form
from web.links.pages import Pages
from web.links.visit import Asked, Visit

ANSWERS = frozenset({Verb.ACCEPT, Verb.DECLINE, Verb.START, Verb.POSTPONE, Verb.COMPLETE, Verb.HELP})
MOST_DAYS = 90


@dataclass(frozen=True)
class Acts:
    """What is pressed on the page of a task."""

    desk: Desk
    pages: Pages

    def answer(self, asked: Asked, form: Form) -> Response:
        """One answer; a device that is not known, or a form that is not ours, changes nothing."""
        found = self.desk.meet(asked)
        if found is None or found.about is None:
            return self.desk.closed(found, asked)
        if not found.known:
            return self.pages.enter(found, status=403)
        command = self._command(found, found.about, form) if self.desk.genuine(found, form) else None
        if command is None:
            return self.desk.page("notice.html", found, 403, notice="stale")
        self.desk.ask(found.about.case.code, command)
        return show.go(found, "/tanda", i=command.id)

    def _command(self, found: Visit, about: Held, form: Form) -> Command | None:
        """What the form says; None if a page of ours cannot have said it."""
        pressed = tuple(form.get(name, "") for name in ("s", "verb", "reason", "outcome", "days"))
        who = {
            "id": self.desk.seals.answer(found.link_hash, about.case.code, about.task.n, *pressed),
            "by": found.person.code,
            "role": found.person.role,
            "agency": found.person.agency or "",
        }
        try:
            return _pressed(form, who, about.task.n)
        except ValueError:
            return None


def _pressed(form: Form, who: dict[str, str], n: int) -> Command:
    """ValueError for what no button says."""
    if form.get("verb") == "BATAL":
        return Undo(**who, via=Via.LINK, n=n)  # type: ignore[arg-type]
    verb = Verb(form.get("verb", ""))
    days = int(form["days"]) if form.get("days") else None
    if verb not in ANSWERS or (days is not None and not 0 < days <= MOST_DAYS):
        raise ValueError(verb)
    return Reply(
        **who,  # type: ignore[arg-type]
        via=Via.LINK,
        n=n,
        verb=verb,
        reason=Decline(form["reason"]) if form.get("reason") else None,
        outcome=Outcome(form["outcome"]) if form.get("outcome") else None,
        days=days,
    )
