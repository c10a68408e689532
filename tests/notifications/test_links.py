"""A link is opaque, its own message's, as long as its place in the stored text, and known to nobody without the key."""

from notifications import links


def test_a_stored_text_holds_a_place_as_long_as_the_token_that_leaves() -> None:
    stored = f"Jawab: {links.address('https://psai.example/')}"
    sent = links.completed(stored, "kunci", "n-1")
    assert links.PLACE in stored
    assert links.PLACE not in sent
    assert len(stored) == len(sent)
    assert sent.endswith(links.token_of("kunci", "n-1"))


def test_tokens_differ_by_message_and_by_key() -> None:
    tokens = {links.token_of(key, name) for key in ("a", "b") for name in ("n-1", "n-2")}
    assert len(tokens) == 4
    assert {len(token) for token in tokens} == {links.LENGTH}


def test_a_text_without_a_link_leaves_as_it_is() -> None:
    assert links.completed("Kode 0000", "kunci", "n-1") == "Kode 0000"


def test_a_code_is_six_digits_of_its_message_and_put_in_only_as_it_leaves() -> None:
    code = links.code_of("kunci", "id-1")
    assert (len(code), code.isdigit()) == (6, True)
    assert code != links.code_of("kunci", "id-2")
    assert code != links.code_of("lain", "id-1")
    assert links.completed("kode Anda ######.", "kunci", "id-1") == f"kode Anda {code}."
    assert links.completed("kode Anda ######.", "", "id-1") == "kode Anda ######."
