"""What a teacher meets after `quizengine teach`, in a real browser."""

from __future__ import annotations

import json

import lab as steps
import psutil
import pytest
from lab import PANEL, RUN, Lab, open_notebook, open_page, open_start, run_all, run_axe, wait_idle
from playwright.sync_api import Page, Route, WebSocketRoute

LESSON = "ados/03-masquer-bloquer-signaler.ipynb"
WIDGET = f"{PANEL} .qe-root"


def close_tab(page: Page) -> None:
    """Close the open lesson; the start page is there again."""
    close = page.locator(".lm-TabBar-tab.lm-mod-current .lm-TabBar-tabCloseIcon")
    close.filter(visible=True).first.click()
    page.get_by_role("heading", name="Accueil").wait_for()


def kernels(lab: Lab) -> set[psutil.Process]:
    """Return the kernels that a kit runs."""
    state = str(lab.folder.parent / "state")
    return {
        one
        for one in psutil.process_iter(["cmdline"])
        if "ipykernel_launcher" in (line := " ".join(one.info["cmdline"] or ())) and state in line
    }


def hold_end(route: Route, held: list[Route]) -> None:
    """Hold back what ends a session, as a slow machine does."""
    if route.request.method == "DELETE":
        held.append(route)
    else:
        route.continue_()


@pytest.fixture(scope="module")
def first_visit(browser, lab):
    """The start page as it is after the very first start."""
    page, watch = open_page(browser)
    open_start(page, lab)
    yield page, watch
    page.close()


@pytest.fixture(scope="module")
def impatient_visit(browser, lab):
    """A lesson whose button was clicked as soon as it could be seen."""
    page, _ = open_page(browser)
    page.goto(lab.url(LESSON))
    page.locator(PANEL).locator(RUN).first.click()
    wait_idle(page)
    yield page
    page.close()


@pytest.fixture
def page(browser):
    page, _ = open_page(browser)
    yield page
    page.close()


def test_the_start_page_opens_in_french(first_visit):
    page, _ = first_visit
    assert page.locator(f"{PANEL} h1").inner_text() == "Accueil"
    assert "Fichier" in page.locator("#jp-menu-panel").inner_text()
    assert page.evaluate("document.documentElement.lang") == "fr-FR"


def test_nothing_asks_anything(first_visit):
    page, _ = first_visit
    assert steps.dialogs(page) == []


def test_the_start_page_runs_by_itself(first_visit):
    page, _ = first_visit
    page.locator(WIDGET).first.wait_for()


def test_the_start_page_has_no_accessibility_fault(first_visit):
    page, _ = first_visit
    assert run_axe(page) == []


def test_a_link_opens_a_lesson_that_runs_by_itself(first_visit):
    page, watch = first_visit
    page.locator(f'{PANEL} a[href*="03-"]').first.click()
    page.get_by_role("heading", name="Masquer, bloquer, signaler").first.wait_for()
    page.locator(WIDGET).nth(5).wait_for()
    wait_idle(page)
    assert steps.dialogs(page) == []
    assert watch.errors == []
    assert watch.strangers == []


def test_no_code_shows_and_the_button_is_large(first_visit):
    page, _ = first_visit
    panel = page.locator(PANEL)
    assert panel.locator(".jp-CodeCell .jp-Cell-inputWrapper").filter(visible=True).count() == 0
    assert panel.locator(".qe-tag-paper-only").filter(visible=True).count() == 0
    assert panel.locator(RUN).first.bounding_box()["height"] >= 44


def test_a_lesson_closed_and_opened_again_starts_afresh(browser, lab):
    page, watch = open_page(browser)
    open_start(page, lab)
    for _ in range(2):
        page.locator(f'{PANEL} a[href*="03-"]').first.click()
        page.get_by_role("heading", name="Masquer, bloquer, signaler").first.wait_for()
        page.locator(WIDGET).nth(5).wait_for()
        wait_idle(page)
        close_tab(page)
    assert watch.errors == []
    page.close()


