"""Which telephone numbers can be written to: mobile ones only, repaired on entry, kept as E.164."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType

REGION = "ID"
_LONGEST = 40
_WRITTEN = re.compile(r"\+?[\d\s().\-/]+", re.ASCII)


class PhoneError(ValueError):
    """A number nobody can write to, with the sentence for the person who typed it in both languages."""

    def __init__(self, code: str, indonesian: str, english: str) -> None:
        super().__init__(f"{code}: {english}")
        self.code = code
        self.indonesian = indonesian
        self.english = english


def normalise(text: str) -> str:
    """The number as E.164. `0811...`, `62811...`, `00628...` and spaces are repaired. Raises PhoneError."""
    number = _parsed(_repaired(text))
    if not phonenumbers.is_valid_number(number):
        raise _invalid()
    if phonenumbers.number_type(number) != PhoneNumberType.MOBILE:
        raise PhoneError(
            "not-mobile",
            "Bukan nomor HP sehingga tidak dapat menerima SMS; tulis nomor HP, mis. 0812 3456 7890.",
            "Not a mobile number, so it cannot receive a text; write a mobile number, e.g. 0812 3456 7890.",
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def reachable(text: str) -> str:
    """Any number a person can be called at, a landline too, as E.164. Raises PhoneError."""
    number = _parsed(_repaired(text))
    if not phonenumbers.is_valid_number(number):
        raise _invalid()
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _repaired(text: str) -> str:
    written = text.strip()
    if len(written) > _LONGEST or not _WRITTEN.fullmatch(written):
        raise _invalid()
    digits = re.sub(r"\D", "", written)
    if written.startswith("+"):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return f"+{digits}" if digits.startswith("62") else digits


def _parsed(written: str) -> PhoneNumber:
    try:
        return phonenumbers.parse(written, REGION)
    except NumberParseException:
        raise _invalid() from None


def _invalid() -> PhoneError:
    return PhoneError(
        "invalid",
        "Nomor telepon tidak dikenali; tulis nomor HP, mis. 0812 3456 7890.",
        "The telephone number is not valid; write a mobile number, e.g. 0812 3456 7890.",
    )
