"""Every message as it would be read: both languages, an ordinary and the longest values, with and without an answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from notifications import contents, gsm7
from notifications.catalogue import CATALOGUE, LONGEST, Template
from notifications.render import LANGUAGES, RenderError, render, render_mail
from notifications.samples import sample
from policy.tariff import Content

SAMPLE_VALUES, LONGEST_VALUES = "sample", "longest"
_VARIANTS: Mapping[str, Mapping[str, object]] = {
    "": {"reply": False},
    "reply": {"reply": True},
    "link": {"reply": False, "link": LONGEST.get("link", "")},
}


@dataclass(frozen=True)
class Shown:
    """A message with its values: `text` for SMS, `mail` with its `subject`, the `approved` WhatsApp words, if any.

    `fault` says why it may not leave; then there is no text. `segments` are those of the SMS.
    """

    template: str
    language: str
    variant: str
    values: str
    text: str = ""
    subject: str = ""
    mail: str = ""
    segments: int = 0
    approved: str = ""
    fault: str = ""


def gallery(approved: Sequence[Content] = (), rows: Sequence[Template] = CATALOGUE) -> Iterator[Shown]:
    """All of them, template by template; a variant that reads like the one before is left out."""
    for template in rows:
        for language in LANGUAGES:
            for values in (SAMPLE_VALUES, LONGEST_VALUES):
                yield from _variants(template, language, values, approved)


def _variants(template: Template, language: str, values: str, approved: Sequence[Content]) -> Iterator[Shown]:
    seen: set[tuple[str, str]] = set()
    for variant, more in _VARIANTS.items():
        given = sample(template) if values == SAMPLE_VALUES else template.longest(reply=False)
        shown = _shown(template.name, language, (variant, values), given | dict(more), approved)
        if (shown.text, shown.fault) not in seen:
            yield shown
        seen.add((shown.text, shown.fault))


def _shown(
    name: str, language: str, kind: tuple[str, str], given: Mapping[str, object], approved: Sequence[Content]
) -> Shown:
    variant, values = kind
    try:
        text, mail = render(name, language, given), render_mail(name, language, given)
    except RenderError as error:
        return Shown(name, language, variant, values, fault=str(error))
    return Shown(
        name,
        language,
        variant,
        values,
        text,
        mail.subject,
        mail.text,
        gsm7.segments(text),
        _approved(approved, name, language, given),
    )


def _approved(approved: Sequence[Content], name: str, language: str, given: Mapping[str, object]) -> str:
    content = next((each for each in approved if (each.template, each.language) == (name, language)), None)
    said = contents.filled(approved, name, language, given)
    return contents.shown(content, said.variables) if content and said else ""