def test_a_lesson_opened_again_while_its_kernel_is_still_ending_gets_a_new_one(page, lab):
    held: list[Route] = []
    page.route("**/api/sessions/*", lambda route: hold_end(route, held))
    open_start(page, lab)
    page.locator(f'{PANEL} a[href*="03-"]').first.click()
    page.locator(WIDGET).nth(5).wait_for()
    wait_idle(page)
    close_tab(page)
    with page.expect_websocket():  # to the kernel that is ending
        page.locator(f'{PANEL} a[href*="03-"]').first.click()
    assert held
    page.wait_for_timeout(2_000)
    assert page.locator(WIDGET).count() == 0
    held[0].continue_()
    page.locator(WIDGET).nth(5).wait_for()
    wait_idle(page)


def test_a_kernel_whose_first_connection_is_silent_is_called_again(page, lab):
    sockets: list[WebSocketRoute] = []

    def swallow(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        if len(sockets) > 1:
            socket.connect_to_server()

    page.route_web_socket("**/api/kernels/*/channels*", swallow)
    page.goto(lab.url("ados/02-permis-pas-permis.ipynb"))
    page.locator(WIDGET).nth(3).wait_for()
    assert len(sockets) == 2


def test_a_lesson_whose_kernel_dies_while_it_starts_runs_with_the_next_one(page, lab):
    before = kernels(lab)
    with page.expect_websocket(lambda socket: "/channels" in socket.url) as socket:
        page.goto(lab.url("ados/05-se-proteger.ipynb"))
    socket.value.wait_for_event("framesent", lambda frame: b"execute_request" in frame)
    for kernel in kernels(lab) - before:
        kernel.kill()
    page.locator(WIDGET).nth(3).wait_for()
    wait_idle(page)


def test_a_click_before_the_kernel_is_ready_is_not_lost(impatient_visit):
    impatient_visit.locator(WIDGET).nth(5).wait_for()
    assert steps.dialogs(impatient_visit) == []


def test_one_click_starts_the_lesson_afresh(impatient_visit):
    page = impatient_visit
    page.locator(WIDGET).first.evaluate("element => element.classList.add('old')")
    run_all(page)
    page.locator(WIDGET).nth(5).wait_for()
    assert page.locator(f"{WIDGET}.old").count() == 0


def test_a_reload_keeps_what_the_kernel_holds(impatient_visit, lab):
    before = executions(lab)
    impatient_visit.reload()
    wait_idle(impatient_visit)
    impatient_visit.locator(WIDGET).nth(5).wait_for()
    assert executions(lab) == before


def test_a_lesson_from_elsewhere_does_not_run_by_itself(page, lab):
    notebook = json.loads((lab.folder / LESSON).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"], cell["outputs"] = "print('from elsewhere')", []
    (lab.folder / "elsewhere.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    open_notebook(page, lab, "elsewhere.ipynb")
    assert page.locator(f"{PANEL} .jp-OutputArea-output").count() == 0
    page.locator(PANEL).locator(RUN).click()
    page.locator(".jp-Dialog").wait_for()


def test_a_notebook_of_the_teachers_own_keeps_its_looks(page, lab):
    cell = {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "# Mine"}
    own = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    own["metadata"] = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    (lab.folder / "mine.ipynb").write_text(json.dumps(own), encoding="utf-8")
    page.goto(lab.url("mine.ipynb"))
    page.locator(f"{PANEL}:not(.qe-lesson)").get_by_role("heading", name="Mine").wait_for()


def test_the_kit_speaks_english_when_asked(browser, english_lab):
    page, watch = open_page(browser, width=1920, height=1080)
    open_start(page, english_lab)
    assert page.locator(f"{PANEL} h1").inner_text() == "Start here"
    assert "File" in page.locator("#jp-menu-panel").inner_text()
    page.locator(f'{PANEL} a[href*="03-"]').first.click()
    page.get_by_role("heading", name="Mute, block, report").first.wait_for()
    page.locator(WIDGET).nth(5).wait_for()
    wait_idle(page)
    assert steps.dialogs(page) == []
    assert watch.errors == []
    assert watch.strangers == []
    page.close()


def executions(lab) -> list[int | None]:
    """Return the run counters that the open lesson has on disk."""
    cells = json.loads((lab.folder / LESSON).read_text(encoding="utf-8"))["cells"]
    return [cell.get("execution_count") for cell in cells if cell["cell_type"] == "code"]
