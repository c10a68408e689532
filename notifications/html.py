"""A mail's plain text as simple HTML: its paragraphs, escaped, and its link as a button. Nothing is added to it."""

import re

from jinja2 import Environment

_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
_PAGE = """\
<!doctype html>
<html lang="{{ language }}"><body style="font:16px/1.5 sans-serif;color:#111;max-width:36em;margin:1em auto">
{% for words, links in paragraphs -%}
<p style="white-space:pre-line">{{ words }}</p>
{% for link in links -%}
<p><a href="{{ link }}" style="display:inline-block;padding:.7em 1.2em;background:#0b5cab;color:#fff;\
text-decoration:none;border-radius:4px">{{ label }}</a></p>
{% endfor -%}
{% endfor -%}
</body></html>
"""
_LABELS = {"id": "Buka tugas", "en": "Open the task"}
_TEMPLATE = Environment(autoescape=True, keep_trailing_newline=True).from_string(_PAGE)


def page(text: str, language: str = "id") -> str:
    """The HTML of a text. Words are never markup, whatever stands in them; the address is shown in words as well."""
    paragraphs = [(part, _LINK.findall(part)) for part in re.split(r"\n\s*\n", text.strip())]
    return _TEMPLATE.render(language=language, paragraphs=paragraphs, label=_LABELS[language])
