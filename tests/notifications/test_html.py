"""A mail in HTML says what its text says: paragraphs, a button for the link, and no markup from a value."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.html import page

LINK = "https://psai.example/t/AbCdEfGhIjKlMnOpQrStUv"


class Read(HTMLParser):
    """What a person sees, and where buttons lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_link_is_a_button_and_its_address_is_shown_too() -> None:
    read = Read(page(f"ULT PSAI: Rujukan baru K7M4. Jawab: {LINK}."))
    assert read.links == [LINK]
    assert LINK in read.words
    assert "Buka tugas" in read.words


def test_blank_lines_part_paragraphs() -> None:
    assert Read(page("satu\n\ndua\nbaris\n")).tags.count("p") == 2


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "<img src=x onerror=y>", "a & b", '"><a href=//x>'])
def test_markup_in_a_value_stays_words(value: str) -> None:
    text = f"Kasus {value} menunggu"
    read = Read(page(text))
    assert text in read.words
    assert set(read.tags) <= {"html", "body", "p"}


@given(st.text(max_size=200))
def test_no_text_adds_a_tag_or_a_link_that_is_not_one(text: str) -> None:
    read = Read(page(text, "en"))
    assert set(read.tags) <= {"html", "body", "p", "a"}
    assert all(str(link).startswith(("http://", "https://")) for link in read.links)
