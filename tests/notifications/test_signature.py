"""A webhook counts only if it was signed with our secret over our own address and every field."""

import pytest

from notifications.signature import sign, verify

TOKEN = "12345"
URL = "https://example.com/myapp.php?foo=1&bar=2"
FIELDS = (
    ("CallSid", "CA1234567890ABCDE"),
    ("Caller", "+14158675309"),
    ("Digits", "1234"),
    ("From", "+14158675309"),
    ("To", "+18005551212"),
)


def test_the_published_example_has_the_published_signature() -> None:
    assert sign(TOKEN, "https://mycompany.com/myapp.php?foo=1&bar=2", FIELDS) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_what_was_signed_is_recognised() -> None:
    assert verify(TOKEN, URL, FIELDS, sign(TOKEN, URL, FIELDS))


@pytest.mark.parametrize(
    "changed",
    [
        (*FIELDS, ("Blank", "")),
        FIELDS[1:],
        (*FIELDS[:-1], ("To", "+18005551213")),
    ],
    ids=["a blank field more", "a field less", "another value"],
)
def test_any_change_of_the_fields_is_noticed(changed: tuple[tuple[str, str], ...]) -> None:
    assert not verify(TOKEN, URL, changed, sign(TOKEN, URL, FIELDS))


def test_blank_fields_are_part_of_what_is_signed() -> None:
    fields = (*FIELDS, ("Body", ""))
    assert verify(TOKEN, URL, fields, sign(TOKEN, URL, fields))


def test_another_secret_or_address_is_refused() -> None:
    assert not verify("other", URL, FIELDS, sign(TOKEN, URL, FIELDS))
    assert not verify(TOKEN, "https://evil.example/", FIELDS, sign(TOKEN, URL, FIELDS))


@pytest.mark.parametrize("given", ["", "nonsense", "é"])
def test_a_signature_of_any_shape_is_only_refused(given: str) -> None:
    assert not verify(TOKEN, URL, FIELDS, given)


def test_an_address_counts_with_and_without_its_usual_port() -> None:
    assert verify(TOKEN, "https://psai.example/sms", FIELDS, sign(TOKEN, "https://psai.example:443/sms", FIELDS))
