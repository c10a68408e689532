"""From template and values to the text that leaves: nothing undefined, GSM-7, one segment, else refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound

from notifications import gsm7, labels
from notifications.values import HiddenError, clean
from policy.words import Channel

TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = ("id", "en")
LONGEST_SUBJECT = 78


class RenderError(ValueError):
    """A text that may not leave; `code`: template, undefined, alphabet, length or subject. Holds no value."""

    def __init__(self, code: str, template: str, sentence: str) -> None:
        super().__init__(f"{template}: {sentence}")
        self.code = code
        self.template = template


@dataclass(frozen=True)
class MailText:
    """A mail's subject (task code at most, nobody's data) and plain text."""

    subject: str
    text: str


def render(template: str, language: str, values: Mapping[str, object]) -> str:
    """The text of an SMS or WhatsApp message; with a `link` its words for that, if any. Raises RenderError."""
    name = f"{template}.link.txt" if values.get("link") and _exists(language, f"{template}.link.txt") else None
    text = _line(name or f"{template}.txt", language, values)
    if name and values.get("reply") and gsm7.segments(text) > 1:  # a reply is asked for where there is room
        text = _line(name, language, dict(values) | {"reply": False})
    return _one_segment(template, text)


def render_mail(template: str, language: str, values: Mapping[str, object]) -> MailText:
    """The mail of a template: its own subject and text, if any, else the SMS text. Raises RenderError."""
    return MailText(_subject(template, language, values), _mail_text(template, language, values))


def _mail_text(template: str, language: str, values: Mapping[str, object]) -> str:
    if _exists(language, f"{template}.mail.txt"):
        return _filled(f"{template}.mail.txt", language, values).strip() + "\n"
    return render(template, language, values) + "\n"


def _subject(template: str, language: str, values: Mapping[str, object]) -> str:
    own = f"{template}.subject.txt"
    generic = "task.subject.txt" if values.get("code") else "message.subject.txt"
    subject = _filled(own if _exists(language, own) else generic, language, values)
    line = " ".join(subject.split())
    if len(line) > LONGEST_SUBJECT:
        raise RenderError("subject", template, f"the subject is over {LONGEST_SUBJECT} characters")
    return line


def _one_segment(template: str, text: str) -> str:
    if alien := gsm7.offenders(text):
        points = ", ".join(f"U+{ord(character):04X}" for character in alien)
        raise RenderError("alphabet", template, f"characters outside GSM-7: {points}")
    if not text or gsm7.segments(text) > 1:
        raise RenderError("length", template, f"{gsm7.length(text)} septets, must be 1 to {gsm7.SINGLE}")
    return text


def _line(name: str, language: str, values: Mapping[str, object]) -> str:
    return " ".join(_filled(name, language, values).split())


def _filled(name: str, language: str, values: Mapping[str, object]) -> str:
    try:
        return _environment(language).get_template(name).render(one_line(name, values))
    except TemplateNotFound:
        raise RenderError("template", name, f"no such template in language {language!r}") from None
    except TemplateError as error:
        raise RenderError("undefined", name, str(error)) from None


def one_line(template: str, values: Mapping[str, object]) -> dict[str, object]:
    """The values, each in one line. RenderError names one that holds control characters or marks that turn text."""
    try:
        return clean(values)
    except HiddenError as error:
        raise RenderError("alphabet", template, str(error)) from None


def _exists(language: str, name: str) -> bool:
    return name in _names(language)


@cache
def _names(language: str) -> frozenset[str]:
    return frozenset(_environment(language).list_templates())


def worded(template: str, language: str, values: Mapping[str, object], channel: str) -> tuple[str, str]:
    """Text and subject for a channel: only mail has a subject. RenderError."""
    if channel == Channel.EMAIL:
        mail = render_mail(template, language, values)
        return mail.text, mail.subject
    return render(template, language, values), ""


@cache
def _environment(language: str) -> Environment:
    if language not in LANGUAGES:
        raise RenderError("template", language, f"no language {language!r}; there are {', '.join(LANGUAGES)}")
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / language),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - plain text: escaping would print &amp; on a telephone
    )
    environment.filters |= {"word": partial(_word, language=language), "fit": fit, "clip": clip}
    return environment


def _word(value: Any, language: str) -> str:  # noqa: ANN401 - whatever a template was given
    return labels.word(str(value), language)


def fit(items: str | Iterable[str], limit: int) -> str:
    """As many items as fit into `limit` characters, then how many more there are: `DINSOS, LPA +2`."""
    names = items.split(", ") if isinstance(items, str) else list(items)
    for shown in range(len(names), 0, -1):
        rest = f" +{len(names) - shown}" if shown < len(names) else ""
        if len(text := ", ".join(names[:shown]) + rest) <= limit:
            return text
    return ""


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, with `..` where something was cut off."""
    return text if len(text) <= limit else text[: limit - 2].rstrip() + ".."
