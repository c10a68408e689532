"""Pages of a link as they leave: templates filled, in the reader's language, with addresses of this link."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from fastapi.responses import HTMLResponse, RedirectResponse

from notifications import labels
from notifications.when import wib
from policy.people import Person
from policy.unit import Unit
from web.links.seals import Seals
from web.links.visit import Visit
from web.links.words import LANGUAGES, say
from web.pages import HEADERS, TEMPLATES, templates

FOLDER = TEMPLATES / "links"
STYLE = "/gaya/tautan.css"


def address(found: Visit, path: str = "", **more: str) -> str:
    """An address of this link: other task and language travel along."""
    query = {"k": found.k, "l": found.given_language} | more
    kept = {name: value for name, value in query.items() if value}
    return f"/t/{found.token}{path}" + (f"?{urlencode(kept)}" if kept else "")


def page(template: str, found: Visit, seals: Seals, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
    """A page of a known link."""
    language = found.language
    common = {
        "t": partial(_say, language),
        "word": lambda value: labels.word(str(value), language),
        "at": lambda instant: wib(instant, found.unit.tz, language),
        "url": partial(address, found),
        "csrf": seals.form(found.link_hash, found.device if found.known else ""),
        "visit": found,
        "sender": found.unit.sender,
        "phone": found.unit.desk_phone,
        "language": language,
        "switch": address(found, l=_other(language)),
        "notice": "",
    }
    return _html(template, common | values, status)


def closed(  # noqa: PLR0913, PLR0917 - all that such a page may show
    unit: Unit | None, person: Person | None, language: str, status: int, tasks: str = "", words: str = "ended"
) -> HTMLResponse:
    """The page of a link that leads nowhere: the same words for one that never was, has ended or was passed on.

    One whose days are over ("expired") says so: the person's tasks are untouched, and a newer message has a new link.
    """
    spoken = language if language in LANGUAGES else person.language if person else "id"
    shown = {"sender": unit.sender if unit else "", "phone": unit.desk_phone if unit else "", "tasks_url": tasks}
    shown["words"] = words
    return _html("ended.html", _bare(spoken) | shown, status)


def sorry(language: str) -> HTMLResponse:
    """Nothing can be stored or looked up now; what is wrong is for our own people, not for the reader."""
    return _html("sorry.html", _bare(language if language in LANGUAGES else "id") | {"notice": "not_now"}, 503)


def _bare(language: str) -> dict[str, Any]:
    """What a page has that belongs to nobody's link."""
    switch = f"?l={_other(language)}"
    return {
        "t": partial(_say, language),
        "language": language,
        "switch": switch,
        "sender": "",
        "phone": "",
        "notice": "",
        "tasks_url": "",
    }


def go(found: Visit, path: str = "", **more: str) -> RedirectResponse:
    """On to another page after something was sent: going back or reloading sends nothing twice."""
    return RedirectResponse(address(found, path, **more), status_code=303, headers=dict(HEADERS))


def _html(template: str, values: Mapping[str, Any], status: int) -> HTMLResponse:
    text = templates(FOLDER).get_template(template).render({"style": STYLE} | dict(values))
    return HTMLResponse(text, status_code=status, headers=dict(HEADERS))


def _say(language: str, key: str, /, **values: object) -> str:
    return say(key, language, **values)


def _other(language: str) -> str:
    return "en" if language == "id" else "id"
