"""A pack in which everything is wrong: every wrong value is named at once, with its file and line."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from tests.units.folders import CONTOH, TULUNGAGUNG, copied
from units import forms
from units.files import Pack
from units.hints import HINTS
from units.load import check, load
from units.problems import Loc, PackErrors
from units.source import read

NONSENSE = "☹" * 200


@pytest.mark.parametrize("source", [TULUNGAGUNG, CONTOH], ids=lambda path: path.name)
def test_every_wrong_value_of_a_pack_is_named_with_its_line(source: Path, tmp_path: Path) -> None:
    wrong: set[tuple[str, int]] = set()
    for name in Pack.model_fields:
        file = f"{name}.yaml"
        _write(tmp_path / file, _spoiled(read(source, file).data))
        spoiled = read(tmp_path, file)
        wrong |= {(file, spoiled.line(loc)) for loc in _leaves(spoiled.data, ())}
    with pytest.raises(PackErrors) as raised:
        load(tmp_path)
    assert wrong - {(each.file, each.line) for each in raised.value.errors} == set()
    assert len(wrong) > 300


def test_an_empty_folder_names_every_file_that_is_missing(tmp_path: Path) -> None:
    required = (name for name, field in Pack.model_fields.items() if field.is_required())
    assert [each.file for each in check(tmp_path)] == sorted(f"{name}.yaml" for name in required)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"- 1\n", b"teks", b"\x00", b"a: " + b"[" * 500, b"x" * 1_100_000]
)
def test_a_file_of_another_kind_is_one_clear_finding(content: bytes, tmp_path: Path) -> None:
    pack = copied(tmp_path)
    (pack / "sharing.yaml").write_bytes(content)
    found = [each for each in check(pack) if each.file == "sharing.yaml"]
    assert len(found) == 1
    assert len(str(found[0])) < 300


def test_findings_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    for name in ("agencies", "people"):
        _write(pack / f"{name}.yaml", _spoiled(read(CONTOH, f"{name}.yaml").data))
    found = check(pack)
    assert [(each.file, each.line) for each in found] == sorted((each.file, each.line) for each in found)


def test_every_field_of_a_form_has_a_hint() -> None:
    kinds = [*vars(forms).values(), *(field.annotation for field in Pack.model_fields.values())]
    fields = {
        name for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel) for name in kind.model_fields
    }
    assert fields - set(HINTS) == set()


def _spoiled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _spoiled(item) for key, item in value.items()}
    return [_spoiled(item) for item in value] if isinstance(value, list) else NONSENSE


def _leaves(value: Any, loc: Loc) -> Iterator[Loc]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*loc, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _leaves(item, (*loc, place))
    else:
        yield loc


def _write(path: Path, data: object) -> None:
    text = StringIO()
    yaml = YAML()
    yaml.width = 10_000
    yaml.dump(data, text)
    path.write_text(text.getvalue(), encoding="utf-8")
