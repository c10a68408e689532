"""The newcomer's tour, step by step: the test walks it, and `python -m scripts.tour` writes it to docs/tour.md."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.instance.product import Product, until


@dataclass(frozen=True)
class Step:
    """One thing the newcomer does, and what they see."""

    title: str
    command: str
    seen: str


class Tour:
    """Walks an instance. `hour` seconds for an hour make the waiting short; the steps are those of a person."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._code = ""

    def walk(self) -> Iterator[Step]:
        """Every step, done for real."""
        yield self._report()
        yield self._take()
        yield from self._assess_and_plan()
        yield self._refer()
        yield from self._silence()
        yield from self._answers()
        yield from self._end()

    def _report(self) -> Step:
        words = ["report", "--type", "PENDIDIKAN", "--text", "Anak putus sekolah sejak Juli", *SAFE]
        found = self._product.json(*words)
        self._code = found["code"]
        return Step("A report is taken", f"rujukan {' '.join(_quoted(words))}", f"case {self._code}, {found['risk']}")

    def _take(self) -> Step:
        task = self._task("AMBIL_LAPORAN")
        number = self._product.address(task["holder"])
        text = self._last(task["holder"], task["code"])
        self._product.reply(number, f"TERIMA {task['code']}")
        until(lambda: self._case()["stage"] == "ASESMEN")
        return Step(f"{task['holder']} answers on a handset", f"TERIMA {task['code']}", text)

    def _assess_and_plan(self) -> Iterator[Step]:
        by = ("--by", self._case()["worker"])
        yield self._type("The assessment", "assess", self._code, "--risk", "sedang", *by)
        yield self._type("The plan", "plan", self._code, *by)

    def _refer(self) -> Step:
        by = ("--by", self._case()["worker"])
        consent = ("--consent", "ORANG_TUA", "--services-ok", "--sharing-ok")
        return self._type("A referral", "refer", self._code, "--to", "DINSOS", "--service", "BANSOS", *consent, *by)

    def _silence(self) -> Iterator[Step]:
        """Nobody answers: the ladder is climbed up to the manager."""
        task = self._task("RUJUKAN")
        for word, level in (("Pengingat", 1), ("atasan", 2), ("manajer", 3)):
            self._climbed(level)
            people = {1: "DINSOS-1", 2: "DINSOS-A", 3: "MJ-01"}
            text = self._last(people[level], word)
            yield Step(f"Silence: {word}", "(nothing)", text)
        yield self._type("What is stuck", "stuck")
        assert task["code"]

    def _answers(self) -> Iterator[Step]:
        task = self._task("RUJUKAN")
        number = self._product.address(task["holder"])
        for body, state in ((f"TERIMA {task['code']}", "DITERIMA"), (f"SELESAI A {task['code']}", "SELESAI")):
            self._product.reply(number, body)
            self._moved(task["n"], state)
            yield Step("The focal point answers", body, self._last(task["holder"], "Tercatat"))

    def _end(self) -> Iterator[Step]:
        by = ("--by", self._case()["worker"])
        served = next(task["code"] for task in self._case()["handovers"] if task["kind"] == "RUJUKAN")
        yield self._type("A visit: did the child get it?", "visit", self._code, "--got", f"{served}=ya", *by)
        yield self._type("Closure is proposed", "close", self._code, "--reason", "TUJUAN_TERCAPAI", *by)
        yield self._type("Somebody else approves", "approve", self._code, "--by", "SV-01")
        until(lambda: self._case()["stage"] == "TERMINASI")
        yield self._type("The whole story", "case", self._code)
        yield self._type("The laws hold", "verify")

    def _climbed(self, level: int) -> None:
        until(lambda: self._task("RUJUKAN")["level"] >= level, 60)

    def _moved(self, n: int, state: str) -> None:
        until(lambda: self._any(n)["state"] == state)

    def _type(self, title: str, *words: str) -> Step:
        done = self._product.run(*words)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return Step(title, f"rujukan {' '.join(_quoted(list(words)))}", done.stdout.strip())

    def _case(self) -> dict[str, Any]:
        return self._product.json("case", self._code)

    def _task(self, kind: str) -> dict[str, Any]:
        """The open hand-over of a kind, once the record has its code."""
        until(lambda: any(self._of(kind)))
        return next(self._of(kind))

    def _of(self, kind: str) -> Iterator[dict[str, Any]]:
        tasks = self._case()["handovers"]
        return (task for task in tasks if task["kind"] == kind and task["open"] and task["code"])

    def _any(self, n: int) -> dict[str, Any]:
        return next(task for task in self._case()["handovers"] if task["n"] == n)

    def _last(self, person: str, word: str) -> str:
        """The newest text on somebody's handset that holds a word, once it is there."""
        number = self._product.address(person)
        held: Callable[[], list[str]] = lambda: [t for t in self._product.handset(number) if word in t]  # noqa: E731
        until(lambda: bool(held()))
        return held()[-1]


SAFE = ("--safe", "ya", "--injured", "tidak", "--near", "tidak")


def typed(*words: str) -> str:
    """A command as a person types it."""
    return f"rujukan {' '.join(_quoted(list(words)))}"


def _quoted(words: list[str]) -> list[str]:
    return [f'"{word}"' if " " in word else word for word in words]
