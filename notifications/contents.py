"""A message as an approved WhatsApp template: outside the 24 hours nothing else arrives (Twilio 63016). Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from notifications import labels
from notifications.catalogue import BY_NAME
from notifications.render import fit
from policy.passcodes import PLACE
from policy.tariff import Content

_LINK = re.compile(r"https?://\S+[^\s.,;:!?)]")
_CODE = re.compile(r"(?<![\d+])\d{6}(?!\d)")
_EMPTY = "-"
"""A variable may not be empty (21656)."""
_LONGEST_LIST = 60
_PLACE = re.compile(r"\{\{\s*(\d+)\s*\}\}")
_ALWAYS = frozenset({"link"})


class Filled(NamedTuple):
    """A template with its values by place: `{"1": "ULT PSAI", ...}`."""

    content_sid: str
    variables: dict[str, str]


class Fault(NamedTuple):
    """What is wrong with a template of a pack, in Indonesian and in English."""

    template: str
    id: str
    en: str


def filled(
    contents: Sequence[Content], template: str, language: str, values: Mapping[str, object], text: str = ""
) -> Filled | None:
    """The approved template that says this; None if there is none, or a value it needs is not known.

    `text` is the message in free words: a link and a one-time code are taken from it, complete as it leaves.
    """
    found = next((each for each in contents if (each.template, each.language) == (template, language)), None)
    if found is None:
        return None
    link = _LINK.search(text)
    known = dict(values) | {"link": link.group() if link else ""}  # the stored value holds the token's place only
    if known.get("passcode") == PLACE and (code := _CODE.search(text)):
        known["passcode"] = code.group()
    if any(name not in known or known[name] == PLACE for name in found.variables):
        return None
    places = enumerate(found.variables, 1)
    return Filled(found.content_sid, {str(place): _said(known[name], language) for place, name in places})


def shown(content: Content, variables: Mapping[str, str]) -> str:
    """The words the person reads."""
    return _PLACE.sub(lambda place: variables.get(place[1], ""), content.text)


def is_said(content: Filled, body: str) -> bool:
    """Whether a text that a provider shows is this template with these values: it writes the words, not the places.

    The code and the link among the values make it one message; without values nothing is known.
    """
    line = " ".join(body.split())
    return bool(content.variables) and all(value in line for value in content.variables.values())


def faults(contents: Sequence[Content]) -> Iterator[Fault]:
    """Templates that no message has, and variables that a message does not give."""
    for each in contents:
        known = BY_NAME.get(each.template)
        if known is None:
            yield Fault(each.template, "tidak ada pesan bernama ini", "no message has this name")
            continue
        for name in sorted(set(each.variables) - known.needs - _ALWAYS):
            yield Fault(each.template, f"pesan ini tidak punya isian {name}", f"this message has no value {name}")


def _said(value: object, language: str) -> str:
    """One value in one line: a code as its word, a list as far as there is room."""
    text = fit([str(item) for item in value], _LONGEST_LIST) if isinstance(value, list | tuple) else str(value)
    return " ".join(labels.word(text, language).split()) or _EMPTY
