"""From files to forms: each value that does not fit is a finding that says what to write instead."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from units.files import Pack
from units.forms import Form
from units.hints import HINTS
from units.problems import Loc, PackError
from units.source import Document

SHOWN = 40
_KEY = "[key]"


def typed(documents: Mapping[str, Document]) -> tuple[dict[str, Form], list[PackError]]:
    """The forms, without the items that do not fit, and a finding for each value that does not."""
    forms: dict[str, Form] = {}
    found: list[PackError] = []
    for name, document in documents.items():
        form, errors = _file(name, document)
        found.extend(errors)
        if form is not None:
            forms[name] = form
    return forms, found


def _file(name: str, document: Document) -> tuple[Form | None, list[PackError]]:
    kind: type[Form] = Pack.model_fields[name].annotation  # type: ignore[assignment]
    if document.data is None:
        empty = document.problem((), "berkas kosong; isi berkas ini", "empty file; fill it in")
        return None, [] if document.problems else [empty]
    try:
        return kind.model_validate(document.data), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return _rest(kind, document.data, details), [_finding(document, each) for each in details]


def _rest(kind: type[Form], data: Any, details: list[ErrorDetails]) -> Form | None:  # noqa: ANN401 - as written
    """The form of the items that fit, so that one bad item does not hide what is wrong with the others."""
    bad = {each["loc"][:2] for each in details}
    if not isinstance(data, dict):
        return None
    try:
        return kind.model_validate({name: _without(name, value, bad) for name, value in data.items()})
    except ValidationError:
        return None


def _without(name: str, value: Any, bad: set[tuple[int | str, ...]]) -> Any:  # noqa: ANN401 - as written
    if isinstance(value, list):
        return [item for place, item in enumerate(value) if (name, place) not in bad]
    if isinstance(value, dict):
        return {key: item for key, item in value.items() if (name, key) not in bad}
    return value


def _finding(document: Document, error: ErrorDetails) -> PackError:
    loc = tuple(part for part in error["loc"] if part != _KEY)
    name = next((part for part in reversed(loc) if isinstance(part, str)), document.file)
    if error["type"] == "extra_forbidden":
        return document.problem(loc, *_unknown(name))
    indonesian, english = _hint(loc)
    if error["type"] == "missing":
        return document.problem(loc, f"{name} belum ada; tulis {indonesian}", f"{name} is missing; write {english}")
    given = _shown(error["input"])
    return document.problem(
        loc, f"{name}: {given} tidak cocok; tulis {indonesian}", f"{name}: {given} does not fit; write {english}"
    )


def _hint(loc: Loc) -> tuple[str, str]:
    """What the innermost field that has a hint wants; a whole file wants names and values."""
    known = (HINTS[part] for part in reversed(loc) if isinstance(part, str) and part in HINTS)
    return next(known, ("baris seperti nama: nilai", "lines such as name: value"))


def _unknown(name: str) -> tuple[str, str]:
    near = get_close_matches(name, HINTS, n=1)
    if near:
        return f"{name} tidak dikenal di sini; mungkin {near[0]}", f"{name} is not known here; perhaps {near[0]}"
    return f"{name} tidak dikenal; hapus baris ini", f"{name} is not known; remove this line"


def _shown(value: Any) -> str:  # noqa: ANN401 - whatever was written
    if value is None:
        return "kosong"
    text = "".join(letter if letter.isprintable() else " " for letter in str(value))
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
