"""The pictures of the README, taken from the running app: ``python -m benchmarks.pictures``.

A phone with the first page in Welsh, a desk with the map in English; PNG files of few colours in ``docs/pictures``.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from benchmarks.browser import chromium
from benchmarks.output import progress
from benchmarks.server import OUR_APP, ROOT, Server

FOLDER = ROOT / "docs" / "pictures"
# What is taken: the address, and the window in pixels.
PICTURES = {
    "phone-cy": ("/?lang=cy", 390, 844),
    "desk-en": ("/map?lang=en&area=W15000001", 1280, 844),
}
COLOURS = 96


def main() -> None:
    """Start the app, take each picture and write it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with Server(OUR_APP) as server, chromium() as browser:
        for name, (path, width, height) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(server.url + path)
            page.wait_for_selector(".stApp[data-test-script-state=notRunning] footer.site-footer", state="attached")
            page.wait_for_timeout(3000)
            written = _written(page.screenshot(), FOLDER / f"{name}.png")
            progress(f"{written.relative_to(ROOT)}: {written.stat().st_size // 1024} kB")
            page.close()


def _written(picture: bytes, file: Path) -> Path:
    """Write a picture with as few colours as it needs to be read."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS).save(file, optimize=True)
    return file


if __name__ == "__main__":
    main()
