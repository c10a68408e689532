"""What the cross-checks look at: the files as written, and as far as they fit their forms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from units.files import Pack
from units.forms import AgencyForm, Form, PersonForm
from units.problems import Loc, PackError
from units.source import Document


@dataclass(frozen=True)
class Material:
    """Documents and forms by the name of the file; a form may lack the items that do not fit, or be absent."""

    documents: Mapping[str, Document]
    forms: Mapping[str, Form]

    def has(self, *files: str) -> bool:
        """Whether these files have anything in them: what is not there is said once, when it is read."""
        return all(file in self.documents and isinstance(self.documents[file].data, dict) for file in files)

    def values(self, file: str, pattern: str) -> Iterator[tuple[Loc, Any]]:
        """Values as written at a way such as `agencies * services *`, with their places."""
        return _walk(self.documents[file].data, (), tuple(pattern.split()))

    def texts(self, file: str, pattern: str) -> Iterator[tuple[Loc, str]]:
        """Those of the values that are text."""
        return ((loc, value) for loc, value in self.values(file, pattern) if isinstance(value, str))

    def problem(self, file: str, loc: Loc, indonesian: str, english: str, *, warning: bool = False) -> PackError:
        """A finding at a place."""
        return self.documents[file].problem(loc, indonesian, english, warning=warning)

    def place(self, file: str, pattern: str, code: object) -> Loc:
        """Where the item with this code (the value of the last name of the pattern) is written."""
        return next((loc[:-1] for loc, text in self.texts(file, pattern) if text == str(code)), ())

    def agencies(self) -> dict[str, AgencyForm]:
        """The agencies that fit, by code."""
        file = self.forms.get("agencies")
        return {form.code: form for form in getattr(file, "agencies", ())}

    def people(self) -> dict[str, PersonForm]:
        """The people that fit, by code."""
        file = self.forms.get("people")
        return {form.code: form for form in getattr(file, "people", ())}

    def file(self, name: str) -> Any:  # noqa: ANN401 - the form of that file, or None
        """The form of one file, if it fits far enough."""
        return self.forms.get(name)


def whole(documents: Mapping[str, Document], forms: Mapping[str, Form]) -> Pack | None:
    """The pack, if every file of it fits."""
    return Pack.model_validate(dict(forms)) if set(forms) == set(documents) else None


def _walk(value: Any, loc: Loc, way: tuple[str, ...]) -> Iterator[tuple[Loc, Any]]:  # noqa: ANN401 - as written
    if not way:
        yield loc, value
    elif way[0] == "*" and isinstance(value, list):
        for place, item in enumerate(value):
            yield from _walk(item, (*loc, place), way[1:])
    elif isinstance(value, dict) and way[0] in value:
        yield from _walk(value[way[0]], (*loc, way[0]), way[1:])
