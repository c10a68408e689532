"""A file of a pack as plain text values, with the line of each: YAML guesses no types here, the forms do."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from units.problems import Loc, PackError

MAX_BYTES = 1_000_000
_NULL = "tag:yaml.org,2002:null"


@dataclass
class Document:
    """One file: `data` of dicts, lists, strings and None; `lines` by way; `problems` found while reading."""

    file: str
    data: Any = None
    lines: dict[Loc, int] = field(default_factory=dict)
    problems: list[PackError] = field(default_factory=list)
    _seen: set[int] = field(default_factory=set)

    def line(self, loc: Loc) -> int:
        """The line of a value, or of the nearest thing around it that exists."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)

    def problem(self, loc: Loc, indonesian: str, english: str, *, warning: bool = False) -> PackError:
        """A finding at a place of this file."""
        return PackError(self.file, self.line(loc), indonesian, english, warning)

    def plain(self, node: Node, loc: Loc) -> Any:  # noqa: ANN401 - whatever the file holds
        """A node as a plain value; its line is kept. An alias is refused: it can unfold without end."""
        self.lines.setdefault(loc, node.start_mark.line + 1)
        if isinstance(node, ScalarNode):
            return None if node.tag == _NULL and node.style is None else str(node.value)
        if id(node) in self._seen:
            self.problems.append(self.problem(loc, *_ALIAS))
            return None
        self._seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, loc)
        return self._sequence(node, loc) if isinstance(node, SequenceNode) else None

    def _sequence(self, node: SequenceNode, loc: Loc) -> list[Any]:
        return [self.plain(item, (*loc, place)) for place, item in enumerate(node.value)]

    def _mapping(self, node: MappingNode, loc: Loc) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                self.problems.append(_twice(self.file, key.start_mark.line + 1, name))
                continue
            self.lines[(*loc, name)] = key.start_mark.line + 1
            found[name] = self.plain(value, (*loc, name))
        return found


_ALIAS = ("alias (*) tidak dipakai; tulis isinya di sini", "aliases (*) are not used; write the content here")


def read(folder: Path, file: str) -> Document:
    """One file of a pack; what cannot be read is among its problems."""
    document = Document(file)
    try:
        text = _text(folder / file)
        node = YAML().compose(text)
    except FileNotFoundError:
        _fail(document, 1, "berkas tidak ada; buat berkas ini", "file is missing; make this file")
    except (OSError, UnicodeDecodeError) as error:
        reason = type(error).__name__
        _fail(
            document,
            1,
            f"tidak terbaca ({reason}); simpan sebagai teks UTF-8",
            "unreadable; save as UTF-8 text",
        )
    except RecursionError:
        _fail(document, 1, "terlalu dalam; tulis seperti contoh", "nested too deep; write it like the example")
    except YAMLError as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        line = mark.line + 1 if mark else 1
        _fail(
            document,
            line,
            "bukan YAML; periksa spasi, titik dua dan tanda kutip",
            "not YAML; check spaces and quotes",
        )
    else:
        document.data = document.plain(node, ()) if node else None
    return document


def _text(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        raise OSError("too large")
    return path.read_text(encoding="utf-8")


def _fail(document: Document, line: int, indonesian: str, english: str) -> None:
    document.problems.append(PackError(document.file, line, indonesian, english))


def _twice(file: str, line: int, name: str) -> PackError:
    return PackError(file, line, f"{name} tertulis dua kali; hapus satu", f"{name} is written twice; remove one")
