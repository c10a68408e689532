"""The desk's list in a real browser: it is readable, names nobody by default, and Enter answers for nobody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from policy.words import State
from tests.patience import until
from tests.web.chromium import DESKTOP, HIGH, PHONE, Scene, Task, chromium, device, staged
from tests.web.room import KEY, PIN
from tests.web.test_phone import WIDER_THAN_SHOWN


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def scene(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    assert browser.is_connected()  # first: without a browser nothing is started
    with staged(tmp_path_factory.mktemp("meja")) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with device(browser) as found:
        yield found


@pytest.fixture
def asked(scene: Scene, page: Page) -> Task:
    """Somebody has asked for help, and the desk has opened its list at their line."""
    scene.with_pin()
    task = scene.refer()
    page.goto(task.link)
    page.fill("#pin", PIN)
    page.click("button >> nth=0")
    page.get_by_role("button", name="Minta bantuan").click()
    page.goto(f"{scene.base}/meja/panggilan?kunci={KEY}")
    until(lambda: task.now().code in page.goto(f"{scene.base}/meja/panggilan").text(), 60)  # type: ignore[union-attr]
    return task


def test_the_list_is_readable_on_a_phone_and_a_desktop(asked: Task, page: Page) -> None:
    assert asked.now().state is State.REQUESTED
    for width in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": HIGH})
        assert not page.evaluate(WIDER_THAN_SHOWN), width


def line_of(asked: Task, page: Page) -> Locator:
    return page.locator("section", has_text=f"tugas {asked.now().code}").first


def test_enter_in_a_field_answers_for_nobody_even_with_a_writer_named(asked: Task, page: Page) -> None:
    line, before = line_of(asked, page), asked.scene.room.everything()
    line.locator("select[name=oleh]").select_option("PD-01")
    line.locator("input[name=catatan]").fill("dicatat")
    line.locator("input[name=catatan]").press("Enter")
    page.goto(f"{asked.scene.base}/meja/panggilan")
    assert asked.scene.room.everything() == before


def test_without_a_writer_named_no_button_stores_anything(asked: Task, page: Page) -> None:
    before = asked.scene.room.everything()
    line_of(asked, page).get_by_role("button", name="TERIMA").click()
    page.goto(f"{asked.scene.base}/meja/panggilan")
    assert asked.scene.room.everything() == before


def test_with_a_writer_named_the_answer_reaches_the_case(asked: Task, page: Page) -> None:
    line = line_of(asked, page)
    line.locator("select[name=oleh]").select_option("PD-01")
    line.get_by_role("button", name="TERIMA").click()
    until(lambda: asked.now().state is State.ACCEPTED, 60)
