"""The counter of segments agrees with an independent codec and with the standard's edges."""

import pytest
from gsm0338 import Codec
from hypothesis import given
from hypothesis import strategies as st

from notifications import gsm7

ALPHABET = [chr(point) for point in range(0x10000) if gsm7.is_gsm7(chr(point))]


def encoded_length(text: str) -> int | None:
    try:
        return len(Codec().encode(text)[0])
    except UnicodeError:
        return None


def test_exactly_the_characters_of_the_standard_count_as_gsm7() -> None:
    codec = {chr(point) for point in range(0x10000) if encoded_length(chr(point)) is not None}
    assert set(ALPHABET) == codec - {"\x1b"}


@given(st.text(st.sampled_from(ALPHABET), max_size=400))
def test_the_length_is_what_the_codec_writes(text: str) -> None:
    assert gsm7.length(text) == encoded_length(text)


@pytest.mark.parametrize(
    "text, segments",
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("a" * 152 + "€" + "a" * 151, 2),
    ],
    ids=[
        "empty",
        "full",
        "one over",
        "two full",
        "three",
        "80 pairs",
        "81 pairs",
        "pair pushed on",
        "pair fits",
    ],
)
def test_segments_are_counted_as_a_provider_charges_them(text: str, segments: int) -> None:
    assert gsm7.segments(text) == segments


@pytest.mark.parametrize("alien", ["\u00a0", "\u2019", "\u00e7", "\u200f", "\U0001f600", "\0", "\t"])
def test_characters_that_double_the_price_are_named(alien: str) -> None:
    assert gsm7.offenders(f"a{alien}b{alien}") == (alien,)
    with pytest.raises(ValueError, match="not GSM-7"):
        gsm7.segments(alien)
