"""A real browser at the real web process: who only looks changes nothing, who answers needs two taps and no script."""

import random
from collections.abc import Iterator
from itertools import cycle, islice

import httpx
import pytest
from playwright.sync_api import Browser, Page

from policy.words import State
from tests.patience import until
from tests.web.chromium import DESKTOP, HIGH, PHONE, Scene, Task, chromium, device, staged
from tests.web.room import PIN
from tests.web.walk import every_page
from web.links.show import FOLDER

LARGEST = 20_000
THUMB = 44
"""CSS pixels that a finger hits without care."""
WITH_SCRIPT = WITHOUT_SCRIPT = 50
BY_HTTP = 900
PATHS = ("", "?l=en", "?p=tolak", "?p=terima&verb=TERIMA", "/kode", "/rincian", "/tugas", "/tanda?i=1", "?k=abc")
WIDER_THAN_SHOWN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
HEIGHTS = "all => all.map(each => each.getBoundingClientRect().height)"
SIZES = "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def scene(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    assert browser.is_connected()  # first: without a browser nothing is started
    with staged(tmp_path_factory.mktemp("web")) as found:
        yield found


class Thumb:
    """A thumb on a phone of 360 pixels without script; its taps are counted from the opening of a link."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def open(self, task: Task) -> None:
        self.page.goto(task.link)
        self.taps = 0

    def tap(self, words: str) -> None:
        named = self.page.get_by_role("button", name=words, exact=True)
        named.or_(self.page.get_by_role("link", name=words, exact=True)).click()
        self.taps += 1

    def enter(self) -> None:
        self.page.fill("#pin", PIN)
        self.tap("Masuk")

    @property
    def text(self) -> str:
        """What is read, once the answer has come through: on a busy machine the page says so first."""
        until(lambda: "sedang diantar" not in self._again(), 60)
        return self.page.inner_text("body")

    def _again(self) -> str:
        if "sedang diantar" in self.page.inner_text("body"):
            self.page.get_by_role("link", name="Lihat lagi").click()
        return self.page.inner_text("body")


@pytest.fixture
def thumb(browser: Browser, scene: Scene) -> Iterator[Thumb]:
    scene.with_pin()
    with device(browser) as page:
        yield Thumb(page)


def links_of(base: str, page: Page) -> list[str]:
    found = [str(each.get_attribute("href")) for each in page.query_selector_all("a[href], link[href]")]
    return [base + each for each in found if each.startswith("/")]


def looked(browser: Browser, task: Task, visits: int, *, script: bool) -> list[str]:
    """So many addresses opened: the link's own, and every link on every page that is shown; which they were."""
    opened: list[str] = []
    waiting = [task.link + path for path in PATHS]
    with device(browser, script=script) as page:
        for address in islice(cycle(waiting), visits):
            page.goto(address)
            opened.append(address)
            waiting += [each for each in links_of(task.scene.base, page) if each not in waiting]
    return opened


def test_100_visits_with_chromium_half_with_script_and_900_by_get_and_head_change_no_row(
    browser: Browser, scene: Scene
) -> None:
    scene.with_pin()
    task = scene.refer()
    before = scene.room.everything()
    opened = looked(browser, task, WITH_SCRIPT, script=True) + looked(browser, task, WITHOUT_SCRIPT, script=False)
    assert len(opened) == WITH_SCRIPT + WITHOUT_SCRIPT
    addresses, chance = sorted(set(opened)), random.Random(5)  # noqa: S311 - repeatable, not secret
    assert len(addresses) > len(PATHS)
    with httpx.Client(timeout=60) as http:
        answers = [http.request(chance.choice(["GET", "HEAD"]), chance.choice(addresses)) for _ in range(BY_HTTP)]
    assert {answer.status_code for answer in answers} <= {200, 303, 410, 404}
    assert scene.room.everything() == before
    assert task.now().state is State.REQUESTED


def test_the_same_comparison_sees_a_person_who_types_their_pin(scene: Scene, thumb: Thumb) -> None:
    task = scene.refer()
    before = scene.room.everything()
    thumb.open(task)
    assert scene.room.everything() == before
    thumb.enter()
    after = scene.room.everything()
    assert {name for name, rows in after.items() if rows != before[name]} >= {"device", "outbox"}
    assert task.now().state is State.REQUESTED


def test_a_link_is_accepted_in_two_taps_the_receipt_says_what_comes_and_undo_works(scene: Scene, thumb: Thumb) -> None:
    task = scene.refer()
    thumb.open(task)
    thumb.enter()
    thumb.tap("Terima")
    assert thumb.taps == 2
    assert "Jawaban Anda tercatat" in thumb.text
    assert "APA YANG TERJADI BERIKUTNYA" in thumb.text.upper()
    assert "Hasilnya ditunggu sampai" in thumb.text
    assert task.now().state is State.ACCEPTED
    thumb.tap("Batalkan penerimaan")
    assert "Penerimaan dibatalkan" in thumb.text
    assert task.now().state is State.REQUESTED


@pytest.mark.parametrize(
    "before, taps, next_, state",
    [
        ((), ("Tolak", "kapasitas penuh"), "memilih instansi lain", State.REJECTED),
        ((), ("Mulai dikerjakan",), "sedang mengerjakannya", State.IN_PROGRESS),
        ((), ("Tunda", "1 hari"), "ditunda sampai", State.ON_HOLD),
        (("Terima",), ("Selesai", "terlayani"), "memastikan hasilnya", State.COMPLETED),
        ((), ("Minta bantuan",), "Meja unit menelepon Anda", State.REQUESTED),
    ],
    ids=["refuse with a reason", "begin", "postpone with a day", "finish with an outcome", "ask for help"],
)
def test_a_remembered_device_answers_in_at_most_two_taps(
    scene: Scene, thumb: Thumb, before: tuple[str, ...], taps: tuple[str, ...], next_: str, state: State
) -> None:
    task = scene.refer()
    thumb.open(task)
    thumb.enter()
    for words in before:
        thumb.tap(words)
        assert "tercatat" in thumb.text
    thumb.open(task)
    for words in taps:
        thumb.tap(words)
    assert thumb.taps <= 2
    assert next_ in thumb.text
    assert task.now().state is state


def test_every_page_is_small_needs_no_script_and_is_readable_on_a_phone_and_a_desktop(
    browser: Browser, scene: Scene
) -> None:
    style = (FOLDER / "style.css").stat().st_size
    fetched: set[str] = set()
    with device(browser) as page:
        page.on("request", lambda request: fetched.add(request.resource_type))
        names = []
        for name in every_page(scene, page):
            names.append(name)
            assert len(page.content().encode()) + style <= LARGEST, name
            assert "<script" not in page.content(), name
            for width in (DESKTOP, PHONE):
                page.set_viewport_size({"width": width, "height": HIGH})
                assert not page.evaluate(WIDER_THAN_SHOWN), (name, width)
            assert min(page.eval_on_selector_all("button, .button", HEIGHTS), default=THUMB) >= THUMB, name
            assert min(page.eval_on_selector_all("p, button, a, label, h1", SIZES)) >= 15, name
    assert len(names) == len(set(names)) == 20
    assert fetched == {"document", "stylesheet"}
