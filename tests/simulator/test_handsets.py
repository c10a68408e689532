"""A person at a handset answers, and the product hears it signed; the page shows what happened."""

from collections.abc import Callable
from itertools import product as combinations

import httpx
import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from notifications.signature import verify
from policy.codes import ALPHABET, is_task_code
from simulator.config import Config
from simulator.embedded import Running, running
from tests import calling
from tests.simulator.conftest import SENDER, SID, TOKEN
from tests.simulator.product import Product

Number = Callable[[], str]
CODE = next(code for code in map("".join, combinations("K7", "47", "MS", ALPHABET)) if is_task_code(code))


def asked(client: Client, to: str, code: str = CODE) -> None:
    client.messages.create(to=to, from_=SENDER, body=f"ULT PSAI: Rujukan baru {code}. Balas: TERIMA {code}")


def test_an_answer_reaches_the_product_signed_with_every_field(
    web: httpx.Client, product: Product, new_number: Number
) -> None:
    number = new_number()
    answer = web.post("/api/reply", json={"from": number, "body": f"TERIMA {CODE}"}).json()
    post = product.next()
    assert verify(TOKEN, f"{product.url}/inbound", post.fields, post.signature)
    assert (post["From"], post["To"], post["Body"]) == (number, SENDER, f"TERIMA {CODE}")
    assert (post["AccountSid"], post["NumMedia"], post["NumSegments"]) == (SID, "0", "1")
    assert answer == {"sid": post["MessageSid"], "delivered": True, "status": 200, "swallowed": False}


def test_an_answer_can_be_posted_again_under_the_same_id(
    web: httpx.Client, product: Product, new_number: Number
) -> None:
    sid = web.post("/api/reply", json={"from": new_number(), "body": "DAFTAR"}).json()["sid"]
    assert web.post(f"/api/messages/{sid}/again").json()["delivered"]
    assert product.next() == product.next()
    assert web.post("/api/messages/SM0/again").status_code == 404


def test_a_whatsapp_answer_carries_the_prefix_and_the_persons_id(
    client: Client, web: httpx.Client, product: Product, new_number: Number
) -> None:
    number = new_number()
    client.messages.create(to=f"whatsapp:{number}", from_=f"whatsapp:{SENDER}", body="Halo")
    web.post("/api/reply", json={"from": number, "body": "DAFTAR"})
    post = product.next()
    assert (post["From"], post["To"]) == (f"whatsapp:{number}", f"whatsapp:{SENDER}")
    assert post["WaId"] == number.removeprefix("+")


def test_an_answer_the_product_did_not_take_is_shown_as_lost(
    web: httpx.Client, product: Product, new_number: Number
) -> None:
    product.status = 503
    try:
        answer = web.post("/api/reply", json={"from": new_number(), "body": "DAFTAR"}).json()
    finally:
        product.status = 200
    assert product.next()["Body"] == "DAFTAR"
    assert (answer["delivered"], answer["status"]) == (False, 503)
    assert "tidak sampai" in web.get("/").text


def test_stop_is_swallowed_and_nothing_more_can_be_sent_until_start(
    client: Client, web: httpx.Client, product: Product, new_number: Number
) -> None:
    number = new_number()
    assert web.post("/api/reply", json={"from": number, "body": "stop"}).json()["swallowed"]
    with pytest.raises(TwilioRestException) as refused:
        asked(client, number)
    assert refused.value.code == 21610
    web.post("/api/reply", json={"from": number, "body": "START"})
    asked(client, number)
    assert product.posts.empty()


def test_the_page_shows_the_text_with_quick_answers_under_the_newest_question(
    client: Client, web: httpx.Client, new_number: Number
) -> None:
    number = new_number()
    asked(client, number)
    asked(client, number)
    card = web.get("/").text.split(f'id="h-{number}"')[1].split("</article>")[0]
    assert card.count(f'value="TERIMA {CODE}"') == 1
    assert f'value="TOLAK 2 {CODE}"' in card
    assert '<span class="badge" aria-label="2 ' in card


def test_a_button_of_the_page_posts_its_answer_and_marks_the_card_read(
    client: Client, web: httpx.Client, product: Product, new_number: Number
) -> None:
    number = new_number()
    asked(client, number)
    answer = web.post(f"/handsets/{number}/reply", data={"body": f"TERIMA {CODE}"})
    assert (answer.status_code, product.next()["Body"]) == (303, f"TERIMA {CODE}")
    rows = {row["address"]: row for row in web.get("/api/handsets").json()["handsets"]}
    assert (rows[number]["unread"], rows[number]["messages"]) == (0, 2)


def test_looking_at_a_handset_marks_it_read(
    client: Client, web: httpx.Client, simulator: Running, new_number: Number
) -> None:
    number = new_number()
    asked(client, number)
    web.post(f"/handsets/{number}/seen")
    assert simulator.book.unread(number) == 0


def test_markup_in_a_text_is_shown_and_not_run(client: Client, web: httpx.Client, new_number: Number) -> None:
    client.messages.create(to=new_number(), from_=SENDER, body="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in web.get("/").text
    assert "<script>alert(1)" not in web.get("/").text


def test_the_page_is_sent_again_only_if_something_changed() -> None:
    with running(Config(SID, TOKEN, SENDER, receipt_delay_seconds=None)) as quiet:
        cards = f"{quiet.url}/cards"
        assert calling.get(cards, params={"since": quiet.book.version}).status_code == 204
        quiet.book.opt("+6281", out=True)
        assert calling.get(cards, params={"since": 0}).status_code == 200


def test_messages_are_listed_for_scripts_in_the_order_they_came(
    client: Client, web: httpx.Client, new_number: Number
) -> None:
    number = new_number()
    asked(client, number)
    web.post("/api/reply", json={"from": number, "body": "stop"})
    rows = web.get("/api/messages", params={"to": number}).json()["messages"]
    assert [row["direction"] for row in rows] == ["outbound", "inbound"]
    assert rows[0]["requests"] == 1


@pytest.mark.parametrize("body", ["", "x" * 1601])
def test_an_empty_or_endless_answer_is_refused(web: httpx.Client, new_number: Number, body: str) -> None:
    assert web.post("/api/reply", json={"from": new_number(), "body": body}).status_code == 422


def test_a_mail_address_cannot_answer(web: httpx.Client) -> None:
    assert web.post("/api/reply", json={"from": "a@dinsos.example", "body": "TERIMA"}).status_code == 422
