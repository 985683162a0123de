"""The page in a real browser: what a person does with it, and that nothing from hostile notes runs."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from noteport.testing import AWKWARD, export
from playwright.sync_api import Browser, Locator, Page, Route, expect, sync_playwright

from noteport_studypage import StudyPageExporter

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium was found; CHROMIUM may name one")

NOTES = {
    "bread/dough.md": """---
title: Dough
videoId: dQw4w9WgXcQ
---
## Yeast
Yeast turns **sugar** into carbon dioxide [00:01:05]. It sleeps below 4 °C [00:02:10].

## Salt
Salt slows the yeast down [00:03:00]. A café adds 2 % [00:03:30].
""",
    "bread/oven.md": """---
title: Oven
url: https://vimeo.com/76979871
---
Steam keeps the crust soft [00:00:30].
""",
}

# Replaces the sites' players: it says that it is ready when it is asked, and records its messages.
PLAYER = """<!DOCTYPE html><title>player</title><script>
window.heard = [];
window.addEventListener("message", (event) => {
  const message = JSON.parse(event.data);
  window.heard.push(message);
  if (message.event === "listening") event.source.postMessage(JSON.stringify({event: "onReady"}), "*");
});
</script>"""
REFUSING = PLAYER.replace("onReady", "onError")
# Runs before the page's own scripts, and so hears each message of the player no later than they do.
LISTENER = "window.told = []; window.addEventListener('message', (event) => window.told.push(String(event.data)));"

expect.set_options(timeout=60_000)  # a busy machine may take long, and no wait is longer than needed


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Tests run as root in containers, where Chromium's sandbox does not work; the tests do not depend on it.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Opened:
    """An open page, and everything that it did."""

    def __init__(self, browser: Browser, file: Path, *, player: str = PLAYER, width: int = 1200) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme="light")
        # Nothing is sent to the network.
        context.route(re.compile("^https?:"), lambda route: self._answer(route, player))
        context.add_init_script(LISTENER)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(60_000)
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.errors.append(dialog.message), dialog.dismiss()))
        self.page.goto(file.as_uri())

    def _answer(self, route: Route, player: str) -> None:
        self.requests.append(route.request.url)
        route.fulfill(body=player, content_type="text/html")

    def shown(self) -> list[str]:
        return [one.strip() for one in self.page.locator(".claim:visible .said").all_inner_texts()]

    def claim(self, words: str) -> Locator:
        return self.page.locator(".claim", has_text=words)


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Opened:
    return Opened(browser, export(StudyPageExporter(), NOTES, tmp_path))


def test_nothing_is_fetched_and_no_error_is_reported_when_it_opens(opened: Opened) -> None:
    expect(opened.page.locator("#count")).to_have_text("5 claims")
    assert opened.requests == []
    assert opened.errors == []


def test_a_click_on_a_claim_plays_its_second_and_the_next_one_jumps(opened: Opened) -> None:
    opened.claim("Yeast turns").locator(".said").click()
    player = opened.page.frame_locator("#stage iframe")
    expect(player.locator("title")).to_be_attached()
    [address] = opened.requests
    assert address.startswith("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?")
    assert address.endswith("&start=65")
    frame = opened.page.frames[1]
    opened.page.wait_for_function("window.told.some((message) => message.includes('onReady'))")
    opened.claim("Salt slows").locator("a.time").click()
    frame.wait_for_function("window.heard.some((message) => message.func === 'seekTo' && message.args[0] === 180)")
    assert len(opened.requests) == 1
    assert len(opened.page.context.pages) == 1
    expect(opened.page.locator("#now-link")).to_have_text("03:00 · Dough")
    expect(opened.page.locator("#now-link")).to_have_attribute(
        "href", "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=180s"
    )


def test_a_claim_of_another_video_gets_that_videos_player(opened: Opened) -> None:
    opened.claim("Yeast turns").click()
    opened.claim("Steam keeps").click()
    expect(opened.page.locator("#stage iframe")).to_have_count(1)
    opened.page.wait_for_function("document.querySelector('#stage iframe').src.includes('vimeo')")
    assert opened.requests[-1].startswith("https://player.vimeo.com/video/76979871?")
    assert opened.errors == []


def test_a_player_that_refuses_is_told_of_and_the_link_remains(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, export(StudyPageExporter(), NOTES, tmp_path), player=REFUSING)
    opened.claim("Yeast turns").click()
    expect(opened.page.locator("#trouble")).to_contain_text("The player does not answer")
    expect(opened.page.locator("#now-link")).to_be_visible()


def test_a_click_with_ctrl_opens_the_video_in_a_tab(opened: Opened) -> None:
    with opened.page.context.expect_page() as tab:
        opened.claim("Yeast turns").locator("a.time").click(modifiers=["Control"])
    assert tab.value != opened.page
    expect(opened.page.locator("#stage iframe")).to_have_count(0)


def test_search_takes_all_words_in_any_case_and_without_accents(opened: Opened) -> None:
    opened.page.fill("#search", "CAFE adds")
    assert opened.shown() == ["A café adds 2 %."]
    expect(opened.page.locator("#count")).to_have_text("1 of 5 claims")
    expect(opened.page.locator("h2:visible")).to_have_text("Dough")
    opened.page.fill("#search", "nothing of the kind")
    expect(opened.page.locator("#none")).to_be_visible()
    opened.page.keyboard.press("Escape")
    expect(opened.page.locator("#count")).to_have_text("5 claims")


def test_a_section_can_be_chosen(opened: Opened) -> None:
    opened.page.select_option("#filter", label="Salt")
    assert opened.shown() == ["Salt slows the yeast down.", "A café adds 2 %."]
    opened.page.select_option("#filter", label="Oven")
    assert opened.shown() == ["Steam keeps the crust soft."]
    opened.page.select_option("#filter", label="All sections")
    assert len(opened.shown()) == 5


def test_everything_can_be_done_by_keys(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("yeast")
    page.keyboard.press("Enter")
    page.keyboard.press("j")
    page.keyboard.press("j")
    focused = "document.activeElement.textContent"
    assert "Salt slows" in page.evaluate(focused)
    page.keyboard.press("k")
    assert "Yeast turns" in page.evaluate(focused)
    page.keyboard.press("Enter")
    expect(page.locator("#stage iframe")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()


def test_answers_are_hidden_until_they_are_asked_for(opened: Opened) -> None:
    page, gap = opened.page, opened.claim("carbon dioxide").locator(".gap").first
    transparent = "rgba(0, 0, 0, 0)"
    assert gap.evaluate("one => getComputedStyle(one).color") != transparent
    page.keyboard.press("a")
    assert gap.evaluate("one => getComputedStyle(one).color") == transparent
    expect(gap).to_have_attribute("role", "button")
    gap.click()
    assert gap.evaluate("one => getComputedStyle(one).color") != transparent
    expect(page.locator("#stage iframe")).to_have_count(0)
    page.click("#quiz")
    expect(page.locator(".gap[role]")).to_have_count(0)


def test_light_and_dark_follow_the_system_until_one_is_chosen(opened: Opened) -> None:
    page = opened.page
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(paper)
    assert light != dark
    page.click("#theme")
    page.click("#theme")
    expect(page.locator("#theme")).to_have_text("Light")
    assert page.evaluate(paper) == light


def test_it_fits_a_phone(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, export(StudyPageExporter(), AWKWARD, tmp_path), width=360)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_folder_of_pages_leads_to_each(browser: Browser, tmp_path: Path) -> None:
    folder = export(StudyPageExporter(), NOTES, tmp_path, name="pages")
    opened = Opened(browser, folder / "index.html")
    opened.page.get_by_role("link", name="Oven").click()
    assert opened.shown() == ["Steam keeps the crust soft."]
    assert opened.errors == []


HOSTILE = {
    "x/title.md": "---\ntitle: </title><script>alert('title')</script>\nvideoId: dQw4w9WgXcQ\n---\n"
    "# <img src=x onerror=alert('heading')>\nA fact [00:00:01].\n",
    "x/text.md": "---\nvideoId: dQw4w9WgXcQ\nlang: en\" onclick=\"alert('lang')\n---\n"
    "<script>alert('script')</script> and <img src=x onerror=alert('img')> [00:00:02].\n\n"
    "* **<svg onload=alert('svg')>**: [click](javascript:alert('link')), `</script><script>alert('c')` [00:00:03].\n\n"
    "$</code><script>alert('tex')</script>$ is no formula [00:00:04].\n",
    "x/video.md": "---\nurl: https://vimeo.com/1\"onload=\"alert('video')\n---\nA fact [00:00:05].\n",
    "x/media.md": "---\nmedia: \"x.mp4' onerror='alert(1)\"\n---\nA fact [00:00:06].\n",
    "x\"><script>alert('channel')</script>/note.md".replace("/script>/", "_script>/"): "A fact [00:00:07].\n",
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_nothing_from_hostile_notes_runs(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, export(StudyPageExporter(), {**HOSTILE, **AWKWARD}, tmp_path, untimed=True))
    page = opened.page
    scripts = page.locator("script").count()
    for link in page.locator('.said :not([href^="http"])').all():
        link.dispatch_event("click")
        link.dispatch_event("mouseover")
    for claim in page.locator(".claim").all()[:8]:
        claim.dispatch_event("click")
    page.wait_for_timeout(300)
    assert scripts == 1
    assert page.locator("img, svg, object, embed, [onerror], [onload], [onclick]").count() == 0
    assert page.locator('a[href^="javascript" i]').count() == 0
    assert [error for error in opened.errors if "alert" in error] == []
    assert all(
        url.startswith(("https://www.youtube-nocookie.com/embed/", "https://player.vimeo.com/video/"))
        for url in opened.requests
    )


def test_the_policy_stops_what_the_escaping_would_have_missed(browser: Browser, tmp_path: Path) -> None:
    """The second line of defence: a script and a handler in the page, as if escaping had failed, do not run."""
    file = export(StudyPageExporter(), NOTES, tmp_path)
    page = file.read_text(encoding="utf-8")
    evil = (
        "<script>window.ran=1</script><img src=x onerror='window.ran=1'><a id=evil href='javascript:window.ran=1'>x</a>"
    )
    file.write_text(page.replace('<p id="count"', f'{evil}<p id="count"'), encoding="utf-8")
    opened = Opened(browser, file)
    opened.page.locator("#evil").dispatch_event("click")
    while len([error for error in opened.errors if "Content Security Policy" in error]) < 3:
        opened.page.wait_for_event("console")
    assert opened.page.evaluate("window.ran") is None
