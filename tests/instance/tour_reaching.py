"""The tour's second walk: a silent referral that is answered, one that is refused, one that reaches nobody."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.instance.product import Product, until
from tests.instance.tour import SAFE, Step, typed

CONSENT = ("--consent", "ORANG_TUA", "--services-ok", "--sharing-ok")
NUMBER_UNKNOWN = 21211


class Reaching:
    """Walks an instance with one case and three referrals; who answers, refuses and is not there is seen."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._code = ""
        self._by: tuple[str, str] = ("--by", "")

    def walk(self) -> Iterator[Step]:
        """Every step, done for real."""
        self._planned()
        yield from self._silent_then_whatsapp()
        yield from self._refused()
        yield from self._unreachable()

    def _planned(self) -> None:
        """A case of its own, taken, assessed and planned."""
        self._code = self._product.json("report", "--type", "KESOS", *SAFE)["code"]
        task = self._task("AMBIL_LAPORAN")
        self._by = ("--by", task["holder"])
        self._run("answer", task["code"], "TERIMA", *self._by)
        self._task("ASESMEN")
        self._run("assess", self._code, "--risk", "sedang", *self._by)
        self._task("RENCANA")
        self._run("plan", self._code, *self._by)

    def _silent_then_whatsapp(self) -> Iterator[Step]:
        """Nobody answers until the superior has been told; then a WhatsApp comes."""
        task, step = self._refer("A second case: a referral", "DINSOS", "BANSOS")
        yield step
        yield Step("Silence, and the superior is told", "(nothing)", self._said("to_superior"))
        body = f"TERIMA {task['code']}"
        self._product.reply(self._product.address(task["holder"]), body, "WHATSAPP")
        self._moved(task["n"], "DITERIMA")
        yield Step(f"{task['holder']} answers by WhatsApp", body, self._said("reply_ok"))
        yield self._type("Proof of notice", "notice", task["code"])

    def _refused(self) -> Iterator[Step]:
        """A refusal is back with the case worker at once, with the agencies that can take it."""
        task, step = self._refer("A referral that will be refused", "LPA", "KONSULTASI")
        yield step
        body = f"TOLAK 2 {task['code']}"
        self._product.reply(self._product.address(task["holder"]), body)
        self._moved(task["n"], "DITOLAK")
        yield Step(f"{task['holder']} refuses: no capacity", body, self._said("refused"))
        again = self._task("RUJUK_ULANG")
        assert again["holder"] == self._by[1]
        words = ("--to", "UPTD-PPA", "--service", "KONSULTASI", "--instead-of", again["code"])
        yield self._type("It is referred to somebody else", "refer", self._code, *words, *CONSENT, *self._by)

    def _unreachable(self) -> Iterator[Step]:
        """The number does not exist and nobody is on WhatsApp: the next channel, then somebody else is told."""
        holder = "DISDIK-1"
        self._product.fault(self._product.address(holder), NUMBER_UNKNOWN, times=99)
        task, step = self._refer("A referral to a number that does not exist", "DISDIK", "SEKOLAH")
        assert task["holder"] == holder
        yield step
        until(lambda: "PESAN_GAGAL" in [event["type"] for event in self._case()["events"]], 60)
        until(lambda: self._any(task["n"])["message"] in {"FAILED", "AT_DESK"})
        yield self._type("Both channels were tried", "messages", task["code"])
        yield Step("Somebody else is told at once", "(nothing)", self._said("message_failed"))
        found = self._type("What is stuck says so", "stuck")
        assert "gagal" in found.seen
        yield found
        called = self._type("The desk telephones", "calls")
        assert task["code"] in called.seen
        yield called
        yield self._type("The laws hold here too", "verify")

    def _refer(self, title: str, to: str, service: str) -> tuple[dict[str, Any], Step]:
        """A referral and its hand-over, once the record has it."""
        known = {task["n"] for task in self._case()["handovers"]}
        step = self._type(title, "refer", self._code, "--to", to, "--service", service, *CONSENT, *self._by)
        new: Callable[[], list[dict[str, Any]]] = lambda: [  # noqa: E731 - asked again and again
            task
            for task in self._case()["handovers"]
            if task["n"] not in known and task["kind"] == "RUJUKAN" and task["code"]
        ]
        until(lambda: bool(new()))
        return new()[0], step

    def _said(self, template: str) -> str:
        """The newest text of a template in this case, once it has left."""
        until(lambda: bool(self._texts(self._case(), template)), 60)
        return self._texts(self._case(), template)[-1]

    @staticmethod
    def _texts(case: dict[str, Any], template: str) -> list[str]:
        left = ("ACCEPTED", "DELIVERED")
        return [m["text"] for m in case["messages"] if m["template"] == template and m["state"] in left]

    def _moved(self, n: int, state: str) -> None:
        until(lambda: self._any(n)["state"] == state)

    def _any(self, n: int) -> dict[str, Any]:
        return next(task for task in self._case()["handovers"] if task["n"] == n)

    def _task(self, kind: str) -> dict[str, Any]:
        """The open hand-over of a kind, once the record has its code."""
        held: Callable[[], list[dict[str, Any]]] = lambda: [  # noqa: E731 - asked again and again
            task for task in self._case()["handovers"] if task["kind"] == kind and task["open"] and task["code"]
        ]
        until(lambda: bool(held()))
        return held()[0]

    def _case(self) -> dict[str, Any]:
        """The case; before its report is delivered it has no hand-over."""
        return self._product.json("case", self._code)

    def _run(self, *words: str) -> None:
        done = self._product.run(*words)
        assert done.returncode in {0, 3}, (words, done.stdout, done.stderr)

    def _type(self, title: str, *words: str) -> Step:
        done = self._product.run(*words)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return Step(title, typed(*words), done.stdout.strip())
