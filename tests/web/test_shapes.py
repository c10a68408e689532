"""A signature runs names and values together: what could be read in two ways is not read at all."""

import pytest

from notifications import signature
from web.shapes import unmistakable

Pairs = list[tuple[str, str]]
TEXT: Pairs = [
    ("AccountSid", "AC" + "1" * 32),
    ("Body", "TERIMA K7M4"),
    ("From", "whatsapp:+6281200000011"),
    ("MessageSid", "SM" + "a" * 32),
    ("NumMedia", "0"),
    ("ProfileName", "Bu Sari"),
    ("To", "+6281200000099"),
]
URL = "https://contoh.invalid/twilio/inbound"


def changed(**fields: str | None) -> Pairs:
    kept = [(name, fields.get(name, value)) for name, value in TEXT]
    more = [(name, value) for name, value in fields.items() if name not in dict(TEXT)]
    return [(name, value) for name, value in [*kept, *more] if value is not None]


def test_what_a_provider_sends_can_be_read_in_one_way() -> None:
    assert unmistakable(TEXT, ("Body", "From"))
    assert unmistakable([*TEXT, ("MediaUrl0", "https://a.invalid/1"), ("FutureField", "")])


@pytest.mark.parametrize(
    "cut",
    [
        changed(MessageSid="SM" + "a" * 32 + "NumMedia0", NumMedia=None),
        changed(Body=None, BodyTER="IMA K7M4"),
        changed(Body="TERIMA K7M4Fromwhatsapp:+6281200000011", From=None),
        changed(From="whatsapp:+6281200000011MessageSidSM" + "a" * 32, MessageSid=None),
        changed(NumMedia=None, NumMedia0=""),
        changed(ProfileName=None, Profil="eNameBu Sari"),
        changed(ProfileName="Bu SariTo+6281200000099", To=None),
        [*TEXT, ("To", "+6281200000099")],
    ],
)
def test_a_field_cut_elsewhere_has_a_good_signature_and_is_refused_by_its_shape(cut: Pairs) -> None:
    good = signature.sign("rahasia", URL, TEXT)
    assert signature.verify("rahasia", URL, cut, good)
    assert not unmistakable(cut, ("Body", "From"))


@pytest.mark.parametrize("name", ["AC" + "0" * 32, "body", "B", "", "Body\n", "DAFTAR"])
def test_what_is_no_name_is_no_field(name: str) -> None:
    assert not unmistakable([*TEXT, (name, "")])


def test_a_keyword_cut_off_from_its_text_is_no_field() -> None:
    whole, cut = changed(Body="DAFTAR"), changed(Body="", DAFTAR="")
    assert signature.verify("rahasia", URL, cut, signature.sign("rahasia", URL, whole))
    assert not unmistakable(cut, ("Body", "From"))
