"""Every page behind a link, one after the other, as a focal point comes to see them: tests and pictures use it."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.web.chromium import TAIL, Scene
from tests.web.room import PIN

SEVERAL_WRONG = 5


def every_page(scene: Scene, page: Page, language: str = "id") -> Iterator[str]:
    """The name of the page that the browser shows, page after page."""
    more = "" if language == "id" else f"?l={language}"
    yield from _first_time(scene, page, more)
    yield from _choices(scene, page, more)
    yield from _detail(scene, page)
    yield from _wrong(scene, page, more)


def _first_time(scene: Scene, page: Page, more: str) -> Iterator[str]:
    scene.without_pin()
    task = scene.refer()
    page.goto(task.link + more)
    yield "01-first-time"
    sent = len(scene.room.office.sent())
    page.fill("#tail", TAIL)
    page.click("button")
    yield "02-code"
    page.fill("#code", scene.code_after(sent))
    page.fill("#pin", PIN)
    page.fill("#again", PIN)
    page.click("button")
    yield "03-task"
    page.click("button.yes")
    yield "04-receipt"
    page.goto(task.link + more)
    yield "05-task-accepted"


def _choices(scene: Scene, page: Page, more: str) -> Iterator[str]:
    for number, choice in ((6, "tolak"), (8, "tunda"), (10, "selesai")):
        task = scene.refer()
        page.goto(task.link + more)
        if choice == "selesai":
            page.click("button.yes")
            page.goto(task.link + more)
        page.click(f"a[href*='p={choice}']")
        yield f"{number:02}-{choice}"
        page.click("button >> nth=0")
        yield f"{number + 1:02}-{choice}-receipt"
    task = scene.refer()
    page.goto(task.link + more)
    page.click("button.quiet")
    yield "12-help-receipt"
    page.click("a[href*='/tugas']")
    yield "13-tasks"


def _detail(scene: Scene, page: Page) -> Iterator[str]:
    page.click(".button >> nth=0")
    page.click("a[href*='/rincian']")
    yield "14-detail-asked"
    sent = len(scene.room.office.sent())
    page.click("button >> nth=0")
    yield "15-detail-code"
    page.fill("#code", scene.code_after(sent))
    page.click("button >> nth=0")
    yield "16-detail"


def _wrong(scene: Scene, page: Page, more: str) -> Iterator[str]:
    task = scene.refer()
    page.context.clear_cookies()
    page.goto(task.link + more)
    yield "17-pin"
    for number in range(SEVERAL_WRONG):
        page.fill("#pin", "918273")
        page.click("button >> nth=0")
        if number in {0, SEVERAL_WRONG - 1}:
            yield f"{18 if number == 0 else 19}-{'pin-wrong' if number == 0 else 'pin-locked'}"
    page.goto(f"{scene.base}/t/{'x' * 22}{more}")
    yield "20-no-such-link"
