"""The tour's third walk: a silent referral answered behind its link, and another one by telephone."""

import re
from collections.abc import Iterator

from tests.instance.product import until
from tests.instance.tour import Step
from tests.instance.tour_reaching import Reaching
from tests.web.test_link_process import Person

LINK = re.compile(r"(https?://\S+)/t/([A-Za-z0-9_-]{22})")
DIGITS = re.compile(r"\b\d{6}\b")
PIN = "274913"


class Answering(Reaching):
    """Walks an instance with a case of its own: one referral is answered on a page, one by a call."""

    def walk(self) -> Iterator[Step]:
        """Every step, done for real."""
        self._planned()
        yield from self._by_link()
        yield from self._by_telephone()

    def _by_link(self) -> Iterator[Step]:
        """The link of a reminder: a code to the known number, a PIN of their own, and one tap."""
        task, step = self._refer("A referral that is answered by its link", "DUKCAPIL", "ADMINDUK")
        yield step
        number = self._product.address(task["holder"])
        until(lambda: any(task["code"] in text and LINK.search(text) for text in self._product.handset(number)))
        text = [text for text in self._product.handset(number) if task["code"] in text and LINK.search(text)][-1]
        found = LINK.search(text)
        assert found
        yield Step("What the handset shows", "(nothing)", text.replace(found[2], "…"))
        person = Person(found[1], found[2])
        person.press("Kirim kode", tail=number[-4:])
        until(lambda: bool(self._codes(number)))
        person.press("Simpan PIN dan masuk", code=self._codes(number)[-1], pin=PIN, again=PIN)
        page = person.press("Terima")
        person.http.close()
        assert "tercatat" in page.text or "sedang diantar" in page.text
        self._moved(task["n"], "DITERIMA")
        assert self._any(task["n"])["seen"]
        said = self._product.run("messages", task["code"]).stdout
        yield Step(f"{task['holder']} presses Terima behind the link", "Terima", said.strip())

    def _codes(self, number: str) -> list[str]:
        return [
            code for text in self._product.handset(number) if "kode" in text.lower() for code in DIGITS.findall(text)
        ]

    def _by_telephone(self) -> Iterator[Step]:
        """Nobody answers; the call is on the desk's list, and what was said is written down."""
        task, step = self._refer("A referral that is answered by telephone", "DINSOS", "REHSOS")
        yield step
        until(lambda: bool(self._items(task["code"])), 60)
        yield self._type("The desk's list", "calls")
        item = self._items(task["code"])[0]
        done = ("calls", "--done", str(item), "--answer", "TERIMA", "--by", "PD-01")
        yield self._type(f"{task['holder']} accepts on the telephone", *done)
        self._moved(task["n"], "DITERIMA")
        yield self._type("Proof of notice of a call", "notice", task["code"])

    def _items(self, code: str) -> list[int]:
        return [each["id"] for each in self._product.json("calls")["items"] if each["task"] == code]
