"""Every bytes that the mail server brings are a mail that a person can read: none is lost to a bad header."""

import pytest

from notifications.letters import read

BAD_HEADERS = {
    "base64 cut short": b"=?utf-8?b?a?=",
    "a charset that is none": b"=?\xff?q?halo?=",
    "raw bytes": b"\xff\xfe halo",
    "a charset nobody has": b"=?merpati?q?halo?=",
}
BAD_CHARSETS = ["punycode", "idna", "undefined", "merpati", '"a\0b"']


@pytest.mark.parametrize("name", ["From", "Subject", "Message-ID", "Auto-Submitted"])
@pytest.mark.parametrize("kind", BAD_HEADERS)
def test_a_header_that_cannot_be_decoded_stays_as_it_is(name: str, kind: str) -> None:
    assert read(name.encode() + b": " + BAD_HEADERS[kind] + b"\n\nTERIMA K7M4").words == "TERIMA K7M4"


@pytest.mark.parametrize("charset", BAD_CHARSETS)
def test_words_in_a_charset_that_cannot_be_are_read_as_they_can(charset: str) -> None:
    raw = f"Content-Type: text/plain; charset={charset}\n\nTERIMA ".encode() + b"\xff K7M4"
    assert "K7M4" in read(raw).words
