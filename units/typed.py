"""From files to forms: each value that does not fit is a finding that says what to write instead."""

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from units.files import Pack
from units.hints import HINTS
from units.problems import Loc, PackError
from units.source import Document

SHOWN = 40
_KEY = "[key]"


def typed(documents: dict[str, Document]) -> tuple[Pack | None, list[PackError]]:
    """The pack, or None if a value does not fit; and a finding for each such value."""
    found: list[PackError] = []
    forms = {name: _file(name, document, found) for name, document in documents.items()}
    if None in forms.values():
        return None, found
    return Pack.model_validate(forms), found


def _file(name: str, document: Document, found: list[PackError]) -> BaseModel | None:
    form = Pack.model_fields[name].annotation
    if document.data is None or form is None:
        if not document.problems:
            found.append(document.problem((), "berkas kosong; isi berkas ini", "empty file; fill it in"))
        return None
    try:
        return form.model_validate(document.data)  # type: ignore[no-any-return]
    except ValidationError as error:
        found.extend(_finding(document, each) for each in error.errors(include_url=False))
        return None


def _finding(document: Document, error: ErrorDetails) -> PackError:
    loc, name = _place(document, error["loc"])
    indonesian, english = HINTS.get(name, HINTS["ladders"])
    if error["type"] == "missing":
        return document.problem(loc, f"{name} belum ada; tulis {indonesian}", f"{name} is missing; write {english}")
    if error["type"] == "extra_forbidden":
        return document.problem(loc, *_unknown(name))
    given = _shown(error["input"])
    return document.problem(
        loc, f"{name}: {given} tidak cocok; tulis {indonesian}", f"{name}: {given} does not fit; write {english}"
    )


def _place(document: Document, given: Loc) -> tuple[Loc, str]:
    """The way in the file and the name of the field; what pydantic adds for unions and keys is left out."""
    way: Loc = tuple(part for part in given if part != _KEY)
    known = way
    while known and known not in document.lines and known[:-1] not in document.lines:
        known = known[:-1]
    names = [part for part in known if isinstance(part, str) and part in HINTS]
    last = known[-1] if known else ""
    return known, last if isinstance(last, str) and not names else _name(known, names)


def _name(way: Loc, names: list[str]) -> str:
    last = way[-1]
    return last if isinstance(last, str) and "/" not in last and last not in HINTS else names[-1]


def _unknown(name: str) -> tuple[str, str]:
    near = get_close_matches(name, HINTS, n=1)
    if near:
        return f"{name} tidak dikenal; mungkin {near[0]}", f"{name} is not known; perhaps {near[0]}"
    return f"{name} tidak dikenal; hapus baris ini", f"{name} is not known; remove this line"


def _shown(value: Any) -> str:  # noqa: ANN401 - whatever was written
    text = "kosong/empty" if value is None else str(value).replace("\n", " ")
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
