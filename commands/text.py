"""Free text as it is kept: letters of every script and emoji stay; what could harm or hide is taken out."""

import unicodedata

KEPT = {"\n", "\t"}
HIDING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")
"""Marks that turn the direction of a text: they can make a name read as another one."""


def clean(text: str) -> str:
    """The text without NUL, control characters and direction marks, normalised (NFC), ends trimmed."""
    kept = (c for c in text if c in KEPT or not (unicodedata.category(c) == "Cc" or c in HIDING))
    return unicodedata.normalize("NFC", "".join(kept)).strip()
