"""Makes the pictures of the documentation from ``samples/``. Usage: python docs/pictures.py

It needs Chromium, and the development environment with the plugin of ``samples/plugins`` installed. The pictures
depend on the fonts of the machine, so they are made by hand when something that they show has changed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
VAULT = ROOT / "samples" / "vault" / "night_kitchen"
CARD = "crumb never passes"
"""Words of the card that is shown."""
CHAPTER = "Why dough rises"

_SIDES = """<!doctype html><meta charset="utf-8"><style>{css}
body {{ margin: 0; padding: 16px; background: #eef0f2; display: flex; gap: 20px; }}
.side {{ flex: 1; height: 330px; overflow: hidden; background: #fff; border: 1px solid #d5d9dd; border-radius: 10px; }}
</style><div class="side"><div class="card">{front}</div></div><div class="side"><div class="card">{back}</div></div>"""


def main() -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("Chromium was not found.")
    with TemporaryDirectory() as temporary:
        for name, page, width, height, scale in pages(Path(temporary)):
            subprocess.run(
                [
                    chromium,
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--hide-scrollbars",
                    f"--force-device-scale-factor={scale}",
                    f"--window-size={width},{height}",
                    f"--screenshot={IMAGES / name}",
                    page.as_uri(),
                ],
                check=True,
                capture_output=True,
            )
            print(IMAGES / name)


def pages(folder: Path) -> Iterator[tuple[str, Path, int, int, float]]:
    """Yield the name of each picture, the page that it shows, the width and height of the window, and the scale."""
    deck = export(folder / "deck.apkg", "anki")
    yield "card.png", card(deck, folder), 912, 364, 1.5
    yield "preview.png", export(folder / "cards.html", "cards", notes=VAULT / "the_crust_and_the_oven.md"), 912, 720, 1
    yield "book.png", chapter(export(folder / "guide.epub", "epub"), folder), 620, 720, 1
    yield "study_page.png", export(folder / "notes.html", "studypage"), 1100, 600, 1


def export(output: Path, exporter: str, *, notes: Path = VAULT) -> Path:
    """Export the samples, and return the output."""
    command = [sys.executable, "-m", "noteport", exporter, str(notes), "-o", str(output)]
    subprocess.run(command, check=True, cwd=output.parent)
    return output


def card(deck: Path, folder: Path) -> Path:
    """Return a page with both sides of a card, as Anki renders them."""
    collection = Collection(str(folder / "collection.anki2"))
    try:
        collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(deck), options=ImportAnkiPackageOptions())
        )
        shown = collection.get_card(collection.find_cards(CARD)[0])
        output = shown.render_output()
        page = folder / "card.html"
        page.write_text(
            _SIDES.format(css=output.css, front=output.question_text, back=output.answer_text), encoding="utf-8"
        )
    finally:
        collection.close()
    return page


def chapter(book: Path, folder: Path) -> Path:
    """Unpack a book, and return its chapter."""
    unpacked = folder / "book"
    with zipfile.ZipFile(book) as package:
        package.extractall(unpacked)
    chapters = (
        page for page in sorted(unpacked.rglob("*.xhtml")) if f"</span>{CHAPTER}</h1>" in page.read_text("utf-8")
    )
    return next(chapters)


if __name__ == "__main__":
    main()
