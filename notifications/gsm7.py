"""How long a text message is: one segment holds 160 septets of the GSM alphabet (3GPP TS 23.038)."""

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "\f^{}\\[~]|€"
_SEPTETS = dict.fromkeys(_BASIC, 1) | dict.fromkeys(_EXTENDED, 2)

SINGLE = 160
PART = 153


def is_gsm7(text: str) -> bool:
    """Whether every character belongs to the GSM alphabet or its extension table."""
    return all(character in _SEPTETS for character in text)


def offenders(text: str) -> tuple[str, ...]:
    """Characters outside the GSM alphabet, each once, in the order they appear."""
    return tuple(dict.fromkeys(character for character in text if character not in _SEPTETS))


def length(text: str) -> int:
    """Septets the text takes; characters of the extension table take two. ValueError outside GSM-7."""
    if alien := offenders(text):
        raise ValueError(f"not GSM-7: {', '.join(f'U+{ord(character):04X}' for character in alien)}")
    return sum(_SEPTETS[character] for character in text)


def segments(text: str) -> int:
    """Segments charged for; a pair of septets is never split between two parts. ValueError outside GSM-7."""
    if length(text) <= SINGLE:
        return 1
    parts, room = 1, PART
    for character in text:
        if (need := _SEPTETS[character]) > room:
            parts, room = parts + 1, PART
        room -= need
    return parts
