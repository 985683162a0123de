"""Cards are decided by keys alone, in a real browser: on the page as a file, and on the page that is served."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from noteport.api import Target, Vault
from noteport_cards import CardsExporter

from .conftest import COLD, GAS, WEB, Room

Browser = Callable[..., str]

DRIVER = """
(async () => {
  const press = async (...keys) => {
    for (const key of keys) {
      const target = document.activeElement || document.body;
      const facts = { key: key.replace("Ctrl+", ""), ctrlKey: key.startsWith("Ctrl+") };
      target.dispatchEvent(new KeyboardEvent("keydown", { ...facts, bubbles: true, cancelable: true }));
      await new Promise((done) => setTimeout(done, 150));
    }
  };
  const write = (name, text) => { document.querySelector(".editor")[name].value = text; };
  const saved = () => {
    let text;
    window.Blob = class { constructor(parts) { text = parts.join(""); } };
    URL.createObjectURL = () => "#";
    document.getElementById("save").click();
    return text;
  };
  const entries = () => [...document.querySelectorAll(".entry")].map((node) => ({
    claim: node.dataset.claim,
    text: node.textContent,
    current: node.classList.contains("current"),
  }));
  const seen = {};
  %s
  document.body.dataset.seen = JSON.stringify(seen);
})();
"""


def driven(page: str, steps: str) -> str:
    """The page with a script that presses keys, which its policy then allows."""
    script = DRIVER % steps
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    page = page.replace("script-src ", f"script-src 'sha256-{digest}' ", 1)
    return page.replace("</body>", f"<script>{script}</script></body>")


def seen(dom: str) -> dict[str, Any]:
    """What the script saw."""
    found: dict[str, Any] = json.loads(unescape(re.findall(r'data-seen="([^"]*)"', dom)[0]))
    return found


def test_the_page_as_a_file_is_decided_by_keys_and_saved(room: Room, tmp_path: Path, chromium: Browser) -> None:
    target = Target(tmp_path / "cards.html", exporter=CardsExporter)
    CardsExporter().export(Vault([room.notes]), target)
    target.commit()
    page = tmp_path / "driven.html"
    steps = """
      await press("j", "r");
      await press("e");
      write("ask", "How long does a cold dough ferment?");
      write("answer", "Eighteen hours");
      await press("Ctrl+Enter", "a", "u", "u", "e");
      write("ask", "A cold dough ferments for {{c1::eighteen hours::how long}}.");
      await press("Ctrl+Enter");
      seen.entries = entries();
      seen.file = saved();
      seen.progress = document.getElementById("progress").textContent;
      const chosen = new DataTransfer();
      const line = (claim, text) => JSON.stringify({ claim, decision: "reject", text });
      const gas = "bread/rise@180.1";
      const lines = [line(gas, "An earlier sentence."), line(gas, YEAST), line("tea@1.1", "x")];
      chosen.items.add(new File([lines.join("\\n")], "cards.jsonl"));
      const input = document.querySelector("#load input");
      input.files = chosen.files;
      input.dispatchEvent(new Event("change"));
      const status = document.getElementById("status");
      while (!status.textContent.includes("loaded")) await new Promise((done) => setTimeout(done, 20));
      seen.loaded = await saved();
    """.replace("YEAST", json.dumps(room.texts[GAS]))
    page.write_text(driven((tmp_path / "cards.html").read_text(encoding="utf-8"), steps), encoding="utf-8")
    result = seen(chromium(page.as_uri()))
    lines = [json.loads(line) for line in result["file"].splitlines()]
    assert [(line["claim"], line["decision"]) for line in lines] == [(WEB, "reject"), (COLD, "card")]
    assert lines[1]["cloze"] == "A cold dough ferments for {{c1::eighteen hours::how long}}."
    assert "A cold dough ferments for [how long]." in result["entries"][1]["text"]
    assert result["progress"].startswith("2 of ")
    loaded = [json.loads(line)["text"] for line in result["loaded"].splitlines()]
    assert loaded[2:] == [room.texts[GAS], "An earlier sentence.", "x"]  # nothing of a loaded file is lost
    room.file.write_text(result["file"], encoding="utf-8")
    assert room.decided() == {WEB: "reject", COLD: "card"}


def test_the_served_page_writes_each_decision(
    room: Room, served: Callable[[], str], chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = """
      await press("j", "a", "j", "r");
      await new Promise((done) => setTimeout(done, 1500));
      seen.entries = entries();
      seen.status = document.getElementById("status").textContent;
    """
    draw = room.desk.page
    monkeypatch.setattr(room.desk, "page", lambda: iter([driven("".join(draw()), steps)]))
    result = seen(chromium(served()))
    assert result["status"] == "Saved."
    assert room.decided() == {WEB: "accept", GAS: "reject"}
    texts = {entry["claim"]: entry["text"] for entry in result["entries"]}
    assert texts[WEB].startswith("accepted by ana")
    assert texts[GAS].startswith("rejected by ana")
