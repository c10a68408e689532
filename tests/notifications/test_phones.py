"""Numbers are repaired as people write them, and refused with a sentence if nobody can be reached there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.phones import PhoneError, normalise


@pytest.mark.parametrize(
    "written",
    [
        "+6281234567890",
        "081234567890",
        "6281234567890",
        "006281234567890",
        "0812-3456-7890",
        " 0812 3456 7890 ",
        "+62 (812) 3456.7890",
        "81234567890",
        "+62 0812 3456 7890",
    ],
)
def test_a_mobile_number_is_repaired_to_its_international_form(written: str) -> None:
    assert normalise(written) == "+6281234567890"


def test_a_mobile_number_of_another_country_is_kept() -> None:
    assert normalise("+44 7400 123456") == "+447400123456"


@pytest.mark.parametrize("written", ["0355-323421", "+62 21 5703303", "1500771", "0800 1 500 771"])
def test_a_number_that_receives_no_texts_is_refused(written: str) -> None:
    with pytest.raises(PhoneError) as refused:
        normalise(written)
    assert refused.value.code in {"not-mobile", "invalid"}


@pytest.mark.parametrize("written", ["", "112", "0812", "08CALLME", "dinsos", "+", "08" * 30, "0812\0", "\u202e0812"])
def test_what_is_no_number_is_refused_in_both_languages(written: str) -> None:
    with pytest.raises(PhoneError) as refused:
        normalise(written)
    assert refused.value.code == "invalid"
    assert "nomor HP" in refused.value.indonesian
    assert "mobile number" in refused.value.english


@given(st.text(max_size=30))
def test_any_text_gives_an_international_number_or_a_refusal(text: str) -> None:
    try:
        number = normalise(text)
    except PhoneError:
        return
    assert normalise(number) == number
