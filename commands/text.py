"""Free text as it is kept: letters of every script and emoji stay; what could harm or hide is taken out."""

import unicodedata

LONGEST = 10_000
KEPT = {"\n", "\t"}
BROKEN = {"Cc", "Cs"}
"""Control characters, and bytes of the terminal that are no text."""
HIDING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\ufeff")
"""Marks that turn the direction of a text: they can make a name read as another one."""


def clean(text: str) -> str:
    """The text without NUL, control characters and direction marks, normalised (NFC), ends trimmed."""
    return unicodedata.normalize("NFC", "".join(c for c in text if not harms(c))).strip()


def harms(character: str) -> bool:
    """Whether a character is taken out of what people write."""
    return character in HIDING or (unicodedata.category(character) in BROKEN and character not in KEPT)
